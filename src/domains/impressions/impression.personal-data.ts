import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const impressionPersonalData: PersonalData = {
  personal: {
    suggestion_impression: {
      purpose: "Lowers the rank of suggestions that a member ignores, and of members who are shown to many.",
      retention: "30 days after the suggestion was last shown.",
      exported: (id) => sql`
      SELECT shown_id AS "shownId", days, last_shown_on::text AS "lastShownOn" FROM suggestion_impression
      WHERE member_id = ${id} ORDER BY last_shown_on, 1`,
      erased: ({ memberId }) => [sql`DELETE FROM suggestion_impression WHERE ${memberId} IN (member_id, shown_id)`],
    },
    suggestion_exposure: {
      purpose: "Lowers the rank of members who are shown to many.",
      retention: "Until the member is shown less, 30 days at most.",
      exported: (id) => sql`SELECT viewers, discount FROM suggestion_exposure WHERE member_id = ${id}`,
      erased: ({ memberId }) => [sql`DELETE FROM suggestion_exposure WHERE member_id = ${memberId}`],
    },
  },
  impersonal: {
    suggestion_exposure_figures: {
      nobody: "How evenly all members were suggested: one row.",
      retention: "Until the next measurement.",
    },
  },
};
