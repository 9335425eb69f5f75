import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const blockPersonalData: PersonalData = {
  personal: {
    block: {
      purpose: "Hides two members from each other.",
      retention: "Until it is lifted, or one of the two accounts is erased.",
      exported: (id) => sql`
      SELECT blocked_id AS "blockedId", blocked_at AS "blockedAt" FROM block WHERE blocker_id = ${id} ORDER BY blocked_at`,
      erased: ({ memberId }) => [sql`DELETE FROM block WHERE ${memberId} IN (blocker_id, blocked_id)`],
    },
  },
};
