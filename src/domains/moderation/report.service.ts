import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { inherit, inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { requireMember } from "../../core/access/actor.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { CaseStatus } from "./moderation.enums.js";
import type { ReportInput } from "./moderation.inputs.js";
import { reportRules } from "./moderation.validation.js";
import { reportById } from "./moderation.reads.js";
import { moderationWording } from "./moderation.wording.js";
import { Report } from "./report.entity.js";
import { authorsOf, reportable, type SubjectRef } from "./subjects.js";

/** Reports a subject to the moderators. A second report in the same open case replaces the first. */
export async function report(ctx: Context, input: ReportInput): Promise<Report> {
  const reporterId = await requireMember(ctx);
  const { idempotencyKey, ...checked } = checkInput(reportRules, input);
  const { subjectId, reason, note = null } = checked;
  const make = async (tx: TransactionContext): Promise<Report> => {
    await countWrite(tx, "report");
    const subject = await subjectWithId(tx, subjectId);
    const authors = await authorsOf(tx.db, subject);
    if (authors.includes(reporterId)) rejectInput(InputProblem.NOT_ALLOWED, moderationWording.ownSubject, "subjectId");
    const caseId = await openCase(tx, subject, authors);
    const [row] = await tx.db.query<Report>(sql`
      INSERT INTO report AS e (id, case_id, reporter_id, reason, note, reported_at)
      VALUES (${tx.newId()}, ${caseId}, ${reporterId}, ${reason}, ${note}, ${tx.now()})
      ON CONFLICT (case_id, reporter_id) DO UPDATE SET reason = excluded.reason, note = excluded.note
      RETURNING ${columnsOf(tx.database.source, Report, "e")}`);
    return entityOf(Report, row!);
  };
  return inTransaction(ctx, (tx) =>
    once(tx, { mutation: "report", idempotencyKey, input: checked }, reportById, () => make(tx)),
  );
}

/** What the caller may see and report. Blocks do not prevent reports, whoever made them. */
async function subjectWithId(tx: TransactionContext, id: string): Promise<SubjectRef> {
  const node = await tx.nodes.byId(inherit(tx, { throughBlocks: true, loaders: new Map() }), id);
  return (node && reportable(node)) ?? reject("NOT_FOUND", moderationWording.notReportable, "subjectId");
}

/** The open case about the subject, created if necessary, and locked until the transaction ends. */
async function openCase(
  tx: TransactionContext,
  { subjectKind, subjectId }: SubjectRef,
  authors: string[],
): Promise<string> {
  // The no-op update locks the row, and retries when the case was decided concurrently.
  const [row] = await tx.db.query<{ id: string }>(sql`
    INSERT INTO moderation_case AS e (id, subject_kind, subject_id, status, opened_at)
    VALUES (${tx.newId()}, ${subjectKind}, ${subjectId}, ${CaseStatus.OPEN}, ${tx.now()})
    ON CONFLICT (subject_id) WHERE status = 'OPEN' DO UPDATE SET opened_at = e.opened_at
    RETURNING id`);
  await tx.db.query(sql`
    INSERT INTO moderation_case_member (case_id, member_id) SELECT ${row!.id}, unnest(${authors}::uuid[])
    ON CONFLICT DO NOTHING`);
  return row!.id;
}
