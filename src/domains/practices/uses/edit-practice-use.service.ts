import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { definedFields } from "../../../core/graphql/validation.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { practiceWording } from "../practice.wording.js";
import { PracticeUse } from "./practice-use.entity.js";
import type { EditPracticeUseInput } from "./practice-use.inputs.js";
import { editPracticeUseRules } from "./practice-use.validation.js";

/**
 * Edits a use that the caller recorded, based on the given version. Whatever became of the practice: what somebody wrote
 * can be corrected for as long as it is stored.
 */
export async function editPracticeUse(ctx: Context, input: EditPracticeUseInput): Promise<PracticeUse> {
  const callerId = requireCaller(ctx);
  const { id, version, ...fields } = checkInput(editPracticeUseRules(ctx.now()), input);
  return participating(ctx, async (tx) => {
    const before = await ownUseLocked(tx, id, callerId);
    if (before.version !== version) throw new Rejection([new StaleVersionError(before.version)]);
    await countWrite(tx, "edit");
    const changes = { ...definedFields(fields), editedAt: tx.now(), version: version + 1 };
    await tx.manager.update(PracticeUse, { id }, changes);
    const { practiceId } = before;
    tx.announce({ kind: "practice.use-edited", subjectId: id, data: { practiceId, usedById: callerId } });
    return Object.assign(new PracticeUse(), before, changes);
  });
}

/** The use, locked until the transaction ends. NOT_FOUND if the caller did not record it. */
async function ownUseLocked(tx: TransactionContext, id: string, callerId: string): Promise<PracticeUse> {
  const [row] = await tx.db.query<PracticeUse>(sql`
    SELECT ${columnsOf(tx.database.source, PracticeUse, "e")} FROM practice_use e
    WHERE e.id = ${id} AND e.used_by_id = ${callerId} FOR NO KEY UPDATE`);
  return row ? entityOf(PracticeUse, row) : reject("NOT_FOUND", practiceWording.noOwnUse, "id");
}
