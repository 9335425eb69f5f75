import type { Logger } from "pino";
import sql from "sql-template-tag";
import { NIL } from "uuid";
import { inTransaction, systemContext, type CoreServices } from "../../../core/graphql/context.js";
import { completeEnrolments } from "../progress/complete.js";
import { underwayAfter } from "./underway.js";

/**
 * Completes what an import may have completed, which does not say whose check-ins it brought: all that are under way are
 * looked at, some at a time. What is broken off is begun again, and completes nothing twice.
 */
export async function completeImported(services: CoreServices, log: Logger, signal: AbortSignal): Promise<void> {
  for (let after: string | undefined = NIL; after !== undefined && !signal.aborted;) {
    const ids = await underwayAfter(services.database.reads, after, sql`true`);
    if (ids.length > 0)
      await inTransaction(systemContext(services, log), (tx) =>
        completeEnrolments(tx, sql`e.id = ANY(${ids}::uuid[])`),
      );
    after = ids.at(-1);
  }
}
