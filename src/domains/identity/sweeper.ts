import type { Logger } from "pino";
import sql, { type Sql } from "sql-template-tag";
import type { Database } from "../../core/database/database.js";
import { runDays } from "../impressions/discount.reads.js";
import { deleteOldNotifications } from "../notifications/notification.retention.js";
import { idleLifetime } from "./session.service.js";

const intervalMs = 10 * 60_000;

/** What is over and would otherwise stay until somebody does the same thing again. */
const over: Sql[] = [
  sql`DELETE FROM pending_sign_up WHERE expires_at < now()`,
  sql`DELETE FROM email_token WHERE expires_at < now()`,
  sql`DELETE FROM oidc_login WHERE expires_at < now()`,
  sql`DELETE FROM sign_in_code WHERE expires_at < now()`,
  sql`DELETE FROM session WHERE last_used_at < now() - ${idleLifetime}`,
  sql`DELETE FROM attempt WHERE minute < now() - interval '5 minutes'`,
  sql`DELETE FROM cost_budget WHERE minute < now() - interval '5 minutes'`,
  // Many end with each day: as many at a time as a statement can delete.
  sql`DELETE FROM suggestion_impression WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM suggestion_impression WHERE last_shown_on <= (now() AT TIME ZONE 'UTC')::date - ${runDays}::int LIMIT 10000))`,
  ...deleteOldNotifications,
];

/** Deletes what is over: names, addresses and user agents are not kept longer than they are good for. */
export class Sweeper {
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(
    readonly database: Database,
    readonly log: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#sweeping = this.sweep().catch((error: unknown) =>
        this.log.warn({ err: error }, "what is over could not be deleted; trying again later"),
      );
    }, intervalMs);
  }

  stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    return this.#sweeping;
  }

  async sweep(): Promise<void> {
    for (const statement of over) await this.database.query(statement);
  }
}
