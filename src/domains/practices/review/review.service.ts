import { z } from "zod";
import { actorOf, participating, requireRight } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { checkInput, reject, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import { id, text } from "../../../core/graphql/validation.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { announcePublished } from "../announce-published.js";
import { practiceLocked } from "../practice-lock.js";
import { Practice } from "../practice.entity.js";
import { PracticeStatus } from "../practice.enums.js";
import { practicePolicy } from "../practice.policy.js";
import { practiceById } from "../practice.reads.js";
import { practiceWording } from "../practice.wording.js";
import type { PracticesContext } from "../practices.services.js";
import type { DecidePracticeInput } from "./review.inputs.js";

const { PUBLISHED, IN_REVIEW, DECLINED } = PracticeStatus;

const decisionRules = z.object({
  id,
  approve: z.boolean(),
  note: text(1_000).nullish(),
  version: z.number().nullish(),
});

/** The status of a practice that the caller shares, or submits again: organisers need no review. */
export async function statusOfSubmitted(tx: TransactionContext<PracticesContext>): Promise<PracticeStatus> {
  if (!tx.practiceReview) return PUBLISHED;
  return can(await actorOf(tx), practicePolicy.review) ? PUBLISHED : IN_REVIEW;
}

/** Publishes or declines a practice in review, for organisers; no effect when that was decided already. */
export async function decidePractice(ctx: Context, input: DecidePracticeInput): Promise<Practice> {
  const by = await requireRight(ctx, practicePolicy.review);
  const { approve, note = null, version, id: practiceId } = checkInput(decisionRules, input);
  return participating(ctx, async (tx) => {
    const locked = await practiceLocked(tx, practiceId);
    // As the caller sees it, which a withdrawal may have ended.
    const practice = locked && (await practiceById(tx, practiceId));
    if (!practice || practice.status === PracticeStatus.WITHDRAWN)
      return reject("NOT_FOUND", practiceWording.noPractice, "id");
    const status = approve ? PUBLISHED : DECLINED;
    if (practice.status === status) return practice;
    if (practice.status === PUBLISHED) reject("PRACTICE_PUBLISHED", practiceWording.published, "id");
    if (version != null && version !== practice.version) throw new Rejection([new StaleVersionError(practice.version)]);
    await countWrite(tx, "edit");
    const changes = { status, reviewNote: note, version: practice.version + 1 };
    await tx.manager.update(Practice, { id: practiceId }, changes);
    const { sharedById } = practice;
    tx.announce({ kind: "practice.reviewed", subjectId: practiceId, data: { by, sharedById, status } });
    const before = practice.status;
    const decided = Object.assign(practice, changes);
    await announcePublished(tx, before, decided);
    return decided;
  });
}
