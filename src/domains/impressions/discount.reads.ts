import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";

/** Days without a showing after which a run of showings is over, and days over which exposure counts. */
export const runDays = 30;

/** On how many days a suggestion is shown before it cools down: once may be overlooked, on three days it was seen. */
const freeDays = 3;

/** The day of a moment, in UTC. */
export const dayOf = (moment: Date): Sql => sql`(${moment}::timestamptz AT TIME ZONE 'UTC')::date`;

/** The run of `showing`, the alias of a row of `suggestion_showing`, is not over. */
export const isRunning = (showing: Sql, now: Date): Sql =>
  sql`${showing}.last_shown_on > ${dayOf(now)} - ${runDays}::int`;

/**
 * What the score of `memberId` is multiplied by for the viewer `seekerId`, a float8 above 0 and at most 1; both are expressions with
 * their columns qualified. Two look-ups by primary key.
 *
 * A suggestion that was shown on more than `freeDays` days, and answered by nothing, counts for freeDays / days: the multiplicative
 * impression discounting of Lee, Lakshmanan, Tiwari and Shah, Modeling impression discounting in large-scale recommender systems
 * (KDD 2014), with the plainest decay. A member shown to more others than the cap counts for cap / viewers besides: see
 * `exposure.reads.ts`.
 *
 * What was shown to a member counts for them alone: what is suggested for an idea must not tell others of its author's showings.
 */
export const discountOf = (ctx: Context, seekerId: Sql, memberId: Sql): Sql => sql`(
  coalesce((
    SELECT least(1, ${freeDays}::float8 / discount_showing.days) FROM suggestion_showing discount_showing
    WHERE discount_showing.member_id = ${seekerId} AND discount_showing.shown_id = ${memberId}
      AND ${seekerId} = ${ctx.callerId}::uuid AND ${isRunning(sql`discount_showing`, ctx.now())}), 1::float8)
  * coalesce((
    SELECT discount_exposure.discount FROM suggestion_exposure discount_exposure
    WHERE discount_exposure.member_id = ${memberId}), 1::float8))`;
