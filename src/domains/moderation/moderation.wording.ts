import type { Wording } from "../../core/texts/wording.js";

/** Messages for what cannot be reported, decided or reversed. */
export const moderationWording = {
  notReportable: {
    NL: "Er is niets met deze id dat je kunt melden.",
    FR: "Il n'y a rien avec cet identifiant qui puisse être signalé.",
    EN: "There is nothing with this id that you can report.",
  },
  ownSubject: {
    NL: "Dit is van jezelf: wijzig het, of trek het in.",
    FR: "Ceci est à vous : modifiez-le, ou retirez-le.",
    EN: "This is your own: edit it, or withdraw it.",
  },
  noCase: {
    NL: "Er is geen dossier met deze id.",
    FR: "Il n'y a pas de dossier avec cet identifiant.",
    EN: "There is no case with this id.",
  },
  decided: {
    NL: "Over dit dossier is al beslist.",
    FR: "Une décision a déjà été prise sur ce dossier.",
    EN: "This case has already been decided.",
  },
  nobodyToSuspend: {
    NL: "Het is niet bekend wie dit schreef: kies HIDE of DISMISS.",
    FR: "On ne sait pas qui a écrit ceci : choisissez HIDE ou DISMISS.",
    EN: "It is not known who wrote this: choose HIDE or DISMISS.",
  },
  ownReport: {
    NL: "Je hebt dit zelf gemeld: laat het over aan een andere moderator.",
    FR: "Vous l'avez signalé vous-même : laissez un autre modérateur décider.",
    EN: "You reported this yourself: leave it to another moderator.",
  },
  notYours: {
    NL: "Dit gaat over jezelf of over de schorsing van een beheerder: laat het over aan een andere moderator of aan een beheerder.",
    FR: "Ceci vous concerne, ou concerne la suspension d'un administrateur : laissez un autre modérateur ou un administrateur décider.",
    EN: "This concerns yourself or the suspension of an administrator: leave it to another moderator or to an administrator.",
  },
  noDecision: {
    NL: "Er is geen beslissing met deze id.",
    FR: "Il n'y a pas de décision avec cet identifiant.",
    EN: "There is no decision with this id.",
  },
  dismissal: {
    NL: "Een afwijzing kan niet worden teruggedraaid: meld het opnieuw.",
    FR: "Un rejet ne peut pas être annulé : faites un nouveau signalement.",
    EN: "A dismissal cannot be reversed: report it again.",
  },
  reversed: {
    NL: "Deze beslissing is al teruggedraaid.",
    FR: "Cette décision a déjà été annulée.",
    EN: "This decision has already been reversed.",
  },
  endWithoutSuspension: {
    NL: "is alleen voor een schorsing bedoeld: laat dit veld leeg.",
    FR: "n'est prévu que pour une suspension : laissez ce champ vide.",
    EN: "is only for a suspension: leave this field empty.",
  },
  endMissing: {
    NL: "ontbreekt: geef aan tot wanneer de schorsing duurt.",
    FR: "manque : indiquez jusqu'à quand dure la suspension.",
    EN: "is missing: give the end of the suspension.",
  },
  endPast: {
    NL: "moet in de toekomst liggen.",
    FR: "doit se situer dans l'avenir.",
    EN: "must be in the future.",
  },
  endTooFar: {
    NL: "mag hoogstens een jaar in de toekomst liggen.",
    FR: "doit se situer au plus tard dans un an.",
    EN: "must be at most a year from now.",
  },
} satisfies Record<string, Wording>;
