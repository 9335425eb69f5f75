import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a comment that cannot be the answer to a question. */
export const answerWording = {
  noQuestion: {
    NL: "is geen vraag: alleen een idee van de soort QUESTION heeft een antwoord.",
    FR: "n'est pas une question : seule une idée du type QUESTION a une réponse.",
    EN: "is no question: only an idea of the kind QUESTION has an answer.",
  },
  withdrawn: {
    NL: "Deze reactie is ingetrokken: kies een andere als antwoord.",
    FR: "Ce commentaire a été retiré : choisissez-en un autre comme réponse.",
    EN: "This comment was withdrawn: choose another one as the answer.",
  },
  hidden: {
    NL: "is door een moderator verborgen: kies een andere reactie als antwoord.",
    FR: "a été masqué par un modérateur : choisissez un autre commentaire comme réponse.",
    EN: "was hidden by a moderator: choose another comment as the answer.",
  },
} satisfies Record<string, Wording>;
