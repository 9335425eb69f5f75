import sql, { join, raw } from "sql-template-tag";
import { loader } from "../../core/graphql/batch.js";
import {
  connectionType,
  pageClauses,
  toPage,
  type Order,
  type Page,
  type PageRow,
} from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { pageRequest, type ConnectionArgs } from "../../core/graphql/pagination.js";
import { DeskItem, DeskItemCount } from "./desk-item.types.js";
import { DeskItemKind } from "./desk.enums.js";
import { waitingFor } from "./waiting.js";

export const DeskItemConnection = connectionType<DeskItem>("DeskItem", () => DeskItem);

const order: Omit<Order, "key"> = { name: "waiting", form: "time", descending: false };

type DeskRow = PageRow & Pick<DeskItem, "kind" | "since" | "subjectId">;

/** What waits for the caller, of some kinds or of all, oldest first: the first of each kind, merged. */
export async function deskOf(
  ctx: Context,
  kinds: readonly DeskItemKind[] | null | undefined,
  args: ConnectionArgs,
): Promise<Page<DeskItem>> {
  const request = pageRequest(args, order.name, order.form);
  const requestedKinds = kinds?.length ? [...new Set(kinds)] : Object.values(DeskItemKind);
  const waiting = waitingFor(ctx);
  const firsts = requestedKinds.map((kind) => {
    const { from, since, where } = waiting[kind];
    return sql`(SELECT ${kind}::text AS kind, e.id, ${since} AS since FROM ${from}
      ${pageClauses({ ...order, key: since }, request, where)})`;
  });
  const direction = raw(request.backward ? "DESC" : "ASC");
  const rows = await ctx.db.query<DeskRow>(sql`
    SELECT e.kind, e.since, e.id AS "subjectId", e.since::text AS "cursorKey", e.id AS "cursorId"
    FROM (${join(firsts, " UNION ALL ")}) AS e
    ORDER BY e.since ${direction}, e.id ${direction} LIMIT ${request.size + 1}`);
  return toPage(
    DeskItemConnection,
    order,
    request,
    rows,
    ({ kind, since, subjectId }) => Object.assign(new DeskItem(), { kind, since, subjectId }),
    async () => {
      const counts = await Promise.all(requestedKinds.map((kind) => countOf(ctx, kind)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  );
}

/** How much waits for the caller of a kind, of all kinds that are asked for in one statement. */
const countOf = loader<number>(async (ctx, kinds) => {
  const waiting = waitingFor(ctx);
  const counted = kinds.map((kind) => {
    const { from, where } = waiting[kind as DeskItemKind];
    return sql`SELECT ${kind}::text AS kind, count(*)::int AS count FROM ${from} WHERE ${join(where, " AND ")}`;
  });
  const rows = await ctx.db.query<DeskItemCount>(join(counted, " UNION ALL "));
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}, 0);

/** How much waits for the caller, of each kind, in the order of the schema. */
export const deskCounts = (ctx: Context): Promise<DeskItemCount[]> =>
  Promise.all(
    Object.values(DeskItemKind).map(async (kind) =>
      Object.assign(new DeskItemCount(), { kind, count: await countOf(ctx, kind) }),
    ),
  );
