import sql, { type Sql } from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

const ofCases = (memberId: string): Sql =>
  sql`(SELECT case_id FROM moderation_case_member WHERE member_id = ${memberId})`;

export const auditPersonalData: PersonalData = {
  personal: {
    audit_entry: {
      purpose: "Lets administrators account for what moderators and administrators decided.",
      retention: "Permanently; reasons until the account of the member concerned is erased.",
      exported: { nothing: "The trail of what moderators and administrators decided, for administrators alone." },
      // Before the messages go, as what was noted of them goes along.
      erased: ({ memberId, email }) => [
        sql`UPDATE audit_entry SET reason = NULL WHERE reason IS NOT NULL AND (
        affected_id = ${memberId} OR subject_id = ${memberId}
        OR subject_id IN (SELECT id FROM message WHERE member_id = ${memberId} OR lower(email) = ${email})
        OR detail->>'decisionId' IN (SELECT id::text FROM moderation_decision WHERE case_id IN ${ofCases(memberId)}))`,
      ],
    },
  },
};
