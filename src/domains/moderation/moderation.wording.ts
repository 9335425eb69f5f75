import type { Wording } from "../../core/texts/wording.js";

/** What the service says when something cannot be reported, decided or taken back. */
export const moderationWording = {
  notReportable: {
    NL: "Er is niets met deze id dat je kunt melden.",
    FR: "Il n'y a rien avec cet identifiant qui puisse être signalé.",
    EN: "There is nothing with this id that can be reported.",
  },
  ownSubject: {
    NL: "Dit is van jezelf: wijzig het, of trek het in.",
    FR: "Ceci est à vous : modifiez-le, ou retirez-le.",
    EN: "This is your own: change it, or take it back.",
  },
  noCase: {
    NL: "Er is geen dossier met deze id.",
    FR: "Il n'y a pas de dossier avec cet identifiant.",
    EN: "There is no case with this id.",
  },
  decided: {
    NL: "Een andere moderator heeft al over dit dossier beslist.",
    FR: "Un autre modérateur a déjà pris une décision sur ce dossier.",
    EN: "Another moderator has decided this case.",
  },
  nobodyToSuspend: {
    NL: "Het is niet bekend wie dit schreef: neem HIDE of DISMISS.",
    FR: "On ne sait pas qui l'a écrit : prenez HIDE ou DISMISS.",
    EN: "Nobody is known to have written it: take HIDE or DISMISS.",
  },
  ownReport: {
    NL: "Je hebt dit zelf gemeld: laat het over aan een andere moderator.",
    FR: "Vous l'avez signalé vous-même : laissez un autre modérateur décider.",
    EN: "You reported this yourself: leave it to another moderator.",
  },
  notYours: {
    NL: "Dit gaat over jezelf, of zou een beheerder schorsen: laat het over aan een andere moderator, of aan een beheerder.",
    FR: "Ceci vous concerne, ou suspendrait un administrateur : laissez un autre modérateur décider, ou un administrateur.",
    EN: "This concerns yourself, or would suspend an administrator: leave it to another moderator, or to an administrator.",
  },
  noDecision: {
    NL: "Er is geen beslissing met deze id.",
    FR: "Il n'y a pas de décision avec cet identifiant.",
    EN: "There is no decision with this id.",
  },
  dismissal: {
    NL: "Een afwijzing houdt niets in dat je kunt terugnemen: meld het opnieuw.",
    FR: "Un rejet ne contient rien qui puisse être annulé : signalez-le à nouveau.",
    EN: "A dismissal holds nothing that could be taken back: report it anew.",
  },
  reversed: {
    NL: "Deze beslissing is al teruggenomen.",
    FR: "Cette décision a déjà été annulée.",
    EN: "This decision was taken back before.",
  },
  endWithoutSuspension: {
    NL: "is alleen voor een beslissing die schorst: laat het weg.",
    FR: "est réservé aux décisions qui suspendent : omettez-le.",
    EN: "is for a decision that suspends: leave it out.",
  },
  endMissing: {
    NL: "ontbreekt: zeg tot wanneer de schorsing duurt.",
    FR: "manque : indiquez jusqu'à quand dure la suspension.",
    EN: "is missing: tell until when to suspend.",
  },
  endPast: {
    NL: "moet in de toekomst liggen.",
    FR: "doit se situer dans l'avenir.",
    EN: "must be in the future.",
  },
  endTooFar: {
    NL: "mag hoogstens een jaar in de toekomst liggen.",
    FR: "doit se situer au plus tard dans un an.",
    EN: "must be a year from now at most.",
  },
} satisfies Record<string, Wording>;
