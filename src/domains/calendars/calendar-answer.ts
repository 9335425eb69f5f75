import type { FastifyReply } from "fastify";
import { isUnchanged } from "../../core/pages/conditional-request.js";
import type { CalendarContext } from "./calendars.services.js";
import type { Calendar } from "./write-calendar.js";

/** For how long others may keep what anybody may read. */
const maxAgeSeconds = 300;

/** Answers with a calendar, or that it has not changed. */
export function sendCalendar(
  { writtenCalendars }: CalendarContext,
  reply: FastifyReply,
  calendar: Calendar,
  { isPersonal = false } = {},
): FastifyReply {
  const { text, etag } = isPersonal ? writtenCalendars.writePersonal(calendar) : writtenCalendars.write(calendar);
  const lastModified = new Date(Math.max(0, ...calendar.gatherings.map(({ changedAt }) => changedAt.getTime())));
  void reply
    .header("etag", etag)
    .header("vary", "accept-language")
    .header("cache-control", isPersonal ? "private, no-cache" : `public, max-age=${maxAgeSeconds}`);
  if (calendar.gatherings.length > 0) void reply.header("last-modified", lastModified.toUTCString());
  // What leaves a feed makes nothing in it younger, so the time says nothing about those.
  const since = calendar.name === null ? lastModified : null;
  if (isUnchanged(reply.request.headers, { etag, lastModified: since })) return reply.code(304).send();
  return reply
    .type("text/calendar; charset=utf-8")
    .header("content-disposition", `inline; filename="${isPersonal ? "ino" : "calendar"}.ics"`)
    .send(text);
}
