import type { Wording } from "../../core/texts/wording.js";

/** Messages for an idea or a comment that cannot be posted, changed or supported. */
export const ideaWording = {
  noIdea: {
    NL: "Er is geen idee met deze id.",
    FR: "Il n'y a pas d'idée avec cet identifiant.",
    EN: "There is no idea with this id.",
  },
  noOwnIdea: {
    NL: "Geen van je ideeën heeft deze id.",
    FR: "Aucune de vos idées n'a cet identifiant.",
    EN: "None of your ideas has this id.",
  },
  noComment: {
    NL: "Er is geen reactie met deze id bij dit idee.",
    FR: "Il n'y a pas de commentaire avec cet identifiant sur cette idée.",
    EN: "There is no comment with this id on this idea.",
  },
  noOwnComment: {
    NL: "Geen van je reacties heeft deze id.",
    FR: "Aucun de vos commentaires n'a cet identifiant.",
    EN: "None of your comments has this id.",
  },
  withdrawnComment: {
    NL: "Deze reactie is ingetrokken: schrijf een nieuwe bij het idee.",
    FR: "Ce commentaire a été retiré : écrivez-en un nouveau sur l'idée.",
    EN: "This comment was withdrawn: write a new one on the idea.",
  },
  withdrawn: {
    NL: "Dit idee is ingetrokken: plaats het opnieuw om ermee verder te gaan.",
    FR: "Cette idée a été retirée : postez-la à nouveau pour la poursuivre.",
    EN: "This idea was withdrawn: post it again to continue it.",
  },
  withdrawElsewhere: {
    NL: "kan hier niet WITHDRAWN worden: gebruik `withdrawIdea`.",
    FR: "ne peut pas devenir WITHDRAWN ici : utilisez `withdrawIdea`.",
    EN: "cannot be set to WITHDRAWN here: use `withdrawIdea`.",
  },
  replyToReply: {
    NL: "Deze reactie is zelf een antwoord: beantwoord de reactie waarop ze een antwoord is.",
    FR: "Ce commentaire est lui-même une réponse : répondez au commentaire auquel il répond.",
    EN: "This comment is itself a reply: reply to the comment that it answers.",
  },
} satisfies Record<string, Wording>;
