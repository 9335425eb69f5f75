import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const privacyPersonalData: PersonalData = {
  personal: {
    export_link: {
      exported: { nothing: "Hashes of links for downloading this export, valid for an hour at most." },
      erased: ({ memberId }) => [sql`DELETE FROM export_link WHERE member_id = ${memberId}`],
    },
  },
};
