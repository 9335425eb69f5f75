import sql from "sql-template-tag";
import { withdrawBetween } from "../collaborations/collaboration-request.ending.js";
import { withdrawHelpRequestsBetween } from "../help/end-help-request.service.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { reject, rejectInput } from "../../core/errors/user-error.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { requireMember } from "../../core/access/actor.js";
import { Block } from "./block.entity.js";
import type { Wording } from "../../core/texts/wording.js";
import { endCoAuthorshipsBetween } from "../ideas/authors/remove-co-author.service.js";
import { memberWording } from "../members/member.wording.js";
import { memberById } from "../members/member.reads.js";

const yourself: Wording = {
  NL: "Je kunt jezelf niet blokkeren.",
  FR: "Vous ne pouvez pas vous bloquer vous-même.",
  EN: "You cannot block yourself.",
};

/** Blocks a member for the caller; idempotent. */
export async function blockMember(ctx: Context, id: string): Promise<Block> {
  const blockerId = await requireMember(ctx);
  const blockedId = idOf(id);
  if (blockedId === blockerId) rejectInput(InputProblem.NOT_ALLOWED, yourself, "memberId");
  return inTransaction(ctx, async (tx) => {
    const before = await blockOf(tx, blockerId, blockedId);
    if (before) return before;
    const member = await memberById(tx, blockedId);
    if (member?.erasedAt !== null) {
      // A concurrent request of the caller may have blocked the member first, who is then no longer visible.
      const concurrent = await blockOf(tx, blockerId, blockedId);
      if (concurrent) return concurrent;
      reject("NOT_FOUND", memberWording.noMember, "memberId");
    }
    const added = await tx.db.query(sql`
      INSERT INTO block (blocker_id, blocked_id, blocked_at) VALUES (${blockerId}, ${blockedId}, ${tx.now()})
      ON CONFLICT DO NOTHING RETURNING blocker_id`);
    if (added.length > 0) {
      await countWrite(tx, "setting");
      tx.announce({ kind: "member.blocked", subjectId: blockedId, data: { blockerId, blockedId } });
      await withdrawBetween(tx, blockerId, blockedId);
      await endCoAuthorshipsBetween(tx, blockerId, blockedId);
      await withdrawHelpRequestsBetween(tx, blockerId, blockedId);
    }
    return (await blockOf(tx, blockerId, blockedId))!;
  });
}

/** Removes the caller's block of a member; no effect without one, whether or not the id exists. */
export async function unblockMember(ctx: Context, id: string): Promise<void> {
  const blockerId = await requireMember(ctx);
  const blockedId = idOf(id);
  if (blockedId === blockerId) rejectInput(InputProblem.NOT_ALLOWED, yourself, "memberId");
  await inTransaction(ctx, async (tx) => {
    const removed = await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM block WHERE blocker_id = ${blockerId} AND blocked_id = ${blockedId} RETURNING 1)
      SELECT 1 FROM gone`);
    if (removed.length === 0) return;
    await countWrite(tx, "setting");
    tx.announce({ kind: "member.unblocked", subjectId: blockedId, data: { blockerId, blockedId } });
  });
}

async function blockOf(tx: TransactionContext, blockerId: string, blockedId: string): Promise<Block | null> {
  const [row] = await tx.db.query<Block>(sql`
    SELECT ${columnsOf(tx.database.source, Block, "e")} FROM block e
    WHERE e.blocker_id = ${blockerId} AND e.blocked_id = ${blockedId}`);
  return row ? entityOf(Block, row) : null;
}
