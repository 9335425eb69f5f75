import { TypeInfo, visit, visitWithTypeInfo } from "graphql";
import sql, { empty, join } from "sql-template-tag";
import { NIL } from "uuid";
import { moderatorRoles } from "../access/role.js";
import type { Context } from "../graphql/context.js";
import { Fault } from "../errors/fault.js";
import type { Language } from "../graphql/language.js";
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
  const isIndividual =
    isIsolated || !hasSharedFields(operation) || ((await operation.field.isOwn?.(ctx, operation.args)) ?? false);
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

/** By document. */
const known = new WeakMap<object, boolean>();

/** Whether all of its fields are the same for everybody in an audience, as the modules declare in `sharedFields`. */
function hasSharedFields({ execution: { schema, document } }: SubscriptionOperation): boolean {
  let isShared = known.get(document);
  if (isShared !== undefined) return isShared;
  isShared = true;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        if (node.name.value === "__typename" || parent === schema.getSubscriptionType()) return;
        if (types.getFieldDef()?.extensions.sharedByAudience !== true) isShared = false;
      },
    }),
  );
  known.set(document, isShared);
  return isShared;
}
