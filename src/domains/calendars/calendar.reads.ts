import sql, { type Sql } from "sql-template-tag";
import { whereAll } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { gatheringConditions } from "../gatherings/gathering.reads.js";
import type { CalendarGathering } from "./calendar-gathering.js";

/** How many gatherings a feed has at most: of those to come, and of those that began in the year before. */
const maxToCome = 800;
const maxPast = 200;
const pastMs = 366 * 86_400_000;
/** Characters of a description, where a feed has many gatherings. */
const excerptLength = 1_000;

/** What a feed has of the gathering with the alias `e`; the address for joining where `mayJoin` holds. */
const columns = (excerpt: boolean, mayJoin: Sql, isWaiting: Sql): Sql => sql`
  e.id, e.title, ${excerpt ? sql`left(e.description, ${excerptLength}::integer)` : sql`e.description`} AS description,
  e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.time_zone AS "timeZone",
  e.place_name AS "placeName", e.place_address AS "placeAddress", e.online_url IS NOT NULL AS "isOnline",
  CASE WHEN ${mayJoin} THEN e.online_url END AS "onlineUrl",
  e.status, e.status_reason AS reason, e.version, e.changed_at AS "changedAt", ${isWaiting} AS "isWaiting"`;

const ofAnybody = (excerpt: boolean): Sql => columns(excerpt, sql`false`, sql`false`);

/** A scheduled or cancelled gathering that anybody may see; null when there is none. */
export async function gatheringInCalendar(ctx: Context, id: string): Promise<CalendarGathering | null> {
  const [row] = await ctx.db.query<CalendarGathering>(sql`
    SELECT ${ofAnybody(false)} FROM gathering e ${whereAll([...gatheringConditions(ctx, null), sql`e.id = ${id}`])}`);
  return row ?? null;
}

/** The gatherings that anybody may see: all, or those that also meet `condition`. */
export const publicGatherings = (ctx: Context, themes: string[] | null, ...also: Sql[]): Promise<CalendarGathering[]> =>
  bounded(ctx, ofAnybody(true), sql`gathering e`, [...gatheringConditions(ctx, { themes }), ...also]);

/** The gatherings that a member hosts, has a place at, or waits for a place at. */
export const gatheringsInCalendarOf = (ctx: Context, memberId: string): Promise<CalendarGathering[]> =>
  bounded(
    ctx,
    columns(true, sql`mine.takes_part`, sql`NOT mine.takes_part`),
    sql`(
      SELECT gathering_id, bool_or(takes_part) AS takes_part FROM (
        SELECT gathering_id, true AS takes_part FROM gathering_host WHERE member_id = ${memberId}
        UNION ALL SELECT gathering_id, status = 'GOING' FROM registration
        WHERE member_id = ${memberId} AND status IN ('GOING', 'WAITLISTED')) AS each
      GROUP BY gathering_id) AS mine JOIN gathering e ON e.id = mine.gathering_id`,
    gatheringConditions(ctx, null),
  );

/** The next of them to come and the last of the past year, in the order of their beginning. */
function bounded(ctx: Context, what: Sql, from: Sql, conditions: Sql[]): Promise<CalendarGathering[]> {
  const now = ctx.now();
  const toCome = whereAll([...conditions, sql`e.starts_at >= ${now}`]);
  const past = whereAll([
    ...conditions,
    sql`e.starts_at < ${now}`,
    sql`e.starts_at >= ${new Date(now.getTime() - pastMs)}`,
  ]);
  return ctx.db.query<CalendarGathering>(sql`
    (SELECT ${what} FROM ${from} ${toCome} ORDER BY e.starts_at, e.id LIMIT ${maxToCome})
    UNION ALL
    (SELECT ${what} FROM ${from} ${past} ORDER BY e.starts_at DESC, e.id DESC LIMIT ${maxPast})
    ORDER BY "startsAt", id`);
}
