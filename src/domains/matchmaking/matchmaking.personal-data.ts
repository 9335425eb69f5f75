import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const matchmakingPersonalData: PersonalData = {
  personal: {
    suggestion_dismissal: {
      purpose: "Hides suggestions that a member dismissed.",
      retention: "Until it is undone, or one of the two accounts is erased.",
      exported: (id) => sql`
      SELECT dismissed_id AS "dismissedId", reason, dismissed_at AS "dismissedAt" FROM suggestion_dismissal
      WHERE member_id = ${id} ORDER BY dismissed_at, 1`,
      erased: ({ memberId }) => [sql`DELETE FROM suggestion_dismissal WHERE ${memberId} IN (member_id, dismissed_id)`],
    },
  },
  impersonal: {
    ranker_model: {
      nobody: "What suggestions are ranked by: weights of features, and how they were evaluated.",
      retention: "Permanently.",
    },
  },
};
