import type { Logger } from "pino";
import type { EventLogReader } from "./event-log-reader.js";
import type { LoggedEvent } from "./events.js";

/** Members that are read anew in one statement, at most. */
const maxBatchSize = 500;
const retryMs = 250;

/** What a process keeps a copy of, and how it reads it. */
export interface ProjectionSource {
  /** For the log of the service. */
  name: string;
  /** Reads all of it, from one snapshot of the database. */
  load: () => Promise<void>;
  /** Reads what there is of these members as it is now. */
  read: (memberIds: string[]) => Promise<void>;
  /** The members whom an event is about; `all` when many rows came in at once. */
  affectedIds: (event: LoggedEvent) => string[] | "all";
}

/**
 * Keeps one process's copy of rows of the database current: loaded once, then read anew where the event log says so. An
 * event names members whose rows are read as they are by then, so it does not matter how often, or in what order, they
 * are.
 */
export class Projection {
  isReady = false;
  #unfollow: () => void = () => undefined;
  /** Members that an event has named since they were last read. */
  #stale = new Set<string>();
  #reading: Promise<void> | null = null;
  /** Fewer after a statement that failed, as it may have taken too long, until all are read. */
  #batchSize = maxBatchSize;
  /** Set while many rows came in by import: then all is loaded anew, beside the requests. */
  #reload = false;
  #stopped = false;

  constructor(
    readonly events: EventLogReader,
    readonly log: Logger,
    readonly source: ProjectionSource,
  ) {}

  /** Loads, and follows the log from then on; resolves when the copy is there. */
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

  /** Resolves once everything that was named until now is read. */
  async settled(): Promise<void> {
    while (this.#reading) await this.#reading;
  }

  async #load(): Promise<void> {
    this.#reload = false;
    // What is named from here on may or may not be in the snapshot: it is read again after it.
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
    // The log is handed out many events at once: who is named in one go is read in one statement.
    await Promise.resolve();
    const ids = [...this.#stale].slice(0, this.#batchSize);
    // Taken off before they are read: who is named meanwhile is read once more.
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
