import type { Wording } from "../../core/texts/wording.js";

/** What the service says when a message cannot be left or handled. */
export const messageWording = {
  signedIn: {
    NL: "is alleen voor wie niet aangemeld is: laat het weg, je account zegt wie je bent.",
    FR: "est réservé à qui n'est pas connecté : omettez-le, votre compte dit qui vous êtes.",
    EN: "is for who is not signed in: leave it out, your account tells who you are.",
  },
  noOwnDecision: {
    NL: "Er is geen beslissing met deze id over iets van jou.",
    FR: "Il n'y a pas de décision avec cet identifiant qui vous concerne.",
    EN: "There is no decision with this id about what is yours.",
  },
  reversed: {
    NL: "Deze beslissing is al teruggenomen.",
    FR: "Cette décision a déjà été annulée.",
    EN: "This decision was taken back already.",
  },
  appealed: {
    NL: "Je hebt al beroep aangetekend tegen deze beslissing: de moderatoren bekijken het nog.",
    FR: "Vous avez déjà introduit un recours contre cette décision : les modérateurs vont l'examiner.",
    EN: "You have appealed against this decision: the moderators will come to it.",
  },
  noMessage: {
    NL: "Er is geen berichtje met deze id.",
    FR: "Il n'y a pas de message avec cet identifiant.",
    EN: "There is no message with this id.",
  },
  handled: {
    NL: "Een andere moderator heeft dit berichtje al behandeld.",
    FR: "Un autre modérateur a déjà traité ce message.",
    EN: "Another moderator has handled this message.",
  },
  notYours: {
    NL: "Dit is je eigen berichtje, of een beroep in een dossier van jou: laat het over aan een andere moderator.",
    FR: "C'est votre propre message, ou un recours dans un de vos dossiers : laissez un autre modérateur le traiter.",
    EN: "This is your own message, or an appeal in a case of yours: leave it to another moderator.",
  },
} satisfies Record<string, Wording>;
