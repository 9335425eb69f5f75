import sql from "sql-template-tag";
import type { PersonalData } from "../core/access/personal-data.js";

export const corePersonalData: PersonalData = {
  personal: {
    outbox: {
      purpose: "Sends mails: what each is about, and whom it is for.",
      retention:
        "Until the mail is delivered, or could not be sent for a day. Mails that a restore holds: until an operator releases or drops them.",
      exported: { nothing: "Mails on their way to the member." },
      erased: ({ memberId, email }) => [
        sql`DELETE FROM outbox WHERE position(${memberId}::text IN payload::text) > 0
        OR position(to_json(${email}::text)::text IN payload::text) > 0`,
      ],
    },
    cost_budget: {
      purpose: "Limits what a member or a client address may cost the service in a minute.",
      retention: "5 minutes.",
      exported: { nothing: "What was spent in the last minutes, for which `rateLimit` is there." },
      erased: ({ memberId }) => [sql`DELETE FROM cost_budget WHERE position(${memberId}::text IN payer) > 0`],
    },
    event: {
      purpose: "Delivers events to subscriptions, notifications and statistics, in order.",
      retention: "As `EVENT_RETENTION_DAYS` says (400 days), and up to a month longer.",
      exported: { nothing: "Ids of what is in the other tables, in the order of happening." },
      erased: { stays: "Holds ids and enum values alone: an id tells nothing once its row is without a name." },
    },
  },
  impersonal: {
    idempotency_key: {
      nobody: "Hashes of the requests of the last two days, with the id of what each has made.",
      retention: "48 hours.",
    },
    leaky_bucket: {
      nobody: "Hashes of what was done lately, for the limits; a day old at most.",
      retention: "Until the limit counts them no more, a day at most, and 1 minute.",
    },
    event_log_start: { nobody: "Where the event log begins: one row.", retention: "Permanently." },
    migrations: { nobody: "The migrations that were run.", retention: "Permanently." },
  },
};
