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
  noModerator: {
    NL: "Er is geen organisator of beheerder met deze id die het berichtje nu kan behandelen.",
    FR: "Il n'y a pas d'organisateur ni d'administrateur avec cet identifiant qui puisse traiter le message maintenant.",
    EN: "There is no organiser or administrator with this id who can handle the message now.",
  },
  notTheirs: {
    NL: "heeft dit berichtje zelf nagelaten, of is betrokken bij de beslissing waartegen het beroep aantekent: kies een andere moderator.",
    FR: "a laissé ce message, ou est impliqué(e) dans la décision qu'il conteste : choisissez un autre modérateur.",
    EN: "left this message, or is involved in the decision that it appeals against: choose another moderator.",
  },
  appealIsNoSpam: {
    NL: "is een beroep tegen een beslissing: behandel het, het is geen spam.",
    FR: "est un recours contre une décision : traitez-le, ce n'est pas du spam.",
    EN: "is an appeal against a decision: handle it, it is no spam.",
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
