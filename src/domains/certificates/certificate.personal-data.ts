import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";
import { publicSteps } from "./step-titles.js";

export const certificatePersonalData: PersonalData = {
  personal: {
    certificate: {
      purpose: "Confirms who completed a learning track, by name, to whoever has the address.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT c.id, n.track_id AS "trackId", c.title, c.description, ${publicSteps} AS steps, c.issued_at AS "issuedAt"
      FROM certificate c JOIN track_enrolment n ON n.id = c.enrolment_id
      WHERE n.member_id = ${id} ORDER BY c.issued_at, c.id`,
      erased: ({ memberId }) => [
        sql`DELETE FROM certificate c USING track_enrolment n WHERE n.id = c.enrolment_id AND n.member_id = ${memberId}`,
      ],
    },
  },
  impersonal: {
    badge_key: {
      nobody: "The keys of the network that badges are signed with, the private ones sealed.",
      retention: "Permanently, as badges are verified with them.",
    },
  },
};
