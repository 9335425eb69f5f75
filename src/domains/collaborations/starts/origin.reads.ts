import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { loader } from "../../../core/graphql/batch.js";
import { isOfCaller } from "../collaboration-request.reads.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";

/** The first request of the caller that led to a collaboration, by the id of that. */
export const ownRequestOf = loader<CollaborationRequest | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<CollaborationRequest>(sql`
    SELECT DISTINCT ON (e.collaboration_id) ${columnsOf(ctx.database.source, CollaborationRequest, "e")}
    FROM collaboration_request e WHERE e.collaboration_id = ANY(${ids}::uuid[]) AND ${isOfCaller(ctx)}
    ORDER BY e.collaboration_id, e.asked_at, e.id`);
  return new Map(rows.map((row) => [row.collaborationId!, entityOf(CollaborationRequest, row)]));
}, null);
