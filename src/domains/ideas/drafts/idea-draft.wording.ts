import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a draft that cannot be saved or posted. */
export const draftWording = {
  noDraft: {
    NL: "Geen van je kladden heeft deze id.",
    FR: "Aucun de vos brouillons n'a cet identifiant.",
    EN: "None of your drafts has this id.",
  },
  tooMany: (max: number): Wording => ({
    NL: `Je hebt al ${max} kladden: plaats er een, of gooi er een weg.`,
    FR: `Vous avez déjà ${max} brouillons : postez-en un, ou supprimez-en un.`,
    EN: `You already have ${max} drafts: post one, or discard one.`,
  }),
  noVersion: {
    NL: "is nodig om een klad bij te werken: geef de versie waarop je verder werkt.",
    FR: "est nécessaire pour modifier un brouillon : donnez la version sur laquelle vous travaillez.",
    EN: "is required to change a draft: give the version that this is based on.",
  },
  noKind: {
    NL: "is nog niet gekozen: kies de soort voor je het klad plaatst.",
    FR: "n'est pas encore choisi : choisissez le type avant de poster le brouillon.",
    EN: "is not chosen yet: choose the kind before you post the draft.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
