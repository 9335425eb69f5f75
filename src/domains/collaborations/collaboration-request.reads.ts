import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List, type Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { blockBetween } from "../members/member.visibility.js";
import { memberById } from "../members/member.reads.js";
import { mayJudge } from "../moderation/moderation.reads.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import {
  CollaborationRequestKind,
  CollaborationRequestStatus,
  RequestDirection,
} from "./collaboration-request.enums.js";
import { takesPart } from "./collaboration.reads.js";
import { separatedWithin } from "./joining/separation.js";

export const CollaborationRequestConnection = connectionType("CollaborationRequest", () => CollaborationRequest);

const sent = (memberId: string | null): Sql => sql`e.from_id = ${memberId}::uuid`;

/** The request with alias `e` is about a collaboration that the member, who did not send it, takes part in. */
const isAboutTheirs = (memberId: string | null): Sql => sql`(e.from_id <> ${memberId}::uuid AND e.joins_id = ANY(ARRAY(
  SELECT own.collaboration_id FROM collaboration_member own WHERE own.member_id = ${memberId}::uuid)))`;

/** The request with alias `e` is to the member, or to the members of a collaboration of theirs. */
const received = (memberId: string | null): Sql =>
  sql`(e.to_id = ${memberId}::uuid OR (e.to_id IS NULL AND ${isAboutTheirs(memberId)}))`;

/** No block separates the members of the collaboration that a request, by its alias, is about from who would join it. */
export const isAcceptable = (request: Sql): Sql => sql`(${request}.joins_id IS NULL
  OR NOT ${separatedWithin(sql`${request}.joins_id`, sql`coalesce(${request}.to_id, ${request}.from_id)`)})`;

/**
 * The request with alias `e` was sent or received by the caller, or is an invitation to a collaboration of theirs, and no
 * block separates them from the sender, nor, until it is answered, who would join a collaboration from its members.
 */
export const isOfCaller = ({ callerId, throughBlocks }: Context): Sql => sql`(
  (${sent(callerId)} OR ${received(callerId)} OR (e.status = 'PENDING' AND ${isAboutTheirs(callerId)}))
  AND (${throughBlocks === true} OR (
    NOT ${blockBetween(sql`e.from_id`, sql`e.to_id`)} AND NOT ${blockBetween(sql`e.from_id`, sql`${callerId}::uuid`)}
    AND (${sent(callerId)} OR e.status <> 'PENDING' OR ${isAcceptable(sql`e`)}))))`;

/** A block keeps the request with alias `request` from the member who would answer it; its sender always sees it. */
export const isKeptFrom = (memberId: Sql, request: Sql): Sql => sql`(
  ${request}.status = 'PENDING' AND ${request}.from_id <> ${memberId} AND NOT ${isAcceptable(request)})`;

/** The request, for its sender and those who received it, and for moderators who judge a case about it. */
export const requestById = entityLoader(
  CollaborationRequest,
  (ctx) => sql`(${isOfCaller(ctx)} OR EXISTS (
    SELECT FROM moderation_case about WHERE about.subject_id = e.id AND ${mayJudge(ctx, sql`about.id`)}))`,
);

/** The message; null for the recipients while it is hidden, and for who may not see the sender. */
export async function messageOf(
  ctx: Context,
  { fromId, toId, joinsId, message, hiddenAt }: CollaborationRequest,
): Promise<string | null> {
  if (hiddenAt !== null && fromId !== ctx.callerId) {
    if (toId === ctx.callerId || (joinsId !== null && (await takesPart(ctx, joinsId)))) return null;
  }
  return (await memberById(ctx, fromId)) ? message : null;
}

/** The status at a given time. A request expires by itself, whether or not that has been stored. */
export const statusAt = ({ status, expiresAt }: CollaborationRequest, now: Date): CollaborationRequestStatus =>
  status === CollaborationRequestStatus.PENDING && expiresAt <= now ? CollaborationRequestStatus.EXPIRED : status;

/** The same as `statusAt`, in SQL for the request with alias `e`. */
const statusIs = (status: CollaborationRequestStatus, now: Date): Sql =>
  sql`CASE WHEN e.status = 'PENDING' AND e.expires_at <= ${now} THEN 'EXPIRED' ELSE e.status END = ${status}::collaboration_request_status`;

const sides: Record<RequestDirection, (memberId: string) => Sql> = {
  [RequestDirection.RECEIVED]: received,
  [RequestDirection.SENT]: sent,
};

export const newestAsked: Order = { name: "asked", key: sql`e.asked_at`, form: "time", descending: true };

/** What accepting a request does. */
export function kindOf({ toId, joinsId }: CollaborationRequest): CollaborationRequestKind {
  if (joinsId === null) return CollaborationRequestKind.BEGIN;
  return toId === null ? CollaborationRequestKind.JOIN : CollaborationRequestKind.INVITATION;
}

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
    direction === null ? sql`(${sent(memberId)} OR ${received(memberId)})` : sides[direction](memberId),
    ...(status === null ? [] : [statusIs(status, ctx.now())]),
    isOfCaller(ctx),
  ],
  order: newestAsked,
});
