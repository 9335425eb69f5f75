import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { entityLoader, groupBy, loader } from "../../core/graphql/batch.js";
import { connectionType, type List, type Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { slugsOf } from "../../core/graphql/ids.js";
import { Member } from "../members/member.entity.js";
import { maySeeMember } from "../members/member.visibility.js";
import { themesOf, themesWithin } from "../themes/theme.reads.js";
import { LearningTrack } from "./learning-track.entity.js";
import type { LearningTrackFilter } from "./track.inputs.js";

export const LearningTrackConnection = connectionType("LearningTrack", () => LearningTrack);

/** The caller coordinates the track with this id, or moderates. */
export const callerManagesTrack = (ctx: Reader, trackId: Sql): Sql => sql`(${callerModerates(ctx)} OR EXISTS (
  SELECT FROM track_coordinator c WHERE c.track_id = ${trackId} AND c.member_id = ${ctx.callerId}::uuid))`;

/**
 * The caller may see the track with the alias `track`: everybody a published one that is not hidden, those with a place or
 * on the waiting list also a withdrawn one, and who manages it always.
 */
export const maySeeTrack = (ctx: Reader, track: Sql): Sql => sql`(
  (${track}.hidden_at IS NULL AND (${track}.status = 'PUBLISHED' OR (${track}.status = 'WITHDRAWN' AND EXISTS (
    SELECT FROM track_enrolment own
    WHERE own.track_id = ${track}.id AND own.member_id = ${ctx.callerId}::uuid AND own.status <> 'LEFT'))))
  OR ${callerManagesTrack(ctx, sql`${track}.id`)})`;

/** The track, if the caller may see it. */
export const trackById = entityLoader(LearningTrack, (ctx) => maySeeTrack(ctx, sql`e`));

export const themesOfTrack = themesOf(sql`track_theme`, sql`track_id`);

/** The newest first. */
export const newestTracks: Order = { name: "newest", key: sql`e.created_at`, form: "time", descending: true };

/** The conditions of a list of tracks: published ones unless others are asked for, and never hidden ones. */
export function trackConditions(ctx: Context, filter: LearningTrackFilter | null | undefined): Sql[] {
  const { language, openForEnrolment, statuses } = filter ?? {};
  const themes = slugsOf(filter?.themes);
  const conditions: Sql[] = [sql`e.hidden_at IS NULL`];
  if (statuses?.length) conditions.push(sql`e.status = ANY(${statuses}::track_status[])`, maySeeTrack(ctx, sql`e`));
  else conditions.push(sql`e.status = 'PUBLISHED'`);
  if (themes?.length)
    conditions.push(sql`e.id IN (SELECT track_id FROM track_theme WHERE theme_id IN (${themesWithin(themes)}))`);
  if (language != null) conditions.push(sql`e.language = ${language}`);
  if (openForEnrolment != null) {
    const isOpen = sql`(e.status = 'PUBLISHED' AND coalesce(e.enrolment_closes_at > ${ctx.now()}, true))`;
    conditions.push(openForEnrolment ? isOpen : sql`NOT ${isOpen}`);
  }
  return conditions;
}

/** The published tracks of a theme (`tt.theme_id`), newest first. */
export const tracksOfTheme = (ctx: Context): List<LearningTrack> => ({
  name: "theme.learningTracks",
  node: LearningTrack,
  from: sql`track_theme tt JOIN learning_track e ON e.id = tt.track_id`,
  where: trackConditions(ctx, null),
  order: newestTracks,
});

/** The ids of all coordinators, also of those whose profile the caller may not see. */
export const coordinatorIds = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ trackId: string; id: string }>(sql`
    SELECT track_id AS "trackId", member_id AS id FROM track_coordinator
    WHERE track_id = ANY(${ids}::uuid[]) ORDER BY 1, 2`);
  return groupBy(
    rows,
    (row) => row.trackId,
    (row) => row.id,
  );
}, []);

export const coordinatorsOf = loader<Member[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Member & { trackId: string }>(sql`
    SELECT c.track_id AS "trackId", ${columnsOf(ctx.database.source, Member, "e")}
    FROM track_coordinator c JOIN member e ON e.id = c.member_id
    WHERE c.track_id = ANY(${ids}::uuid[]) AND ${maySeeMember(ctx, sql`e`)} ORDER BY e.name, e.id`);
  return groupBy(
    rows,
    (row) => row.trackId,
    ({ trackId: _, ...row }) => entityOf(Member, row),
  );
}, []);
