import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { Logger } from "typeorm";

/** What each request began in: the measurement of its time, 0 for none. */
const measurement = new AsyncLocalStorage<number>();
let current = 0;
let measurements = 0;
subscribe("http.server.request.start", () => measurement.enterWith(current));

/** Keeps every SQL statement that the service sends. */
export class StatementCounter implements Logger {
  statements: string[] = [];
  /** Those of the requests that began since the measurement did. */
  #ofRequests: string[] = [];
  /** Those of the cost budget, which come once in so many requests. */
  budget: string[] = [];

  logQuery(query: string): void {
    if (/\bcost_budget\b/.test(query)) {
      this.budget.push(query);
      return;
    }
    const statement = query.replace(/\s+/g, " ").trim();
    // The readers of the event log, of the outbox and of what is due poll beside everything else; the vocabulary is read
    // now and then.
    if (
      /FROM event\b|pg_notify|FROM outbox\b|FROM theme e LIMIT|notification_position|track_position|mail_due_at <=|FROM reminder WHERE/.test(
        query,
      )
    )
      return;
    this.statements.push(statement);
    if (current > 0 && measurement.getStore() === current) this.#ofRequests.push(statement);
  }

  /** The statements that are sent while `work` is done, whoever sends them. */
  async during(work: () => Promise<unknown>): Promise<string[]> {
    this.statements = [];
    await work();
    return this.statements;
  }

  /** The statements of the requests over HTTP that `work` makes, without those of jobs and readers meanwhile. */
  async ofRequests(work: () => Promise<unknown>): Promise<string[]> {
    this.#ofRequests = [];
    current = ++measurements;
    try {
      await work();
    } finally {
      current = 0;
    }
    if (this.#ofRequests.length === 0) throw new Error("No request sent a statement: there is nothing to count.");
    return this.#ofRequests;
  }

  logQueryError(): void {
    // The tests see the error itself.
  }
  logQuerySlow(): void {
    // The tests do not depend on time.
  }
  logSchemaBuild(): void {
    // Nothing builds a schema.
  }
  logMigration(): void {
    // The template was migrated before.
  }
  log(): void {
    // TypeORM has nothing else to say.
  }
}
