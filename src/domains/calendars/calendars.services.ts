import type { IdentityContext } from "../identity/identity.services.js";
import type { WrittenCalendars } from "./written-calendars.js";

export interface CalendarServices {
  writtenCalendars: WrittenCalendars;
}

export type CalendarContext = IdentityContext & CalendarServices;
