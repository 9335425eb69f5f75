import type { Wording } from "../../../core/texts/wording.js";

/** Messages for an answer that cannot be given. */
export const answerWording = {
  noAddress: {
    NL: "Wie dit berichtje naliet, gaf geen adres: handel het af zonder antwoord.",
    FR: "L'auteur de ce message n'a pas laissé d'adresse : traitez-le sans réponse.",
    EN: "Whoever left this message gave no address: handle it without an answer.",
  },
  refusedAddress: {
    NL: "De mailserver weigert het adres dat bij dit berichtje staat: handel het af zonder antwoord.",
    FR: "Le serveur de courriel refuse l'adresse laissée avec ce message : traitez-le sans réponse.",
    EN: "The mail server refuses the address given with this message: handle it without an answer.",
  },
} satisfies Record<string, Wording>;
