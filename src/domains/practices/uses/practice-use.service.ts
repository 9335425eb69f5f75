import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Practice } from "../practice.entity.js";
import { PracticeStatus } from "../practice.enums.js";
import { maySeePractice } from "../practice.reads.js";
import { practiceWording } from "../practice.wording.js";
import { PracticeUse } from "./practice-use.entity.js";
import type { RecordPracticeUseInput } from "./practice-use.inputs.js";
import { practiceUseById } from "./practice-use.reads.js";
import { practiceUseRules } from "./practice-use.validation.js";

/** Records that the caller used a practice. */
export async function recordPracticeUse(ctx: Context, input: RecordPracticeUseInput): Promise<PracticeUse> {
  const usedById = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(practiceUseRules(ctx.now()), input);
  const { practiceId, place = null, result, wouldUseAgain, usedOn = null } = checked;
  const record = async (tx: TransactionContext): Promise<PracticeUse> => {
    await countWrite(tx, "practiceUse");
    await publishedPracticeLocked(tx, practiceId);
    const use = Object.assign(new PracticeUse(), {
      ...{ id: tx.newId(), practiceId, usedById, place, result, wouldUseAgain, usedOn },
      ...{ recordedAt: tx.now(), editedAt: null, version: 1, hiddenAt: null },
    });
    await tx.manager.insert(PracticeUse, use);
    tx.announce({ kind: "practice.used", subjectId: use.id, data: { practiceId, usedById } });
    return use;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "recordPracticeUse", idempotencyKey, input: checked }, practiceUseById, () => record(tx)),
  );
}

/** Checks that the practice can be used, and locks it against withdrawal until the transaction ends. */
async function publishedPracticeLocked(tx: TransactionContext, id: string): Promise<void> {
  const [row] = await tx.db.query<Practice>(sql`
    SELECT ${columnsOf(tx.database.source, Practice, "e")} FROM practice e
    WHERE e.id = ${id} AND ${maySeePractice(tx, sql`e`)} FOR SHARE OF e`);
  if (!row) return reject("NOT_FOUND", practiceWording.noPractice, "practiceId");
  const { status } = entityOf(Practice, row);
  if (status === PracticeStatus.WITHDRAWN) reject("PRACTICE_WITHDRAWN", practiceWording.withdrawn, "practiceId");
  if (status !== PracticeStatus.PUBLISHED) reject("PRACTICE_NOT_PUBLISHED", practiceWording.notPublished, "practiceId");
}
