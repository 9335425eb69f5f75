import type { Wording } from "../../core/texts/wording.js";

/** Messages for a theme that cannot be chosen. */
export const themeWording = {
  namedTwice: (slug: string): Wording => ({
    NL: `“${slug}” staat er twee keer in: kies elk thema één keer.`,
    FR: `« ${slug} » y figure deux fois : choisissez chaque thème une seule fois.`,
    EN: `“${slug}” is listed twice: choose each theme once.`,
  }),
  noTheme: (slug: string): Wording => ({
    NL: `Het thema “${slug}” is niet beschikbaar: kies een slug uit de query \`themes\`.`,
    FR: `Le thème « ${slug} » n'est pas disponible : choisissez un slug de la requête \`themes\`.`,
    EN: `The theme “${slug}” is not available: choose a slug from the query \`themes\`.`,
  }),
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} thema's bevatten.`,
    FR: `peut contenir au plus ${max} thèmes.`,
    EN: `must contain at most ${max} themes.`,
  }),
} satisfies Record<string, (value: never) => Wording>;
