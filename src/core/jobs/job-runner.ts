import type { PeriodicJob } from "./periodic-job.js";

/** The periodic jobs of one process. */
export class JobRunner {
  readonly #jobs: PeriodicJob[] = [];

  /** Those that were started, for the figures about them. */
  get jobs(): readonly PeriodicJob[] {
    return this.#jobs;
  }

  /** Starts jobs; resolves once each has ended its run at the start, well or not. */
  async start(...jobs: PeriodicJob[]): Promise<void> {
    this.#jobs.push(...jobs);
    await Promise.all(jobs.map((job) => job.start()));
  }

  /** Stops all jobs and waits for the runs under way. */
  async stop(): Promise<void> {
    await Promise.all(this.#jobs.map((job) => job.stop()));
  }
}
