import type { Wording } from "../../core/texts/wording.js";

/** What the service says when a member is not there, or cannot change what they tell about themselves. */
export const memberWording = {
  noMember: {
    NL: "Er is geen lid met deze id.",
    FR: "Il n'y a pas de membre avec cet identifiant.",
    EN: "There is no member with this id.",
  },
  accountGone: {
    NL: "Je account bestaat niet meer: registreer je opnieuw.",
    FR: "Votre compte n'existe plus : inscrivez-vous à nouveau.",
    EN: "Your account is not there any more: sign up anew.",
  },
  tooManyInterests: (max: number): Wording => ({
    NL: `mag hoogstens ${max} thema's noemen: houd over wat het belangrijkst is.`,
    FR: `peut nommer au plus ${max} thèmes : gardez ceux qui importent le plus.`,
    EN: `must name at most ${max} themes: keep those that matter most.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
