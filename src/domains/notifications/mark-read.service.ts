import sql from "sql-template-tag";
import { z } from "zod";
import { id, invalid, optionalId } from "../../core/graphql/validation.js";
import { inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { requireMember } from "../../core/access/actor.js";
import type { Notification } from "./notification.entity.js";
import type { MarkNotificationsReadInput } from "./notification.inputs.js";
import { notificationById } from "./notification.reads.js";
import { notificationWording } from "./notification.wording.js";

const maxAtOnce = 100;

const { tooMany, oneOfTwo, noNotification } = notificationWording;

const readRules = z
  .object({
    ids: z
      .array(id)
      .refine(
        (ids) => ids.length <= maxAtOnce,
        invalid({ problem: InputProblem.TOO_MANY, wording: tooMany(maxAtOnce) }),
      )
      .nullish(),
    upTo: optionalId,
  })
  .refine(
    ({ ids, upTo }) => ids != null || upTo != null,
    invalid({ problem: InputProblem.REQUIRED, wording: oneOfTwo }),
  )
  .refine(
    ({ ids, upTo }) => ids == null || upTo == null,
    invalid({ problem: InputProblem.NOT_ALLOWED, wording: oneOfTwo }),
  );

/**
 * Marks notifications of the caller, suspended or not, as read; those already read are unchanged. Returns the given
 * ones.
 */
export async function markNotificationsRead(ctx: Context, input: MarkNotificationsReadInput): Promise<Notification[]> {
  const memberId = await requireMember(ctx);
  const { ids, upTo } = checkInput(readRules, input);
  const named = ids ? ids.map((id, at) => ({ id, path: ["ids", String(at)] })) : [{ id: upTo!, path: ["upTo"] }];
  return inTransaction(ctx, async (tx) => {
    const [first] = await allOf(tx, named);
    const those = ids
      ? sql`id = ANY(${ids}::uuid[])`
      : sql`(notified_at, id) <= (${first!.notifiedAt}::timestamptz, ${first!.id}::uuid)`;
    // In a fixed order, so that concurrent calls cannot deadlock.
    await tx.db.query(sql`
      WITH unread AS (
        SELECT id FROM notification WHERE member_id = ${memberId} AND read_at IS NULL AND ${those}
        ORDER BY id FOR NO KEY UPDATE)
      UPDATE notification SET read_at = ${tx.now()} FROM unread WHERE notification.id = unread.id`);
    tx.loaders.clear();
    return allOf(tx, named);
  });
}

/** The given notifications; rejects when one is not the caller's or no longer visible. */
function allOf(tx: TransactionContext, named: { id: string; path: string[] }[]): Promise<Notification[]> {
  return Promise.all(
    named.map(async ({ id, path }) => (await notificationById(tx, id)) ?? reject("NOT_FOUND", noNotification, ...path)),
  );
}
