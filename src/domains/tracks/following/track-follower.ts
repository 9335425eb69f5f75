import type { Logger } from "pino";
import sql from "sql-template-tag";
import { NIL } from "uuid";
import { eventColumns, eventOf, type EventRow } from "../../../core/event-log/event-rows.js";
import type { LoggedEvent } from "../../../core/event-log/events.js";
import type { Connection } from "../../../core/database/database.js";
import {
  inTransaction,
  systemContext,
  type CoreServices,
  type TransactionContext,
} from "../../../core/graphql/context.js";
import { PeriodicJob } from "../../../core/jobs/periodic-job.js";
import { completeEnrolments } from "../progress/complete.js";
import { concernedBy, concernedEnrolments, followedKinds } from "./concerned.js";
import { completeImported } from "./complete-imported.js";
import { dropSteps } from "./drop-steps.js";
import { maxAtOnce, underwayAfter } from "./underway.js";

const maxPageSize = 200;

/**
 * One process's follower of what completes tracks elsewhere: check-ins, cancellations, moderation and imports lie in other
 * domains. It reads the event log from a position that all processes share, one of them at a time; what a page of events
 * completes is committed together with the new position, or before it when it is much, so a crash loses nothing and completes
 * nothing twice. Marks and enrolments are followed as well: of a mark and a check-in at the same time, neither has seen the
 * other.
 */
export class TrackFollower {
  /** Up to here this process has nothing to do. */
  #passed = 0;
  readonly job: PeriodicJob;

  constructor(
    private readonly services: () => CoreServices,
    private readonly log: Logger,
  ) {
    this.job = new PeriodicJob(
      {
        name: "track-completion",
        intervalMs: 2_000,
        run: (signal) => this.#catchUp(signal),
        retryMs: { min: 100, max: 5_000 },
        failureMessage: "learning tracks could not be completed; trying again",
      },
      log,
    );
  }

  /** Wakes the job with each event that may complete a track; a job that is stopped takes no notice. */
  follow(): void {
    this.services().events.follow({
      onEvent: (event) => {
        if (concernedBy([event])) this.job.wake();
      },
      // The position that is written down went back with the log.
      onReset: () => void this.job.settled().then(() => (this.#passed = 0)),
    });
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const { database, events } = this.services();
    if (events.head <= this.#passed && this.job.failuresInRow === 0) return;
    while (!signal.aborted) {
      // What this process has read was committed, so the look below sees it.
      const { head } = events;
      const page = await eventsAfter(database.reads, this.#passed);
      const isWhole = page.length < maxPageSize;
      const last = page.at(-1);
      if (concernedBy(page)?.all) await completeImported(this.services(), this.log, signal);
      if (last && !(await this.#completeUpTo(last.position, signal))) return;
      this.#passed = Math.max(this.#passed, last?.position ?? 0, isWhole ? head : 0);
      if (isWhole) return;
    }
  }

  /** Completes a page; false while another process does, or when this one stops, which may have broken off before. */
  async #completeUpTo(position: number, signal: AbortSignal): Promise<boolean> {
    for (let after: string | null = NIL; after !== null;) {
      if (signal.aborted) return false;
      const from: string = after;
      const part = await inTransaction(systemContext(this.services(), this.log), (tx) =>
        completePart(tx, position, from),
      );
      if (!part) return false;
      after = part.next;
    }
    return true;
  }
}

/** The next events after a position, or after the shared one if it is greater. */
async function eventsAfter(db: Connection, position: number): Promise<LoggedEvent[]> {
  const rows = await db.query<EventRow>(sql`
    SELECT ${eventColumns} FROM event
    WHERE position > greatest(${position}::bigint, (SELECT position FROM track_position)) AND kind = ANY(${followedKinds})
    ORDER BY position LIMIT ${maxPageSize}`);
  return rows.map(eventOf);
}

/**
 * Completes the next enrolments after this one that the events up to this position complete, with the last of them stores
 * the position, and gives the one to go on after, null when it is done; null itself while another process does it.
 */
async function completePart(
  tx: TransactionContext,
  upTo: number,
  after: string,
): Promise<{ next: string | null } | null> {
  const held = await tx.db.query(sql`SELECT 1 FROM track_position FOR UPDATE SKIP LOCKED`);
  if (held.length === 0) return null;
  const events = (await eventsAfter(tx.db, 0)).filter(({ position }) => position <= upTo);
  const concerned = concernedBy(events);
  if (concerned) {
    const ids = await underwayAfter(tx.db, after, sql`e.id IN (${concernedEnrolments(concerned)})`);
    if (ids.length > 0) await completeEnrolments(tx, sql`e.id = ANY(${ids}::uuid[])`);
    if (ids.length === maxAtOnce) return { next: ids.at(-1)! };
    if (concerned.all || concerned.gatherings.length > 0) await dropSteps(tx, concerned);
  }
  const last = events.at(-1);
  if (last) await tx.db.query(sql`UPDATE track_position SET position = ${last.position}`);
  return { next: null };
}
