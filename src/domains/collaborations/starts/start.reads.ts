import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { loader } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";
import { CollaborationStart } from "./collaboration-start.entity.js";

/** A start by its id; what of it a caller may see is for whoever reads it. */
export const startById = loader<CollaborationStart | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<CollaborationStart>(sql`
    SELECT ${columnsOf(ctx.database.source, CollaborationStart, "e")} FROM collaboration_start e
    WHERE e.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, entityOf(CollaborationStart, row)]));
}, null);

/** The requests that a start sent, as the sender sees them. */
export async function requestsOfStart(ctx: Context, id: string): Promise<CollaborationRequest[]> {
  const rows = await ctx.db.query<CollaborationRequest>(sql`
    SELECT ${columnsOf(ctx.database.source, CollaborationRequest, "e")} FROM collaboration_request e
    WHERE e.start_id = ${id} AND e.from_id = ${ctx.callerId}::uuid ORDER BY e.id`);
  return rows.map((row) => entityOf(CollaborationRequest, row));
}

/** The gathering at which a collaboration began, whoever began it. */
export const gatheringOfStart = loader<string | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; gatheringId: string }>(sql`
    SELECT collaboration_id AS id, gathering_id AS "gatheringId" FROM collaboration_start
    WHERE collaboration_id = ANY(${ids}::uuid[])`);
  return new Map(rows.map(({ id, gatheringId }) => [id, gatheringId]));
}, null);
