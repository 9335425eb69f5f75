import { TypeInfo, visit, visitWithTypeInfo } from "graphql";
import sql from "sql-template-tag";
import { NIL } from "uuid";
import { moderatorRoles } from "../access/role.js";
import type { Context } from "../graphql/context.js";
import { Fault } from "../errors/fault.js";
import type { Language } from "../graphql/language.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import type { Subscriber } from "./subscriber.js";

/** Those to whom the same operation tells the same of an event. */
export interface Audience {
  /** Equal for equal audiences. */
  key: string;
  /** As whom it is executed: null for anonymous ones. */
  callerId: string | null;
  language: Language;
  /** One member alone. */
  isIndividual: boolean;
}

/** A member who is nobody: signed in, and with nothing of their own. As them, what any member may see is read. */
const anyMember = NIL;

/** For whom an operation is executed: one by one where its answer, or the caller, is not like others'. A fault for who is suspended. */
export async function audienceOf(ctx: Context, operation: SubscriptionOperation): Promise<Audience> {
  const { callerId, language } = ctx;
  // Nothing is anybody's own of who has not signed in.
  if (callerId === null) return { key: `anonymous ${language}`, callerId: null, language, isIndividual: false };
  const { apart, suspendedUntil } = await standingOf(ctx, callerId);
  if (suspendedUntil !== null)
    throw new Fault(
      "SUSPENDED",
      `You are suspended until ${suspendedUntil.toISOString()}: until then read the lists, and subscribe again after it.`,
    );
  const alone = apart || !readsTheSame(operation) || ((await operation.field.isOwn?.(ctx, operation.args)) ?? false);
  return alone
    ? ownAudience(callerId, language)
    : { key: `members ${language}`, callerId: anyMember, language, isIndividual: false };
}

export const ownAudience = (callerId: string, language: Language): Audience => ({
  key: `member ${callerId} ${language}`,
  callerId,
  language,
  isIndividual: true,
});

/** The audience that a subscriber is in now: their own, when a block came after they were put into it. */
export const audienceFor = ({ memberId, isIsolated }: Subscriber, audience: Audience): Audience =>
  isIsolated && memberId !== null ? ownAudience(memberId, audience.language) : audience;

interface SubscriberStatus {
  /** Whether the caller has a role of moderators, or is kept from somebody by a block. */
  apart: boolean;
  /** Until when a moderator's suspension lasts; null without one. */
  suspendedUntil: Date | null;
}

async function standingOf(ctx: Context, callerId: string): Promise<SubscriberStatus> {
  const [row] = await ctx.db.query<SubscriberStatus>(sql`
    SELECT EXISTS (SELECT FROM account WHERE member_id = ${callerId} AND roles && ${moderatorRoles})
        OR EXISTS (SELECT FROM block WHERE ${callerId} IN (blocker_id, blocked_id)) AS apart,
      (SELECT suspended_until FROM member WHERE id = ${callerId} AND suspended_until > now()) AS "suspendedUntil"`);
  return row!;
}

const known = new WeakMap<object, boolean>();

/** Whether all of its fields are the same for every reader of an audience, as their domains declare (`sharedFields` of a module). */

function readsTheSame({ execution: { schema, document } }: SubscriptionOperation): boolean {
  let same = known.get(document);
  if (same !== undefined) return same;
  same = true;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        if (node.name.value === "__typename" || parent === schema.getSubscriptionType()) return;
        if (types.getFieldDef()?.extensions.sharedByAudience !== true) same = false;
      },
    }),
  );
  known.set(document, same);
  return same;
}
