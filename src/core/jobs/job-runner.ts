import { setTimeout as sleep } from "node:timers/promises";
import type { PeriodicJob } from "./periodic-job.js";

/** How long a job that runs at the start has before the next one runs as well. */
const headStartMs = 100;

/** The periodic jobs of one process. */
export class JobRunner {
  readonly #jobs: PeriodicJob[] = [];

  /** Those that were started, for the figures about them. */
  get jobs(): readonly PeriodicJob[] {
    return this.#jobs;
  }

  /**
   * Starts jobs; resolves once each has ended its run at the start, well or not. From now on any of them can be woken. At
   * the start each has a head start of the next: together they would take every connection of the pool from those who
   * waited for the service.
   */
  async start(...jobs: PeriodicJob[]): Promise<void> {
    this.#jobs.push(...jobs);
    for (const job of jobs) job.schedule();
    const runs: Promise<void>[] = [];
    for (const job of jobs) {
      const run = job.start();
      runs.push(run);
      await Promise.race([run, sleep(headStartMs, undefined, { ref: false })]);
    }
    await Promise.all(runs);
  }

  /** Stops all jobs and waits for the runs under way. */
  async stop(): Promise<void> {
    await Promise.all(this.#jobs.map((job) => job.stop()));
  }
}
