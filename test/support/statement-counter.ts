import type { Logger } from "typeorm";

/** Keeps every SQL statement that the service sends. */
export class StatementCounter implements Logger {
  statements: string[] = [];
  /** Those of the cost budget, which come once in so many requests. */
  budget: string[] = [];

  logQuery(query: string): void {
    if (/\bcost_budget\b/.test(query)) this.budget.push(query);
    // The readers of the event log, of the outbox and of what is due poll beside everything else; the vocabulary is read
    // now and then.
    else if (
      !/FROM event\b|pg_notify|FROM outbox\b|FROM theme e LIMIT|notification_position|track_position|mail_due_at <=|FROM reminder WHERE/.test(
        query,
      )
    )
      this.statements.push(query.replace(/\s+/g, " ").trim());
  }

  /** The statements that `work` sends. */
  async during(work: () => Promise<unknown>): Promise<string[]> {
    this.statements = [];
    await work();
    return this.statements;
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
