import type { Wording } from "../../core/texts/wording.js";

/** What the service says when a theme cannot be chosen. */
export const themeWording = {
  namedTwice: (slug: string): Wording => ({
    NL: `"${slug}" wordt twee keer genoemd: noem elk thema één keer.`,
    FR: `« ${slug} » est nommé deux fois : nommez chaque thème une seule fois.`,
    EN: `"${slug}" is named twice: name each theme once.`,
  }),
  noTheme: (slug: string): Wording => ({
    NL: `Er is geen thema "${slug}" om te kiezen: neem een slug uit de query \`themes\`.`,
    FR: `Il n'y a pas de thème « ${slug} » à choisir : prenez un slug de la requête \`themes\`.`,
    EN: `There is no theme "${slug}" to choose: take a slug from the query \`themes\`.`,
  }),
} satisfies Record<string, (value: never) => Wording>;
