import { Counter, Gauge, type Registry } from "prom-client";
import type { JobRunner } from "./job-runner.js";
import type { PeriodicJob } from "./periodic-job.js";

/** Registers what the periodic jobs of this process do: when each ran, for how long, and how often it failed. */
export function registerJobMetrics(register: Registry, runner: JobRunner): void {
  const gauge = (name: string, help: string, value: (job: PeriodicJob) => number | null): void => {
    new Gauge({
      ...{ name, help, labelNames: ["job"], registers: [register] },
      collect() {
        for (const job of runner.jobs) {
          const now = value(job);
          if (now !== null) this.set({ job: job.declaration.name }, now);
        }
      },
    });
  };
  gauge(
    "ino_job_last_run_timestamp_seconds",
    "When a periodic job of this process last ended a run, well, not, or left to another process, in seconds since 1970",
    ({ lastRunAt }) => lastRunAt && lastRunAt.getTime() / 1_000,
  );
  gauge(
    "ino_job_last_run_seconds",
    "How long that run took",
    ({ lastRunAt, lastRunMs }) => lastRunAt && lastRunMs / 1_000,
  );
  gauge("ino_job_running", "1 while a run of the job is under way", ({ isRunning }) => (isRunning ? 1 : 0));
  gauge("ino_job_failing", "Failed runs since the last one that went well", ({ failuresInRow }) => failuresInRow);
  new Counter({
    name: "ino_job_failures_total",
    help: "Failed runs of a periodic job in this process since its start",
    labelNames: ["job"],
    registers: [register],
    collect() {
      this.reset();
      for (const { declaration, failures } of runner.jobs) this.inc({ job: declaration.name }, failures);
    },
  });
}
