import sql, { type Sql } from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

const ofCases = (memberId: string): Sql =>
  sql`(SELECT case_id FROM moderation_case_member WHERE member_id = ${memberId})`;

export const moderationPersonalData: PersonalData = {
  personal: {
    report: {
      purpose: "Lets members report what breaks the rules.",
      retention: "Permanently; the notes until the account of either member is erased.",
      exported: (id) => sql`
      SELECT report.id, subject_kind AS "subjectKind", subject_id AS "subjectId", reason, note, reported_at AS "reportedAt"
      FROM report JOIN moderation_case ON moderation_case.id = case_id WHERE reporter_id = ${id} ORDER BY reported_at`,
      erased: ({ memberId }) => [
        sql`UPDATE report SET note = NULL
        WHERE note IS NOT NULL AND (reporter_id = ${memberId} OR case_id IN ${ofCases(memberId)})`,
      ],
    },
    moderation_case_member: {
      purpose: "Records whom a case is about.",
      retention: "Permanently; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT decision.id AS "decisionId", subject_kind AS "subjectKind", subject_id AS "subjectId", decision.kind,
        decision.reason, decision.suspended_until AS "suspendedUntil", decided_at AS "decidedAt",
        reversed_at AS "reversedAt", reversal_reason AS "reversalReason"
      FROM moderation_case_member
      JOIN moderation_case ON moderation_case.id = moderation_case_member.case_id
      JOIN moderation_decision decision ON decision.case_id = moderation_case.id
      WHERE moderation_case_member.member_id = ${id} AND decision.kind <> 'DISMISS' ORDER BY decided_at`,
      erased: { stays: "That a case was about a former member; the words about them go." },
    },
    moderation_decision: {
      purpose: "Records what moderators decided, and why.",
      retention: "Permanently; reasons until the accounts of all members concerned are erased.",
      exported: {
        nothing: "Told with the cases that are about the member; what they decided as a moderator is the network's.",
      },
      erased: ({ memberId }) => [
        // A co-host with an account may still read the reason.
        sql`UPDATE moderation_decision SET reason = NULL, reversal_reason = NULL WHERE case_id IN ${ofCases(memberId)}
        AND NOT EXISTS (
          SELECT FROM moderation_case_member other JOIN member ON member.id = other.member_id
          WHERE other.case_id = moderation_decision.case_id AND member.id <> ${memberId} AND erased_at IS NULL)`,
      ],
    },
  },
  impersonal: {
    moderation_case: {
      nobody: "What was reported; whom it is about is in `moderation_case_member`.",
      retention: "Permanently.",
    },
  },
};
