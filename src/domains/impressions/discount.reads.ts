import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";

/** Days without an impression after which a run of impressions is over, and days over which exposure counts. */
export const runDays = 30;

/** On how many days a suggestion is shown before it cools down: once may be overlooked, on three days it was seen. */
const freeDays = 3;

/** The day of a moment, in UTC. */
export const dayOf = (moment: Date): Sql => sql`(${moment}::timestamptz AT TIME ZONE 'UTC')::date`;

/** The run of `impression`, the alias of a row of `suggestion_impression`, is not over. */
export const isRunning = (impression: Sql, now: Date): Sql =>
  sql`${impression}.last_shown_on > ${dayOf(now)} - ${runDays}::int`;

/**
 * What the score of `memberId` is multiplied by for the viewer `viewerId`, a float8 above 0 and at most 1; both are
 * expressions with their columns qualified. Two look-ups by primary key.
 *
 * A suggestion that was shown on more than `freeDays` days, and answered by nothing, counts for freeDays / days: the
 * multiplicative impression discounting of Lee, Lakshmanan, Tiwari and Shah, Modeling impression discounting in
 * large-scale recommender systems (KDD 2014), with the plainest decay. A member shown to more others than the cap
 * counts for cap / viewers besides: see `exposure.reads.ts`.
 *
 * Impressions count for the viewer alone: what is suggested for an idea must not disclose those of its author to
 * others.
 */
export const discountOf = (ctx: Context, viewerId: Sql, memberId: Sql): Sql => sql`(
  coalesce((
    SELECT least(1, ${freeDays}::float8 / discount_impression.days) FROM suggestion_impression discount_impression
    WHERE discount_impression.member_id = ${viewerId} AND discount_impression.shown_id = ${memberId}
      AND ${viewerId} = ${ctx.callerId}::uuid AND ${isRunning(sql`discount_impression`, ctx.now())}), 1::float8)
  * coalesce((
    SELECT discount_exposure.discount FROM suggestion_exposure discount_exposure
    WHERE discount_exposure.member_id = ${memberId}), 1::float8))`;
