import type { Logger } from "pino";
import sql from "sql-template-tag";
import { inTransaction, systemContext, type CoreServices } from "../../core/graphql/context.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import type { LoggedEvent } from "../../core/event-log/events.js";
import type { Recipients } from "./recipients.reads.js";
import { makeNotifications } from "./create-notifications.service.js";

/** Events of one transaction, at most. */
const maxPageSize = 200;
/** How often the position up to which nobody is to be notified is stored. After a crash, later events are read again. */
const storeIntervalMs = 60_000;

/**
 * One process's maker of notifications: reads the event log from a position that all processes share, one of them at a
 * time. It is woken by each event that may notify somebody, and looks again for what another process began and did not
 * finish. Whether anybody is to be notified is asked without writing anything.
 */
export class Notifier {
  /** Shorter after failures, down to one event, so that all before an event that cannot be notified of get through. */
  #pageSize = maxPageSize;
  /** Up to here nobody is to be notified, as far as this process knows. */
  #passed = 0;
  #keptAt = performance.now();
  readonly job: PeriodicJob;

  constructor(
    private readonly services: () => CoreServices,
    private readonly log: Logger,
    private readonly recipients: Recipients,
    private readonly onMade: () => void = () => undefined,
  ) {
    this.job = new PeriodicJob(
      {
        name: "notifier",
        intervalMs: 2_000,
        run: (signal) => this.#catchUp(signal),
        // Neither a database that is away, nor an event that cannot be notified of, is tried all the time.
        retryMs: { min: 100, max: 5_000 },
        failureMessage: "notifications could not be made; trying again",
      },
      log,
    );
  }

  /** How often in a row they could not be made; 0 while all is well. */
  get failures(): number {
    return this.job.failuresInRow;
  }

  /** Wakes the job with each event that may notify somebody; a job that is stopped takes no notice. */
  follow(): void {
    const { events } = this.services();
    events.follow({
      onEvent: (event) => {
        if (this.recipients.mayNotify(event)) this.job.wake();
      },
      // What is remembered is of another log; the position that is written down went back with it.
      onReset: () => void this.settled().then(() => (this.#passed = 0)),
    });
  }

  /** Resolves once this process has made the notifications of all events that it has read, or left them to another. */
  settled(): Promise<void> {
    return this.job.settled();
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const { database, events } = this.services();
    if (events.head <= this.#passed && this.failures === 0) return;
    while (!signal.aborted) {
      // What this process has read was committed, so the look below sees it.
      const { head } = events;
      const max = this.#pageSize;
      const page = await this.recipients.eventsAfter(database.reads, this.#passed, max);
      const made = await this.#pacing(page, () => this.#notifyOf(page));
      // Another process is at it; should it fall, the poll finds what it leaves.
      if (made === "elsewhere") return;
      if (made === "here") {
        this.onMade();
        continue;
      }
      const isWhole = page.length < max;
      this.#passed = Math.max(this.#passed, page.at(-1)?.position ?? 0, isWhole ? head : 0);
      if (isWhole) break;
    }
    await this.#keep();
  }

  /** Makes the notifications of a page, if there are any to be made. */
  async #notifyOf(page: LoggedEvent[]): Promise<"none" | "here" | "elsewhere"> {
    if ((await this.recipients.dueOf(this.services().database.reads, page)).length === 0) return "none";
    const isMade = await inTransaction(systemContext(this.services(), this.log), (tx) =>
      makeNotifications(tx, this.recipients, this.#passed, page.length),
    );
    return isMade ? "here" : "elsewhere";
  }

  /** The next page is half as long when this one fails, and else twice. */
  async #pacing<T>(page: LoggedEvent[], work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#pageSize = Math.min(2 * this.#pageSize, maxPageSize);
      return result;
    } catch (error) {
      this.#pageSize = Math.max(1, Math.floor(page.length / 2));
      throw error;
    }
  }

  async #keep(): Promise<void> {
    if (performance.now() - this.#keptAt < storeIntervalMs) return;
    this.#keptAt = performance.now();
    await this.services().database.query(
      // Never beyond the log's end, which may have gone back without this process knowing yet.
      sql`UPDATE notification_position SET position = least(${this.#passed}, (SELECT max(event.position) FROM event))
        WHERE position < ${this.#passed}`,
    );
  }
}
