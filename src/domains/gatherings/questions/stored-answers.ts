import sql from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { GatheringsContext } from "../gatherings.services.js";
import type { Registration } from "../registrations/registration.entity.js";
import type { Answers } from "./answers.js";

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
