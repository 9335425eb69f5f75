import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const themeSuggestionPersonalData: PersonalData = {
  personal: {
    theme_suggestion: {
      purpose: "Lets members suggest themes for the vocabulary.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT s.id, label, language, (SELECT slug FROM theme WHERE theme.id = s.broader_id) AS broader, reason, status, note,
        (SELECT slug FROM theme WHERE theme.id = s.theme_id) AS theme, suggested_at AS "suggestedAt", decided_at AS "decidedAt"
      FROM theme_suggestion s WHERE suggested_by_id = ${id} ORDER BY suggested_at, s.id`,
      // The theme that one became says nothing of who suggested it.
      erased: ({ memberId }) => [sql`DELETE FROM theme_suggestion WHERE suggested_by_id = ${memberId}`],
    },
  },
};
