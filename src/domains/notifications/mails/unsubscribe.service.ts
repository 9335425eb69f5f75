import sql from "sql-template-tag";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import { choicesOf, choose } from "./mail-choices.js";
import type { Unsubscription } from "./unsubscribe-link.js";

/** Ends the mails that a link is about; no effect twice. */
export async function unsubscribe(ctx: Context, { memberId, scope }: Omit<Unsubscription, "language">): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (scope === "ALL") {
      await tx.db.query(sql`UPDATE account SET email_notifications = false WHERE member_id = ${memberId}`);
      return;
    }
    // The erasure of the member waits for it, or has been: then there is nobody to choose for.
    const member = await tx.db.query(
      sql`SELECT 1 FROM member WHERE id = ${memberId} AND erased_at IS NULL FOR KEY SHARE`,
    );
    if (member.length === 0) return;
    const kinds =
      scope === "DIGEST"
        ? (await choicesOf(tx.db, memberId))
            .filter(({ delivery }) => delivery === MailDelivery.DAILY)
            .map(({ kind }) => kind)
        : [scope];
    await choose(
      tx,
      memberId,
      kinds.map((kind) => ({ kind, delivery: MailDelivery.NEVER })),
    );
  });
}
