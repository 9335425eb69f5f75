import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import sql from "sql-template-tag";
import type { CoreServices } from "../../core/graphql/context.js";
import { idOf, slugOf } from "../../core/graphql/ids.js";
import type { AdmittedHandler, RouteOptions } from "../../core/graphql/route-options.js";
import { languageOfPage } from "../../core/texts/language.js";
import { seriesById } from "../gatherings/series/series.reads.js";
import { readerOfFeedAddress } from "../identity/feed-address/feed-address.service.js";
import type { IdentityServices } from "../identity/identity.services.js";
import { labelOf } from "../themes/theme.labels.js";
import { themeBySlug } from "../themes/theme.reads.js";
import { gatheringInCalendar, gatheringsInCalendarOf, publicGatherings } from "./calendar.reads.js";
import { sendCalendar } from "./calendar-answer.js";
import { calendarWording } from "./calendar.wording.js";
import type { CalendarContext, CalendarServices } from "./calendars.services.js";

/** Serves calendars under `/calendar/`, without signing in. */
export function serveCalendars(
  app: FastifyInstance,
  { forAnybody }: RouteOptions<CoreServices & IdentityServices & CalendarServices>,
): void {
  const serve = (path: string, handle: AdmittedHandler<CalendarContext>): void =>
    void app.get(`/calendar/${path}`, forAnybody(handle));

  serve("network.ics", async (ctx, request, reply) => {
    const language = languageOf(request);
    const gatherings = await publicGatherings(ctx, null);
    return sendCalendar(ctx, reply, { name: calendarWording[language].network, language, gatherings });
  });

  serve("theme/:file", async (ctx, request, reply) => {
    const slug = nameIn(request);
    const theme = slug === null ? null : await themeBySlug(ctx, slugOf(slug));
    if (!theme) return notFound(reply);
    const language = languageOf(request);
    const name = `${labelOf(theme, language)} · ${calendarWording[language].network}`;
    return sendCalendar(ctx, reply, { name, language, gatherings: await publicGatherings(ctx, [theme.slug]) });
  });

  serve("series/:file", async (ctx, request, reply) => {
    const series = await seriesById(ctx, nameIn(request) ?? "");
    const gatherings = series ? await publicGatherings(ctx, null, sql`e.series_id = ${series.id}`) : [];
    // Of a series whose gatherings are all hidden, there is nothing to see.
    if (!series || gatherings.length === 0) return notFound(reply);
    return sendCalendar(ctx, reply, { name: series.title, language: languageOf(request), gatherings });
  });

  serve("gathering/:file", async (ctx, request, reply) => {
    const gathering = await gatheringInCalendar(ctx, idOf(nameIn(request) ?? ""));
    if (!gathering) return notFound(reply);
    return sendCalendar(ctx, reply, { name: null, language: languageOf(request), gatherings: [gathering] });
  });

  serve("member/:file", async (ctx, request, reply) => {
    const token = nameIn(request);
    const reader = token === null ? null : await readerOfFeedAddress(ctx, token);
    if (!reader) return notFound(reply);
    const language = reader.language ?? languageOf(request);
    const gatherings = await gatheringsInCalendarOf(ctx, reader.memberId);
    const calendar = { name: calendarWording[language].mine, language, gatherings };
    return sendCalendar(ctx, reply, calendar, { isPersonal: true });
  });
}

/** What stands before `.ics` in the last part of the address; null for another kind of file. */
function nameIn({ params }: FastifyRequest): string | null {
  const { file } = params as { file: string };
  return /^(.+)\.ics$/.exec(file)?.[1] ?? null;
}

const languageOf = ({ query, headers }: FastifyRequest) => languageOfPage(query, headers["accept-language"]);

const notFound = (reply: FastifyReply): FastifyReply => {
  reply.callNotFound();
  return reply;
};
