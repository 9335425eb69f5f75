import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { loader } from "../../../core/graphql/batch.js";
import { isOfCaller } from "../collaboration-request.reads.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";

/** The first request by which the caller came to a collaboration, by the id of that: none with which they invited others. */
export const ownRequestOf = loader<CollaborationRequest | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<CollaborationRequest>(sql`
    SELECT DISTINCT ON (e.collaboration_id) ${columnsOf(ctx.database.source, CollaborationRequest, "e")}
    FROM collaboration_request e WHERE e.collaboration_id = ANY(${ids}::uuid[]) AND ${isOfCaller(ctx)}
      AND (e.to_id = ${ctx.callerId}::uuid OR (e.from_id = ${ctx.callerId}::uuid AND (e.joins_id IS NULL OR e.to_id IS NULL)))
    ORDER BY e.collaboration_id, e.asked_at, e.id`);
  return new Map(rows.map((row) => [row.collaborationId!, entityOf(CollaborationRequest, row)]));
}, null);
