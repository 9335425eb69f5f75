import sql from "sql-template-tag";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";
import { isOfCaller, newestAsked } from "../collaboration-request.reads.js";

/** The requests to join a collaboration (`e.joins_id`) of the caller, and invitations to it, that can be answered. */
export const pendingRequests = (ctx: Context): List<CollaborationRequest> => ({
  name: "collaboration.pendingRequests",
  node: CollaborationRequest,
  where: [sql`e.status = 'PENDING' AND e.expires_at > ${ctx.now()}`, isOfCaller(ctx)],
  order: newestAsked,
});
