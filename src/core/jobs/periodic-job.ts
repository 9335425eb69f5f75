import type { Logger } from "pino";

/** Work that a process does again and again. */
export interface JobDeclaration {
  /** In kebab-case, as the log and `/metrics` name it. */
  name: string;
  /** The shortest time between two regular runs; up to a tenth is added at random, so that processes drift apart. */
  intervalMs: number;
  /** One run. The signal is aborted when the job stops, so that a long run can end early. */
  run: (signal: AbortSignal) => Promise<void>;
  /** False for a job whose first run comes an interval after the start. */
  runsAtStart?: boolean;
  /** The wait after a failure, doubled with each failure in a row; without it, the next regular run is the retry. */
  retryMs?: { min: number; max: number };
  /** What the log says of a run that failed. */
  failureMessage: string;
  failureLevel?: "warn" | "debug";
}

const jitter = 0.1;

/** One process's schedule of a job: its runs never overlap, and a failure ends neither the schedule nor the process. */
export class PeriodicJob {
  /** When a run last ended, well or not; null before the first. */
  lastRunAt: Date | null = null;
  /** How long that run took, in milliseconds. */
  lastRunMs = 0;
  /** Failed runs since the start. */
  failures = 0;
  /** Failed runs since the last one that went well. */
  failuresInRow = 0;
  #tick: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  readonly #stop = new AbortController();

  constructor(
    readonly declaration: JobDeclaration,
    private readonly log: Logger,
  ) {}

  /** Begins the schedule: from here on the job can be woken. */
  schedule(): void {
    if (!this.#tick && !this.#stop.signal.aborted) this.#plan();
  }

  /** Begins the schedule; resolves once the run at the start has ended, well or not, or at once when there is none. */
  async start(): Promise<void> {
    this.schedule();
    if (this.declaration.runsAtStart === false) return;
    if (!this.#running) this.wake();
    await this.#running;
  }

  /** Runs the job now; once more after a run under way, which may have missed what this is called for. */
  wake(): void {
    // Not started yet, stopped, or waiting after a failure.
    if (!this.#tick || this.#retry) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (!this.#again) return;
      this.#again = false;
      this.wake();
    });
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Resolves once no run is under way. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Ends the schedule, tells a run under way to end, and waits for it; can be called again. */
  async stop(): Promise<void> {
    for (const timer of [this.#tick, this.#retry]) if (timer) clearTimeout(timer);
    this.#tick = null;
    this.#stop.abort();
    await this.settled();
  }

  #plan(): void {
    const waitMs = this.declaration.intervalMs * (1 + jitter * Math.random());
    this.#tick = setTimeout(() => {
      this.#plan();
      if (!this.#running) this.wake();
    }, waitMs).unref();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const begun = performance.now();
    try {
      await this.declaration.run(signal);
      this.failuresInRow = 0;
    } catch (error) {
      // A run that was cut short may fail for that.
      if (!signal.aborted) this.#failed(error);
    } finally {
      this.lastRunAt = new Date();
      this.lastRunMs = performance.now() - begun;
    }
  }

  #failed(error: unknown): void {
    const { name, retryMs, failureMessage, failureLevel = "warn" } = this.declaration;
    this.log[failureLevel]({ err: error, job: name }, failureMessage);
    this.failures++;
    const inRow = this.failuresInRow++;
    if (!retryMs) return;
    this.#retry = setTimeout(
      () => {
        this.#retry = null;
        this.wake();
      },
      Math.min(retryMs.min * 2 ** inRow, retryMs.max),
    ).unref();
  }
}
