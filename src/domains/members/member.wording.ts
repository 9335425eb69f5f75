import type { Wording } from "../../core/texts/wording.js";

/** Messages for a member who does not exist, or cannot change their profile. */
export const memberWording = {
  noMember: {
    NL: "Er is geen lid met deze id.",
    FR: "Il n'y a pas de membre avec cet identifiant.",
    EN: "There is no member with this id.",
  },
  accountGone: {
    NL: "Je account bestaat niet meer: registreer je opnieuw.",
    FR: "Votre compte n'existe plus : inscrivez-vous à nouveau.",
    EN: "Your account no longer exists: sign up again.",
  },
  tooManyInterests: (max: number): Wording => ({
    NL: `mag hoogstens ${max} thema's bevatten: behoud de belangrijkste.`,
    FR: `peut contenir au plus ${max} thèmes : gardez les plus importants.`,
    EN: `must contain at most ${max} themes: keep the most important.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
