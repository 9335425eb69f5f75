import type { Wording } from "../../../core/texts/wording.js";
import type { PrivacyStatement } from "./statement.types.js";

/** Messages for a privacy statement that is not accepted as it should be. */
export const statementWording = {
  none: {
    NL: "Dit netwerk heeft geen privacyverklaring: laat de versie weg.",
    FR: "Ce réseau n'a pas de déclaration de confidentialité : omettez la version.",
    EN: "This network has no privacy statement: leave the version out.",
  },
  toAccept: ({ url, version }: PrivacyStatement): Wording => ({
    NL: `Aanvaard de privacyverklaring op ${url}: stuur de versie mee, ${version}.`,
    FR: `Acceptez la déclaration de confidentialité sur ${url} : envoyez sa version, ${version}.`,
    EN: `Accept the privacy statement at ${url}: send its version, ${version}.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
