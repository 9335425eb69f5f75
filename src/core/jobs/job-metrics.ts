import { Counter, Gauge, type Registry } from "prom-client";
import type { JobRunner } from "./job-runner.js";

/** Registers when each periodic job last ran and how often it failed. */
export function registerJobMetrics(register: Registry, runner: JobRunner): void {
  new Gauge({
    name: "ino_job_last_run_timestamp_seconds",
    help: "When a periodic job of this process last ended a run, well, not, or left to another process, in seconds since 1970",
    labelNames: ["job"],
    registers: [register],
    collect() {
      for (const { declaration, lastRunAt } of runner.jobs)
        if (lastRunAt) this.set({ job: declaration.name }, lastRunAt.getTime() / 1_000);
    },
  });
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
