import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a message that cannot be sent or marked as read. */
export const collaborationMessageWording = {
  stopped: {
    NL: "Deze samenwerking is gestopt: hervat ze om er weer berichten in te sturen.",
    FR: "Cette collaboration est arrêtée : reprenez-la pour y envoyer à nouveau des messages.",
    EN: "This collaboration has stopped: resume it to send messages in it again.",
  },
  noRecipients: {
    NL: "Niemand anders in deze samenwerking kan op dit moment een bericht van je ontvangen.",
    FR: "Personne d'autre dans cette collaboration ne peut recevoir de message de votre part pour le moment.",
    EN: "Nobody else in this collaboration can receive a message from you at the moment.",
  },
  noMessage: {
    NL: "Er is geen bericht met deze id in deze samenwerking.",
    FR: "Il n'y a pas de message avec cet identifiant dans cette collaboration.",
    EN: "There is no message with this id in this collaboration.",
  },
} satisfies Record<string, Wording>;
