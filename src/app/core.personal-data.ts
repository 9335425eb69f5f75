import sql from "sql-template-tag";
import type { PersonalData } from "../core/access/personal-data.js";

export const corePersonalData: PersonalData = {
  personal: {
    outbox: {
      exported: { nothing: "Mails on their way to the member." },
      erased: ({ memberId, email }) => [
        sql`DELETE FROM outbox WHERE position(${memberId}::text IN payload::text) > 0
        OR position(to_json(${email}::text)::text IN payload::text) > 0`,
      ],
    },
    cost_budget: {
      exported: { nothing: "What was spent in the last minutes, for which `rateLimit` is there." },
      erased: ({ memberId }) => [sql`DELETE FROM cost_budget WHERE position(${memberId}::text IN payer) > 0`],
    },
    event: {
      exported: { nothing: "Ids of what is in the other tables, in the order of happening." },
      erased: { stays: "Holds ids and enum values alone: an id tells nothing once its row is without a name." },
    },
  },
  impersonal: {
    idempotency_key: "Hashes of the requests of the last two days, with the id of what each has made.",
    leaky_bucket: "Hashes of what was done lately, for the limits; a day old at most.",
    event_log_start: "Where the event log begins: one row.",
    migrations: "The migrations that were run.",
  },
};
