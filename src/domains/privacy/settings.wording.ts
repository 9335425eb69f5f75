import type { Wording } from "../../core/texts/wording.js";

/** Messages for settings of mails that are not possible. */
export const settingsWording = {
  kindTwice: {
    NL: "staat al eerder in de lijst: kies elke soort één keer.",
    FR: "figure déjà dans la liste : choisissez chaque type une seule fois.",
    EN: "is in the list already: choose for each kind once.",
  },
  alwaysMailed: {
    NL: "wordt altijd gemaild: beslissingen van moderatoren kun je niet uitzetten.",
    FR: "est toujours envoyé par courriel : les décisions des modérateurs ne peuvent pas être désactivées.",
    EN: "is always mailed: decisions of moderators cannot be turned off.",
  },
  range: (range: string): Wording => ({
    NL: `moet ${range} zijn.`,
    FR: `doit être ${range}.`,
    EN: `must be ${range}.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
