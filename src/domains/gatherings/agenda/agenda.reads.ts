import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, groupBy, loader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { isAuthor } from "../../ideas/authors/authorship.js";
import { maySeeIdea } from "../../ideas/idea.reads.js";
import type { Reader } from "../../../core/access/reader.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringOrder } from "../gathering.inputs.js";
import { callerManagesGathering, gatheringConditions, gatheringOrders, maySeeGathering } from "../gathering.reads.js";
import { AgendaItem } from "./agenda-item.entity.js";

/** The caller may see the idea of the agenda item with the alias `e`. */
const maySeeIts = (ctx: Reader): Sql => sql`EXISTS (
  SELECT FROM idea i WHERE i.id = e.idea_id AND ${maySeeIdea(ctx, sql`i`)})`;

/** The caller may see an item that is not on the agenda: the authors of its idea, the hosts, and organisers. */
const maySeeUndecided = (ctx: Reader): Sql => sql`(${callerManagesGathering(ctx, sql`e.gathering_id`)}
  OR EXISTS (SELECT FROM idea i WHERE i.id = e.idea_id AND ${isAuthor(sql`i`, sql`${ctx.callerId}::uuid`)}))`;

/** The agenda item, if the caller may see it. */
export const agendaItemById = entityLoader(
  AgendaItem,
  (ctx) => sql`(${maySeeIts(ctx)} AND (e.status = 'ACCEPTED' OR ${maySeeUndecided(ctx)})
    AND EXISTS (SELECT FROM gathering g WHERE g.id = e.gathering_id AND ${maySeeGathering(ctx, sql`g`)}))`,
);

const itemsOf = (where: (ctx: Context) => Sql, order: Sql) =>
  loader<AgendaItem[]>(async (ctx, ids) => {
    const rows = await ctx.db.query<AgendaItem>(sql`
      SELECT ${columnsOf(ctx.database.source, AgendaItem, "e")} FROM agenda_item e
      WHERE e.gathering_id = ANY(${ids}::uuid[]) AND ${maySeeIts(ctx)} AND ${where(ctx)} ORDER BY ${order}, e.id`);
    return groupBy(
      rows,
      (row) => row.gatheringId,
      (row) => entityOf(AgendaItem, row),
    );
  }, []);

/** What is on the agenda of a gathering, in its order. */
export const agendaOf = itemsOf(() => sql`e.status = 'ACCEPTED'`, sql`e.position`);

/** What is central to a gathering: of its agenda, the ideas whose kind is its format, or all when none is. */
export const centralItemsOf = loader<AgendaItem[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<AgendaItem>(sql`
    SELECT e.* FROM (
      SELECT ${columnsOf(ctx.database.source, AgendaItem, "e")}, e.position AS place, i.kind::text = g.format::text AS fits,
        bool_or(i.kind::text = g.format::text) OVER (PARTITION BY e.gathering_id) AS "someFit"
      FROM agenda_item e JOIN gathering g ON g.id = e.gathering_id JOIN idea i ON i.id = e.idea_id
      WHERE e.gathering_id = ANY(${ids}::uuid[]) AND e.status = 'ACCEPTED' AND ${maySeeIdea(ctx, sql`i`)}) AS e
    WHERE e.fits OR NOT e."someFit" ORDER BY e.place, e.id`);
  return groupBy(
    rows,
    (row) => row.gatheringId,
    (row) => entityOf(AgendaItem, row),
  );
}, []);

/** What was put forward for the agenda and is not on it, the earliest first. */
export const agendaProposalsOf = itemsOf(
  (ctx) => sql`e.status <> 'ACCEPTED' AND ${maySeeUndecided(ctx)}`,
  sql`e.proposed_at`,
);

/** What an agenda is counted as, for the cost of an operation. */
export const usualAgenda = 10;

/** The gatherings with an idea on their agenda. */
export const gatheringsOfIdea = (ctx: Context): List<Gathering> => ({
  name: "idea.gatherings",
  node: Gathering,
  from: sql`agenda_item a JOIN gathering e ON e.id = a.gathering_id`,
  where: [...gatheringConditions(ctx, null), sql`a.status = 'ACCEPTED'`],
  order: gatheringOrders[GatheringOrder.LATEST],
});
