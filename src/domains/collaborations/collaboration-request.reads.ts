import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { blockBetween } from "../members/member.visibility.js";
import { memberById } from "../members/member.reads.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { CollaborationRequestStatus, RequestDirection } from "./collaboration-request.enums.js";

export const CollaborationRequestConnection = connectionType("CollaborationRequest", () => CollaborationRequest);

/**
 * The caller may see the request with alias `e`: only its two members, moderators or not, and only without a block
 * between them.
 */
const maySeeRequest = (ctx: Context): Sql =>
  sql`(${ctx.callerId}::uuid IN (e.from_id, e.to_id) AND NOT ${blockBetween(sql`e.from_id`, sql`e.to_id`)})`;

/** The request, if the caller may see it. */
export const requestById = entityLoader(CollaborationRequest, maySeeRequest);

/** The message; null for a caller who may not see the sender, such as the recipient while the sender is hidden. */
export const messageOf = async (ctx: Context, { fromId, message }: CollaborationRequest): Promise<string | null> =>
  (await memberById(ctx, fromId)) ? message : null;

/** The status at a given time. A request expires by itself, whether or not that has been stored. */
export const statusAt = ({ status, expiresAt }: CollaborationRequest, now: Date): CollaborationRequestStatus =>
  status === CollaborationRequestStatus.PENDING && expiresAt <= now ? CollaborationRequestStatus.EXPIRED : status;

/** The same as `statusAt`, in SQL for the request with alias `e`. */
const statusIs = (status: CollaborationRequestStatus, now: Date): Sql =>
  sql`CASE WHEN e.status = 'PENDING' AND e.expires_at <= ${now} THEN 'EXPIRED' ELSE e.status END = ${status}::collaboration_request_status`;

const sides: Record<RequestDirection, (memberId: string) => Sql> = {
  [RequestDirection.RECEIVED]: (memberId) => sql`e.to_id = ${memberId}`,
  [RequestDirection.SENT]: (memberId) => sql`e.from_id = ${memberId}`,
};

/** The requests of the caller, newest first. */
export const requestsOfCaller = (
  ctx: Context,
  memberId: string,
  direction: RequestDirection | null,
  status: CollaborationRequestStatus | null,
): List<CollaborationRequest> => ({
  name: "viewer.collaborationRequests",
  node: CollaborationRequest,
  where: [
    ...(direction === null ? [] : [sides[direction](memberId)]),
    ...(status === null ? [] : [statusIs(status, ctx.now())]),
    maySeeRequest(ctx),
  ],
  order: { name: "asked", key: sql`e.asked_at`, form: "time", descending: true },
});
