import type { Wording } from "../../core/texts/wording.js";

/** What the service says when an idea or a comment cannot be posted, changed or supported. */
export const ideaWording = {
  noIdea: {
    NL: "Er is geen idee met deze id.",
    FR: "Il n'y a pas d'idée avec cet identifiant.",
    EN: "There is no idea with this id.",
  },
  noOwnIdea: {
    NL: "Geen van je ideeën heeft deze id.",
    FR: "Aucune de vos idées n'a cet identifiant.",
    EN: "You have no idea with this id.",
  },
  noComment: {
    NL: "Er is geen reactie met deze id bij dit idee.",
    FR: "Il n'y a pas de commentaire avec cet identifiant sur cette idée.",
    EN: "There is no comment with this id on this idea.",
  },
  withdrawn: {
    NL: "Je hebt dit idee ingetrokken: dien het opnieuw in om ermee verder te gaan.",
    FR: "Vous avez retiré cette idée : postez-la à nouveau pour la poursuivre.",
    EN: "You withdrew this idea: post it anew to go on with it.",
  },
  withdrawElsewhere: {
    NL: "kan hier niet WITHDRAWN worden: gebruik `withdrawIdea`.",
    FR: "ne peut pas devenir WITHDRAWN ici : utilisez `withdrawIdea`.",
    EN: "cannot be WITHDRAWN here: use `withdrawIdea`.",
  },
  tooManyThemes: (max: number): Wording => ({
    NL: `mag hoogstens ${max} thema's noemen.`,
    FR: `peut nommer au plus ${max} thèmes.`,
    EN: `must name at most ${max} themes.`,
  }),
  replyToReply: {
    NL: "Deze reactie is zelf een antwoord: beantwoord de reactie waar ze op antwoordt.",
    FR: "Ce commentaire est lui-même une réponse : répondez au commentaire auquel il répond.",
    EN: "This comment is a reply itself: reply to the comment that it answers.",
  },
  keyUsed: {
    NL: "Je hebt met deze sleutel iets anders ingediend: neem een nieuwe sleutel voor een nieuw idee.",
    FR: "Vous avez posté autre chose avec cette clé : prenez une nouvelle clé pour une nouvelle idée.",
    EN: "You posted something else with this key: take a new key for a new idea.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
