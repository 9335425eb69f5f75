import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, loader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import type { Reader } from "../../../core/access/reader.js";
import { callerManagesGathering, maySeeGathering } from "../gathering.reads.js";
import { Outcome } from "./outcome.entity.js";

/** The caller may see the outcome with the alias `outcome`, and its gathering. */
const maySeeOutcome = (ctx: Reader, outcome: Sql): Sql => sql`(
  (${outcome}.hidden_at IS NULL OR ${callerManagesGathering(ctx, sql`${outcome}.gathering_id`)})
  AND EXISTS (SELECT FROM gathering g WHERE g.id = ${outcome}.gathering_id AND ${maySeeGathering(ctx, sql`g`)}))`;

/** The outcome, if the caller may see it. */
export const outcomeById = entityLoader(Outcome, (ctx) => maySeeOutcome(ctx, sql`e`));

/** What came of a gathering; null when nothing was recorded, or the caller may not see it. */
export const outcomeOf = loader<Outcome | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Outcome>(sql`
    SELECT ${columnsOf(ctx.database.source, Outcome, "e")} FROM outcome e
    WHERE e.gathering_id = ANY(${ids}::uuid[]) AND ${maySeeOutcome(ctx, sql`e`)}`);
  return new Map(rows.map((row) => [row.gatheringId, entityOf(Outcome, row)]));
}, null);

/** What came of an agenda item, by its id; null when nothing was recorded, or the caller may not see it. */
export const resultOf = loader<string | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; result: string }>(sql`
    SELECT r.agenda_item_id AS id, r.result FROM outcome_result r JOIN outcome o ON o.id = r.outcome_id
    WHERE r.agenda_item_id = ANY(${ids}::uuid[]) AND ${maySeeOutcome(ctx, sql`o`)}`);
  return new Map(rows.map(({ id, result }) => [id, result]));
}, null);

/** What came of the gatherings with an idea on their agenda, the latest recorded first. */
export const outcomesOfIdea = (ctx: Context): List<Outcome> => ({
  name: "idea.outcomes",
  node: Outcome,
  from: sql`agenda_item a JOIN outcome e ON e.gathering_id = a.gathering_id
    LEFT JOIN outcome_result r ON r.agenda_item_id = a.id`,
  where: [sql`a.status = 'ACCEPTED'`, sql`e.hidden_at IS NULL`, maySeeOutcome(ctx, sql`e`)],
  edge: sql`r.result`,
  order: { name: "recorded", key: sql`e.recorded_at`, form: "time", descending: true },
});
