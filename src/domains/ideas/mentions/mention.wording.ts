import type { Wording } from "../../../core/texts/wording.js";

export const mentionWording = {
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} vermeldingen bevatten: behoud de belangrijkste.`,
    FR: `peut contenir au plus ${max} mentions : gardez les plus importantes.`,
    EN: `must contain at most ${max} mentions: keep the most important.`,
  }),
  outside: {
    NL: "moet woorden van de tekst aanwijzen, van `start` tot `end`: verbeter een van de twee.",
    FR: "doit désigner des mots du texte, de `start` à `end` : corrigez l'un des deux.",
    EN: "must point at words of the text, from `start` to `end`: correct one of the two.",
  },
  overlapping: {
    NL: "overlapt met een andere vermelding: wijs elk woord één keer aan.",
    FR: "chevauche une autre mention : désignez chaque mot une seule fois.",
    EN: "overlaps with another mention: point at each word once.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
