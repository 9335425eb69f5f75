import type { Language } from "../../core/texts/language.js";

/** What the service itself writes into calendars. */
export const calendarWording: Record<Language, CalendarWords> = {
  NL: {
    network: "InnovatieNetwerk Overheid",
    mine: "Mijn bijeenkomsten",
    online: "Online",
    join: "Deelnemen:",
    cancelled: "Deze bijeenkomst gaat niet door.",
    waiting: "Je staat op de wachtlijst.",
  },
  FR: {
    network: "InnovatieNetwerk Overheid",
    mine: "Mes rencontres",
    online: "En ligne",
    join: "Participer :",
    cancelled: "Cette rencontre est annulée.",
    waiting: "Vous êtes sur la liste d'attente.",
  },
  EN: {
    network: "InnovatieNetwerk Overheid",
    mine: "My gatherings",
    online: "Online",
    join: "Join:",
    cancelled: "This gathering was cancelled.",
    waiting: "You are on the waiting list.",
  },
};

export interface CalendarWords {
  network: string;
  /** The name of a member's own calendar. */
  mine: string;
  online: string;
  /** Before the address for joining. */
  join: string;
  cancelled: string;
  waiting: string;
}
