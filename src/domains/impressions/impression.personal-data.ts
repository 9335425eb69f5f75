import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const impressionPersonalData: PersonalData = {
  personal: {
    suggestion_impression: {
      exported: (id) => sql`
      SELECT shown_id AS "shownId", days, last_shown_on::text AS "lastShownOn" FROM suggestion_impression
      WHERE member_id = ${id} ORDER BY last_shown_on, 1`,
      erased: ({ memberId }) => [sql`DELETE FROM suggestion_impression WHERE ${memberId} IN (member_id, shown_id)`],
    },
    suggestion_exposure: {
      exported: (id) => sql`SELECT viewers, discount FROM suggestion_exposure WHERE member_id = ${id}`,
      erased: ({ memberId }) => [sql`DELETE FROM suggestion_exposure WHERE member_id = ${memberId}`],
    },
  },
  impersonal: {
    suggestion_exposure_figures: "How evenly all members were suggested: one row.",
  },
};
