import sql, { empty, join } from "sql-template-tag";
import { NIL } from "uuid";
import { moderatorRoles } from "../access/role.js";
import { selectsField } from "../graphql/document-fields.js";
import type { Context } from "../graphql/context.js";
import { Fault } from "../errors/fault.js";
import type { Language } from "../texts/language.js";
import type { IsolationRule } from "./isolation.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import type { Subscriber } from "./subscriber.js";

/** Subscribers for whom the same operation has the same result for an event. */
export interface Audience {
  /** Equal for equal audiences. */
  key: string;
  /** The member as whom the operation is executed; null for anonymous subscribers. */
  callerId: string | null;
  language: Language;
  /** Whether it is a single member. */
  isIndividual: boolean;
}

/** Stands for any member: signed in, without data of their own. Reads as this member give what every member may see. */
const anyMember = NIL;

/**
 * The audience of the caller: individual if the operation, or the caller, gets results of their own. SUSPENDED for a
 * suspended member.
 */
export async function audienceOf(
  ctx: Context,
  operation: SubscriptionOperation,
  isolation: readonly IsolationRule[],
): Promise<Audience> {
  const { callerId, language } = ctx;
  // An anonymous caller has no data of their own.
  if (callerId === null) return { key: `anonymous ${language}`, callerId: null, language, isIndividual: false };
  const { isIsolated, suspendedUntil } = await subscriberStatus(ctx, callerId, isolation);
  if (suspendedUntil !== null)
    throw new Fault(
      "SUSPENDED",
      `You are suspended until ${suspendedUntil.toISOString()}: until then read the lists, and subscribe again after it.`,
    );
  const { schema, document } = operation.execution;
  const isIndividual =
    isIsolated || selectsOwnField(schema, document) || ((await operation.field.isOwn?.(ctx, operation.args)) ?? false);
  return isIndividual
    ? ownAudience(callerId, language)
    : { key: `members ${language}`, callerId: anyMember, language, isIndividual: false };
}

export const ownAudience = (callerId: string, language: Language): Audience => ({
  key: `member ${callerId} ${language}`,
  callerId,
  language,
  isIndividual: true,
});

/** The audience of a subscriber as of now: their own if a block isolated them since they joined `audience`. */
export const audienceFor = ({ memberId, isIsolated }: Subscriber, audience: Audience): Audience =>
  isIsolated && memberId !== null ? ownAudience(memberId, audience.language) : audience;

interface SubscriberStatus {
  /** Whether the caller has a role of moderators, or a rule isolates them. */
  isIsolated: boolean;
  /** When the suspension ends; null without one. */
  suspendedUntil: Date | null;
}

async function subscriberStatus(
  ctx: Context,
  callerId: string,
  isolation: readonly IsolationRule[],
): Promise<SubscriberStatus> {
  const conditions = isolation.map(({ isIsolated }) => sql` OR ${isIsolated(callerId)}`);
  const [row] = await ctx.db.query<SubscriberStatus>(sql`
    SELECT EXISTS (SELECT FROM account WHERE member_id = ${callerId} AND roles && ${moderatorRoles})
        ${conditions.length === 0 ? empty : join(conditions, "")} AS "isIsolated",
      (SELECT suspended_until FROM member WHERE id = ${callerId} AND suspended_until > now()) AS "suspendedUntil"`);
  return row!;
}

/** Whether a document selects a field that is not the same for everybody in an audience, see `sharedFields` of a module. */
const selectsOwnField = selectsField((types) => {
  const field = types.getFieldDef();
  return (
    field?.name !== "__typename" &&
    types.getParentType()?.name !== "Subscription" &&
    field?.extensions.sharedByAudience !== true
  );
});
