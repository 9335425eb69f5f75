import type { Wording } from "../../core/texts/wording.js";

/** Messages for a message to the coordinators that cannot be left or handled. */
export const messageWording = {
  signedIn: {
    NL: "is alleen voor wie niet aangemeld is: laat dit veld leeg, je account toont wie je bent.",
    FR: "est réservé aux personnes non connectées : laissez ce champ vide, votre compte indique qui vous êtes.",
    EN: "is only for people who are not signed in: leave this field empty, your account shows who you are.",
  },
  noOwnDecision: {
    NL: "Er is geen beslissing met deze id over iets van jou.",
    FR: "Il n'y a pas de décision avec cet identifiant qui vous concerne.",
    EN: "There is no decision with this id about something of yours.",
  },
  appealed: {
    NL: "Je hebt al beroep aangetekend tegen deze beslissing: dat kan maar één keer.",
    FR: "Vous avez déjà introduit un recours contre cette décision : c'est possible une seule fois.",
    EN: "You have already appealed against this decision: that is possible only once.",
  },
  noMessage: {
    NL: "Er is geen berichtje met deze id.",
    FR: "Il n'y a pas de message avec cet identifiant.",
    EN: "There is no message with this id.",
  },
  handled: {
    NL: "Dit berichtje is al behandeld.",
    FR: "Ce message a déjà été traité.",
    EN: "This message has already been handled.",
  },
  notYours: {
    NL: "Dit is je eigen berichtje, of een beroep tegen een beslissing waarbij je betrokken bent: laat het over aan een andere moderator.",
    FR: "C'est votre propre message, ou un recours contre une décision dans laquelle vous êtes impliqué(e) : laissez un autre modérateur le traiter.",
    EN: "This is your own message, or an appeal against a decision that involves you: leave it to another moderator.",
  },
} satisfies Record<string, Wording>;
