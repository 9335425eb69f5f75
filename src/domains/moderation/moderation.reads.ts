import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader, entityLoader, groupBy } from "../../core/graphql/batch.js";
import type { List } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Member } from "../members/member.entity.js";
import { callerModerates } from "../../core/access/reader.js";
import { maySeeMember } from "../members/member.visibility.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import type { CaseStatus } from "./moderation.enums.js";
import { Report } from "./report.entity.js";
import type { SubjectRef } from "./subjects.js";

/** The caller is a moderator who is not affected by the case: reported members never learn who reported them. */
export const mayJudge = (ctx: Context, caseId: Sql): Sql => sql`(${callerModerates(ctx)} AND NOT EXISTS (
  SELECT FROM moderation_case_member own WHERE own.case_id = ${caseId} AND own.member_id = ${ctx.callerId}::uuid))`;

/** The case; visible to moderators who are not affected by it. */
export const caseById = entityLoader(ModerationCase, (ctx) => mayJudge(ctx, sql`e.id`));

/** The report; visible to its author and to moderators who are not affected by the case. */
export const reportById = entityLoader(
  Report,
  (ctx) => sql`(e.reporter_id = ${ctx.callerId}::uuid OR ${mayJudge(ctx, sql`e.case_id`)})`,
);

/** The decision; visible to moderators and, unless it is a dismissal, to the affected members. */
export const decisionById = entityLoader(
  ModerationDecision,
  (ctx) => sql`(${mayJudge(ctx, sql`e.case_id`)} OR (e.kind <> 'DISMISS' AND EXISTS (
    SELECT FROM moderation_case_member affected
    WHERE affected.case_id = e.case_id AND affected.member_id = ${ctx.callerId}::uuid)))`,
);

/** The cases with a status, oldest first. */
export const casesOf = (ctx: Context, status: CaseStatus): List<ModerationCase> => ({
  name: "moderationQueue",
  node: ModerationCase,
  where: [sql`e.status = ${status}`, mayJudge(ctx, sql`e.id`)],
  order: { name: `opened ${status}`, key: sql`e.opened_at`, form: "time", descending: false },
});

/** The reports in a case, oldest first. */
export const reportsOfCase: List<Report> = {
  name: "case.reports",
  node: Report,
  order: { name: "reported", key: sql`e.reported_at`, form: "time", descending: false },
};

/** The decisions that affect a member, newest first, without dismissals. */
export const decisionsAbout: List<ModerationDecision> = {
  name: "member.decisions",
  node: ModerationDecision,
  from: sql`moderation_case_member affected JOIN moderation_decision e ON e.case_id = affected.case_id`,
  where: [sql`e.kind <> 'DISMISS'`],
  order: { name: "decided", key: sql`e.decided_at`, form: "time", descending: true },
};

/** The subject of a case, for any caller: the subject's own read decides whether they may see it. */
export const subjectOfCase = loader<SubjectRef | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<SubjectRef & { id: string }>(sql`
    SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId" FROM moderation_case WHERE id = ANY(${ids}::uuid[])`);
  return new Map(rows.map(({ id, ...subject }) => [id, subject]));
}, null);

/** The affected members that the caller may see, by case, ordered by name. */
export const membersOfCase = loader<Member[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Member & { caseId: string }>(sql`
    SELECT affected.case_id AS "caseId", ${columnsOf(ctx.database.source, Member, "e")}
    FROM moderation_case_member affected JOIN member e ON e.id = affected.member_id
    WHERE affected.case_id = ANY(${ids}::uuid[]) AND ${maySeeMember(ctx, sql`e`)} ORDER BY e.name, e.id`);
  return groupBy(
    rows,
    (row) => row.caseId,
    ({ caseId: _, ...row }) => entityOf(Member, row),
  );
}, []);

export const reportCount = loader<number>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; count: number }>(sql`
    SELECT case_id AS id, count(*)::int AS count FROM report WHERE case_id = ANY(${ids}::uuid[]) GROUP BY case_id`);
  return new Map(rows.map((row) => [row.id, row.count]));
}, 0);

/** The decision about a case that the caller may see. */
export const decisionOfCase = loader<ModerationDecision | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<ModerationDecision>(sql`
    SELECT ${columnsOf(ctx.database.source, ModerationDecision, "e")} FROM moderation_decision e
    WHERE e.case_id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.caseId, entityOf(ModerationDecision, row)]));
}, null);
