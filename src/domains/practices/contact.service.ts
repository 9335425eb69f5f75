import sql from "sql-template-tag";
import { reject } from "../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { blockBetween, maySeeMember } from "../members/member.visibility.js";
import { PracticeField } from "./history/practice-field.enum.js";
import { recordEdit } from "./history/record-edit.js";
import { practiceLocked } from "./practice-lock.js";
import { Practice } from "./practice.entity.js";
import { practiceById } from "./practice.reads.js";
import { practiceWording } from "./practice.wording.js";

/**
 * The member whom a sharer names as the contact, who cannot be erased before the transaction ends; null for the sharer.
 * NOT_FOUND for who has left, whom the sharer may not see, with a block between the two, and for who declined before.
 */
export async function checkedContact(
  tx: TransactionContext,
  contactId: string | null | undefined,
  { id, sharedById }: Pick<Practice, "id" | "sharedById">,
): Promise<string | null> {
  if (contactId == null || contactId === sharedById) return null;
  const found = await tx.db.query(sql`
    SELECT FROM member e WHERE e.id = ${contactId} AND e.erased_at IS NULL AND ${maySeeMember(tx, sql`e`)}
      AND NOT ${blockBetween(sql`e.id`, sql`${sharedById}::uuid`)}
      -- Nobody but the sharer edits a practice otherwise.
      AND NOT EXISTS (SELECT FROM practice_edit d WHERE d.practice_id = ${id} AND d.edited_by_id = e.id)
    FOR KEY SHARE OF e`);
  return found.length > 0 ? contactId : reject("NOT_FOUND", practiceWording.noContact, "contactId");
}

/** Makes the sharer of a practice its contact again, for who is named as the contact. Gives it if they may see it. */
export async function declinePracticeContact(ctx: Context, input: string): Promise<Practice | null> {
  const callerId = requireCaller(ctx);
  return inTransaction(ctx, async (tx) => {
    const practice = await practiceLocked(tx, idOf(input));
    if (practice?.contactId !== callerId) return reject("NOT_FOUND", practiceWording.notContact, "practiceId");
    const changes = { contactId: null, version: practice.version + 1 };
    await tx.manager.update(Practice, { id: practice.id }, changes);
    const edit = { by: callerId, before: practice, changed: [PracticeField.CONTACT] };
    await recordEdit(tx, Object.assign(new Practice(), practice, changes), edit);
    return practiceById(tx, practice.id);
  });
}
