import { Language } from "../../../core/texts/language.js";
import type { RegistrationStatus } from "../gathering.enums.js";

/** What a guest is mailed about. */
export type GuestNews =
  Exclude<RegistrationStatus, RegistrationStatus.CANCELLED | RegistrationStatus.INVITED> | "GATHERING_CANCELLED";

interface NewsText {
  subject: string;
  text: (title: string) => string;
}

type NewsTexts = Record<`${GuestNews}`, NewsText> & {
  /** When and where it is may be different from before. */
  changed: string;
  /** Instead of the subject when the gathering is near. */
  reminder: string;
  hostWrites: (title: string) => string;
  /** Before the link. */
  link: string;
};

export const newsTexts: Record<Language, NewsTexts> = {
  [Language.NL]: {
    GOING: { subject: "Ingeschreven:", text: (title) => `Je hebt een plaats bij de bijeenkomst ${title}.` },
    WAITLISTED: {
      subject: "Wachtlijst:",
      text: (title) =>
        `De bijeenkomst ${title} is volzet: je staat op de wachtlijst. Komt er een plaats vrij, dan krijg je een mail.`,
    },
    REQUESTED: {
      subject: "Aangevraagd:",
      text: (title) =>
        `Je aanvraag voor de bijeenkomst ${title} is bij de gastheer of gastvrouw. Je krijgt een mail over de beslissing.`,
    },
    DECLINED: {
      subject: "Niet aanvaard:",
      text: (title) => `Je inschrijving voor de bijeenkomst ${title} is niet aanvaard.`,
    },
    GATHERING_CANCELLED: { subject: "Afgelast:", text: (title) => `De bijeenkomst ${title} is afgelast.` },
    reminder: "Herinnering:",
    hostWrites: (title) =>
      `De gastheer of gastvrouw van ${title} schrijft aan wie is ingeschreven. Een antwoord op deze mail komt niet aan.`,
    changed: "Het tijdstip of de plaats is gewijzigd.",
    link: "Bekijk, wijzig of annuleer je inschrijving hier:",
  },
  [Language.FR]: {
    GOING: { subject: "Inscription :", text: (title) => `Vous avez une place à la rencontre ${title}.` },
    WAITLISTED: {
      subject: "Liste d'attente :",
      text: (title) =>
        `La rencontre ${title} est complète : vous êtes sur la liste d'attente. Si une place se libère, vous recevrez un courriel.`,
    },
    REQUESTED: {
      subject: "Demande :",
      text: (title) =>
        `Votre demande pour la rencontre ${title} est chez l'hôte. Vous recevrez un courriel à propos de la décision.`,
    },
    DECLINED: { subject: "Refus :", text: (title) => `Votre inscription à la rencontre ${title} n'est pas acceptée.` },
    GATHERING_CANCELLED: { subject: "Annulation :", text: (title) => `La rencontre ${title} est annulée.` },
    reminder: "Rappel :",
    hostWrites: (title) => `L'hôte de ${title} écrit aux personnes inscrites. Une réponse à ce courriel n'arrive pas.`,
    changed: "Le moment ou le lieu a changé.",
    link: "Consultez, modifiez ou annulez votre inscription ici :",
  },
  [Language.EN]: {
    GOING: { subject: "Registered:", text: (title) => `You have a place at the gathering ${title}.` },
    WAITLISTED: {
      subject: "Waiting list:",
      text: (title) =>
        `The gathering ${title} is full: you are on the waiting list. When a place comes free, you get a mail.`,
    },
    REQUESTED: {
      subject: "Requested:",
      text: (title) =>
        `Your request for the gathering ${title} is with its hosts. You get a mail about their decision.`,
    },
    DECLINED: { subject: "Declined:", text: (title) => `Your registration for the gathering ${title} was declined.` },
    GATHERING_CANCELLED: { subject: "Cancelled:", text: (title) => `The gathering ${title} was cancelled.` },
    reminder: "Reminder:",
    hostWrites: (title) => `A host of ${title} writes to those registered. A reply to this mail does not arrive.`,
    changed: "Its time or place has changed.",
    link: "See, change or cancel your registration here:",
  },
};
