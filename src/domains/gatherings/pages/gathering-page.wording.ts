import type { Language } from "../../../core/texts/language.js";
import type { GatheringFormat } from "../gathering.enums.js";

export interface GatheringPageWords {
  when: string;
  where: string;
  online: string;
  format: string;
  formats: Record<GatheringFormat, string>;
  language: string;
  hosts: string;
  themes: string;
  places: string;
  taken: (taken: number, limit: number) => string;
  waiting: (waiting: number) => string;
  series: string;
  agenda: string;
  minutes: (minutes: number) => string;
  cancelled: string;
  over: string;
  moved: (from: string) => string;
  calendar: string;
  toCome: string;
  past: string;
  /** There are more gatherings than those on the page. */
  more: string;
}

export const gatheringPageWording: Record<Language, GatheringPageWords> = {
  NL: {
    when: "Wanneer",
    where: "Waar",
    online: "Online",
    format: "Werkvorm",
    formats: {
      OPEN_EXCHANGE: "Open uitwisseling",
      IDEA: "Idee centraal",
      TRY_OUT: "Probeersel",
      QUESTION: "Vraag",
      SHOWCASE: "Toonmoment",
      LEARNING_SESSION: "Leersessie",
    },
    language: "Taal",
    hosts: "Gastheren en gastvrouwen",
    themes: "Thema's",
    places: "Plaatsen",
    taken: (taken, limit) => `${taken} van de ${limit} ingenomen`,
    waiting: (waiting) => `${waiting} op de wachtlijst`,
    series: "Reeks",
    agenda: "Agenda",
    minutes: (minutes) => `${minutes} minuten`,
    cancelled: "Deze bijeenkomst gaat niet door.",
    over: "Deze bijeenkomst is voorbij.",
    moved: (from) => `Deze bijeenkomst is verplaatst: ze was eerst op ${from}.`,
    calendar: "Zet in je agenda",
    toCome: "Komende bijeenkomsten",
    past: "Voorbije bijeenkomsten",
    more: "Er zijn er nog meer.",
  },
  FR: {
    when: "Quand",
    where: "Où",
    online: "En ligne",
    format: "Format",
    formats: {
      OPEN_EXCHANGE: "Échange ouvert",
      IDEA: "Autour d'une idée",
      TRY_OUT: "Essai",
      QUESTION: "Question",
      SHOWCASE: "Présentation",
      LEARNING_SESSION: "Session d'apprentissage",
    },
    language: "Langue",
    hosts: "Hôtes",
    themes: "Thèmes",
    places: "Places",
    taken: (taken, limit) => `${taken} sur ${limit} occupées`,
    waiting: (waiting) => `${waiting} sur la liste d'attente`,
    series: "Série",
    agenda: "Ordre du jour",
    minutes: (minutes) => `${minutes} minutes`,
    cancelled: "Cette rencontre est annulée.",
    over: "Cette rencontre est terminée.",
    moved: (from) => `Cette rencontre a été déplacée : elle était prévue le ${from}.`,
    calendar: "Ajouter à votre agenda",
    toCome: "Prochaines rencontres",
    past: "Rencontres passées",
    more: "Il y en a d'autres.",
  },
  EN: {
    when: "When",
    where: "Where",
    online: "Online",
    format: "Format",
    formats: {
      OPEN_EXCHANGE: "Open exchange",
      IDEA: "Around an idea",
      TRY_OUT: "Try-out",
      QUESTION: "Question",
      SHOWCASE: "Showcase",
      LEARNING_SESSION: "Learning session",
    },
    language: "Language",
    hosts: "Hosts",
    themes: "Themes",
    places: "Places",
    taken: (taken, limit) => `${taken} of ${limit} taken`,
    waiting: (waiting) => `${waiting} on the waiting list`,
    series: "Series",
    agenda: "Agenda",
    minutes: (minutes) => `${minutes} minutes`,
    cancelled: "This gathering was cancelled.",
    over: "This gathering is over.",
    moved: (from) => `This gathering was moved: it was to be on ${from}.`,
    calendar: "Add to your calendar",
    toCome: "Gatherings to come",
    past: "Gatherings of the past",
    more: "There are more.",
  },
};
