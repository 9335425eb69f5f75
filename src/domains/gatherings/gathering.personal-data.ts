import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const gatheringPersonalData: PersonalData = {
  personal: {
    registration: {
      purpose: "Places at gatherings, and who attended.",
      retention: "Permanently for figures; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT registration.id, gathering_id AS "gatheringId", gathering.title AS gathering, registration.status,
        registered_at AS "registeredAt", checked_in_at AS "checkedInAt"
      FROM registration JOIN gathering ON gathering.id = gathering_id
      WHERE member_id = ${id} ORDER BY registered_at, registration.id`,
      erased: { stays: "Figures of who took part stay as they were; places at gatherings to come are given back." },
    },
    gathering_host: {
      purpose: "Shows who hosts a gathering.",
      retention: "Permanently; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT gathering_id AS "gatheringId", title AS gathering, starts_at AS "startsAt"
      FROM gathering_host JOIN gathering ON gathering.id = gathering_id WHERE member_id = ${id} ORDER BY starts_at, 1`,
      erased: { stays: "The gathering was hosted, now by a former member." },
    },
  },
  impersonal: {
    gathering: { nobody: "Written by its hosts for everybody.", retention: "Permanently." },
    gathering_theme: { nobody: "Themes of gatherings.", retention: "As the gathering." },
  },
};
