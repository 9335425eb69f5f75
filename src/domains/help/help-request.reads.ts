import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { RequestDirection } from "../collaborations/collaboration-request.enums.js";
import { blockBetween } from "../members/member.visibility.js";
import { memberById } from "../members/member.reads.js";
import { mayJudge } from "../moderation/moderation.reads.js";
import { HelpRequest } from "./help-request.entity.js";
import { HelpRequestStatus } from "./help-request.enums.js";

export const HelpRequestConnection = connectionType("HelpRequest", () => HelpRequest);

/** The request with alias `e` was sent or received by the caller, and no block separates the two. */
const isOfCaller = (ctx: Context): Sql =>
  sql`(${ctx.callerId}::uuid IN (e.from_id, e.to_id)
    AND (${ctx.throughBlocks === true} OR NOT ${blockBetween(sql`e.from_id`, sql`e.to_id`)}))`;

/** The request, for its two members, and for moderators who judge a case about it. */
export const helpRequestById = entityLoader(
  HelpRequest,
  (ctx) => sql`(${isOfCaller(ctx)} OR EXISTS (
    SELECT FROM moderation_case about WHERE about.subject_id = e.id AND ${mayJudge(ctx, sql`about.id`)}))`,
);

/** The message; null for who received it while it is hidden, and for who may not see the sender. */
export async function messageOf(
  ctx: Context,
  { fromId, toId, message, hiddenAt }: HelpRequest,
): Promise<string | null> {
  if (hiddenAt !== null && toId === ctx.callerId) return null;
  return (await memberById(ctx, fromId)) ? message : null;
}

/** The status at a given time. A request expires by itself, whether or not that has been stored. */
export const statusAt = ({ status, expiresAt }: HelpRequest, now: Date): HelpRequestStatus =>
  status === HelpRequestStatus.PENDING && expiresAt <= now ? HelpRequestStatus.EXPIRED : status;

/** The same as `statusAt`, in SQL for the request with alias `e`. */
const statusIs = (status: HelpRequestStatus, now: Date): Sql =>
  sql`CASE WHEN e.status = 'PENDING' AND e.expires_at <= ${now} THEN 'EXPIRED' ELSE e.status END = ${status}::help_request_status`;

const sides: Record<RequestDirection, (memberId: string) => Sql> = {
  [RequestDirection.RECEIVED]: (memberId) => sql`e.to_id = ${memberId}`,
  [RequestDirection.SENT]: (memberId) => sql`e.from_id = ${memberId}`,
};

/** The requests of the caller, newest first. */
export const helpRequestsOfCaller = (
  ctx: Context,
  memberId: string,
  direction: RequestDirection | null,
  status: HelpRequestStatus | null,
): List<HelpRequest> => ({
  name: "viewer.helpRequests",
  node: HelpRequest,
  where: [
    ...(direction === null ? [] : [sides[direction](memberId)]),
    ...(status === null ? [] : [statusIs(status, ctx.now())]),
    isOfCaller(ctx),
  ],
  order: { name: "asked", key: sql`e.asked_at`, form: "time", descending: true },
});
