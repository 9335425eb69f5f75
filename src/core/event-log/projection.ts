import type { Logger } from "pino";
import type { EventLogReader } from "./event-log-reader.js";
import type { LoggedEvent } from "./events.js";

/** Ids that are read in one statement, at most. */
const maxBatchSize = 500;
const retryMs = 250;

/** The rows of the database that a projection is made of. */
export interface ProjectionSource {
  /** For log messages. */
  name: string;
  /** Reads all of them, from one snapshot of the database. */
  load: () => Promise<void>;
  /** Reads the rows of these ids as they are now. */
  read: (ids: string[]) => Promise<void>;
  /** The ids whose rows an event may have changed; `all` when many rows came in at once. */
  affectedIds: (event: LoggedEvent) => string[] | "all";
}

/**
 * One process's view in memory of rows of the database: loaded once, then kept current by the event log. An event only
 * gives the ids whose rows are read again, as they are by then, so it does not matter how often, or in what order, they
 * are read. What is made of the events themselves, with no rows behind it, is a `LogFollower` of its own.
 */
export class Projection {
  isReady = false;
  #unfollow: () => void = () => undefined;
  /** Ids that an event has given since they were last read. */
  #stale = new Set<string>();
  #reading: Promise<void> | null = null;
  /** Fewer after a statement that failed, as it may have taken too long, until all are read. */
  #batchSize = maxBatchSize;
  /** Set when all is to be loaded again, beside the requests. */
  #reload = false;
  #stopped = false;

  constructor(
    readonly events: EventLogReader,
    readonly log: Logger,
    readonly source: ProjectionSource,
  ) {}

  /** Loads, and follows the log from then on; resolves when it is loaded. */
  async start(): Promise<void> {
    this.#unfollow = this.events.follow({ onEvent: (event) => this.#take(event), onReset: () => this.rebuild() });
    await this.#load();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    this.#unfollow();
    return this.#reading ?? Promise.resolve();
  }

  /** Reads all of it again, beside the requests. */
  rebuild(): void {
    this.#reload = true;
    this.#catchUp();
  }

  /** Resolves once all that was affected until now is read. */
  async settled(): Promise<void> {
    while (this.#reading) await this.#reading;
  }

  async #load(): Promise<void> {
    this.#reload = false;
    // What is affected from here on may or may not be in the snapshot: it is read again after it.
    this.#stale.clear();
    await this.source.load();
    this.isReady = true;
    this.#catchUp();
  }

  #take(event: LoggedEvent): void {
    const stale = this.source.affectedIds(event);
    if (stale === "all") this.#reload = true;
    else for (const id of stale) this.#stale.add(id);
    if (this.isReady) this.#catchUp();
  }

  #catchUp(): void {
    if (this.#reading || this.#stopped || (this.#stale.size === 0 && !this.#reload)) return;
    this.#reading = this.#read()
      .catch(async (error: unknown) => {
        this.log.warn({ err: error }, `${this.source.name} cannot be kept current; trying again`);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      })
      .finally(() => {
        this.#reading = null;
        this.#catchUp();
      });
  }

  async #read(): Promise<void> {
    if (this.#reload) return this.#load();
    // The reader hands out a page of events at once: all ids of a page are read in one statement.
    await Promise.resolve();
    const ids = [...this.#stale].slice(0, this.#batchSize);
    // Taken off before they are read: what is affected meanwhile is read once more.
    for (const id of ids) this.#stale.delete(id);
    try {
      await this.source.read(ids);
      if (this.#stale.size === 0) this.#batchSize = maxBatchSize;
    } catch (error) {
      this.#batchSize = Math.max(1, Math.floor(this.#batchSize / 8));
      for (const id of ids) this.#stale.add(id);
      throw error;
    }
  }
}
