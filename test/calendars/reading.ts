import ical, { type CalendarResponse, type VEvent } from "node-ical";
import type { TestApp } from "../support/app.js";

/** What a calendar program gets from an address, and the events that it reads in it, by UID. */
export async function readCalendar(app: TestApp, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(path.startsWith("http") ? path : `${app.url}/calendar/${path}`, { headers });
  const text = await response.text();
  const parsed: CalendarResponse = ical.sync.parseICS(response.ok ? text : "");
  const events = Object.values(parsed).filter((one): one is VEvent => one?.type === "VEVENT");
  const byId = new Map(events.map((event) => [event.uid, event]));
  return {
    status: response.status,
    headers: response.headers,
    text,
    events,
    byId,
    name: parsed.vcalendar?.["WR-CALNAME"],
  };
}

/** The value of a text, which the parser gives with its parameters where it has any. */
export const wordsOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "val" in value ? String(value.val) : String(value);
