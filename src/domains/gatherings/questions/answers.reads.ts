import sql from "sql-template-tag";
import { loader } from "../../../core/graphql/batch.js";
import { callerHosts } from "../gathering.reads.js";
import { shownAnswers } from "./answers.js";
import type { RegistrationAnswer } from "./registration-answer.types.js";
import { openedAnswers } from "./stored-answers.js";
import type { RegistrationQuestion } from "./registration-question.types.js";

/** The answers of a registration, for the hosts and for the member who gave them; null for all others. */
export const answersForReader = loader<RegistrationAnswer[] | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; sealed: string | null; questions: RegistrationQuestion[] }>(sql`
    SELECT e.id, a.sealed, g.questions
    FROM registration e JOIN gathering g ON g.id = e.gathering_id LEFT JOIN registration_answers a ON a.registration_id = e.id
    WHERE e.id = ANY(${ids}::uuid[]) AND (e.member_id = ${ctx.callerId}::uuid OR ${callerHosts(ctx, sql`e.gathering_id`)})`);
  const shown = rows.map(async ({ id, sealed, questions }) => {
    return [id, shownAnswers(questions, await openedAnswers(ctx, id, sealed))] as const;
  });
  return new Map(await Promise.all(shown));
}, null);
