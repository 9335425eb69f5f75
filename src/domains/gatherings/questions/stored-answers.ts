import sql from "sql-template-tag";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import type { GatheringsContext } from "../gatherings.services.js";
import type { Registration } from "../registrations/registration.entity.js";
import type { Answers } from "./answers.js";
import { RegistrationAnswers } from "./registration-answers.entity.js";
import type { RegistrationQuestion } from "./registration-question.types.js";

/** Stores what somebody answers who registers for a gathering, instead of what they answered before. */
export async function storeAnswers(tx: TransactionContext, { id }: Registration, answers: Answers): Promise<void> {
  if (Object.keys(answers).length === 0) return deleteAnswers(tx, id);
  const { answerSealer } = tx as TransactionContext<GatheringsContext>;
  const sealed = await answerSealer!.seal(id, answers);
  await tx.db.query(sql`
    INSERT INTO registration_answers (registration_id, sealed) VALUES (${id}, ${sealed})
    ON CONFLICT (registration_id) DO UPDATE SET sealed = excluded.sealed`);
}

/** Deletes the answers of a registration that ended. */
export async function deleteAnswers(tx: TransactionContext, registrationId: string): Promise<void> {
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM registration_answers WHERE registration_id = ${registrationId} RETURNING 1)
    SELECT FROM gone`);
}

/** Deletes the answers to questions that a gathering, which is locked, does not ask any longer. */
export async function dropAnswers(
  tx: TransactionContext,
  gatheringId: string,
  questions: readonly RegistrationQuestion[],
): Promise<void> {
  const { answerSealer } = tx as TransactionContext<GatheringsContext>;
  const rows = await tx.db.query<{ id: string; sealed: string }>(sql`
    SELECT r.id, a.sealed FROM registration_answers a JOIN registration r ON r.id = a.registration_id
    WHERE r.gathering_id = ${gatheringId}`);
  for (const { id, sealed } of rows) {
    const answers = await openedAnswers(tx, id, sealed);
    const asked = Object.entries(answers).filter(([answered]) =>
      questions.some((question) => question.id === answered),
    );
    if (asked.length === Object.keys(answers).length) continue;
    if (asked.length === 0) await deleteAnswers(tx, id);
    else
      await tx.manager.update(
        RegistrationAnswers,
        { registrationId: id },
        { sealed: await answerSealer!.seal(id, Object.fromEntries(asked)) },
      );
  }
}

/** The answers that were sealed for this subject; none, with a line in the log, when no key opens them. */
export async function openedAnswers(ctx: Context, subject: string, sealed: string | null): Promise<Answers> {
  const { answerSealer } = ctx as GatheringsContext;
  if (sealed === null || answerSealer === null) return {};
  try {
    return (await answerSealer.open(subject, sealed)) as Answers;
  } catch (error) {
    ctx.log.error({ err: error }, "answers cannot be read: is the DATA_KEY that sealed them missing?");
    return {};
  }
}
