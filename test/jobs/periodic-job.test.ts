import { afterEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { Registry } from "prom-client";
import { registerJobMetrics } from "../../src/core/jobs/job-metrics.js";
import { JobRunner } from "../../src/core/jobs/job-runner.js";
import { PeriodicJob, type JobDeclaration } from "../../src/core/jobs/periodic-job.js";
import { createLogger } from "../../src/logger.js";

const lines: { level: number; msg: string; job: string; err: { message: string } }[] = [];
const log = createLogger("trace", { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });

let jobs = new JobRunner();
afterEach(async () => {
  await jobs.stop();
  jobs = new JobRunner();
  lines.length = 0;
});

/** A job that runs once an hour, unless the test says otherwise. */
const jobOf = (run: JobDeclaration["run"], declaration: Partial<JobDeclaration> = {}): PeriodicJob =>
  new PeriodicJob({ name: "test", intervalMs: 3_600_000, run, failureMessage: "failed", ...declaration }, log);

/** A run that lasts until it is released. */
function heldRun() {
  let release = (): void => undefined;
  let runs = 0;
  const run = (): Promise<void> => {
    runs++;
    return new Promise((resolve) => (release = resolve));
  };
  return { run, release: () => release(), runs: () => runs };
}

describe("a periodic job", () => {
  it("runs at the start and then at its interval", async () => {
    let runs = 0;
    const job = jobOf(() => Promise.resolve(void runs++), { intervalMs: 10 });
    await jobs.start(job);
    expect(runs).toBe(1);
    while (runs < 3) await sleep(5);
  });

  it("runs an interval after the start first, when it is declared so", async () => {
    let runs = 0;
    await jobs.start(jobOf(() => Promise.resolve(void runs++), { intervalMs: 20, runsAtStart: false }));
    expect(runs).toBe(0);
    while (runs < 1) await sleep(5);
  });

  it("never overlaps with itself: an interval that ends during a run is skipped", async () => {
    const held = heldRun();
    void jobs.start(jobOf(held.run, { intervalMs: 1 }));
    await sleep(30);
    expect(held.runs()).toBe(1);
    held.release();
    while (held.runs() < 2) await sleep(1);
    held.release();
    const stopped = jobs.stop();
    held.release();
    await stopped;
  });

  it("runs once more when it is woken during a run, however often", async () => {
    const held = heldRun();
    const job = jobOf(held.run);
    void jobs.start(job);
    for (let n = 0; n < 3; n++) job.wake();
    expect(held.runs()).toBe(1);
    held.release();
    while (held.runs() < 2) await sleep(1);
    held.release();
    await job.settled();
    expect(held.runs()).toBe(2);
  });

  it("takes no notice of a wake-up before it is started and after it is stopped", async () => {
    let runs = 0;
    const job = jobOf(() => Promise.resolve(void runs++), { runsAtStart: false });
    job.wake();
    await jobs.start(job);
    await jobs.stop();
    job.wake();
    await job.start();
    expect(runs).toBe(0);
  });
});

describe("the end of a job", () => {
  it("aborts the signal of a run under way, waits for it, and is no failure of it", async () => {
    let ended = false;
    const job = jobOf(async (signal) => {
      while (!signal.aborted) await sleep(1);
      await sleep(10);
      ended = true;
      throw new Error("cut short");
    });
    void jobs.start(job);
    await jobs.stop();
    expect([ended, job.failures, lines]).toEqual([true, 0, []]);
  });

  it("comes while the job waits after a failure, and can be asked for again", async () => {
    const job = jobOf(() => Promise.reject(new Error("no")), { retryMs: { min: 1_000, max: 1_000 } });
    await jobs.start(job);
    await Promise.all([job.stop(), job.stop()]);
    await job.stop();
    expect(job.failures).toBe(1);
  });
});

describe("a run that fails", () => {
  it("is logged with the name of the job and does not end the schedule", async () => {
    let runs = 0;
    const run = (): Promise<void> => (runs++ === 0 ? Promise.reject(new Error("away")) : Promise.resolve());
    const job = jobOf(run, { intervalMs: 10 });
    await jobs.start(job);
    expect(lines).toMatchObject([{ level: 40, msg: "failed", job: "test", err: { message: "away" } }]);
    expect([job.failures, job.failuresInRow]).toEqual([1, 1]);
    while (runs < 2) await sleep(5);
    await job.settled();
    expect([job.failures, job.failuresInRow]).toEqual([1, 0]);
  });

  it("is repeated with back-off when the job has one, and not by a wake-up before that", async () => {
    const at: number[] = [];
    const run = (): Promise<void> => {
      at.push(performance.now());
      return at.length < 5 ? Promise.reject(new Error("away")) : Promise.resolve();
    };
    const job = jobOf(run, { retryMs: { min: 20, max: 60 } });
    await jobs.start(job);
    for (let n = 0; n < 10; n++) job.wake();
    expect(at).toHaveLength(1);
    while (at.length < 5) await sleep(5);
    await job.settled();
    const waits = at.slice(1).map((time, n) => time - at[n]!);
    // A timer may be a millisecond early.
    for (const [n, ms] of [20, 40, 60, 60].entries()) expect(waits[n]).toBeGreaterThan(ms - 2);
    expect([job.failures, job.failuresInRow]).toEqual([4, 0]);
  });
});

describe("several jobs that are started together", () => {
  it("run one after the other", async () => {
    const told: string[] = [];
    const named = (name: string): PeriodicJob =>
      jobOf(async () => {
        told.push(`${name} begins`);
        await sleep(1);
        told.push(`${name} ends`);
      });
    await jobs.start(named("first"), named("second"));
    expect(told).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  it("do not wait long for one that takes long, nor for their turn when they are woken", async () => {
    const [long, woken, last] = [heldRun(), heldRun(), heldRun()];
    const wokenJob = jobOf(woken.run);
    const started = jobs.start(jobOf(long.run), wokenJob, jobOf(last.run));
    expect([long.runs(), woken.runs(), last.runs()]).toEqual([1, 0, 0]);
    wokenJob.wake();
    expect(woken.runs()).toBe(1);
    while (last.runs() < 1) await sleep(1);
    for (const held of [long, woken, last]) held.release();
    await started;
    expect([long.runs(), woken.runs(), last.runs()]).toEqual([1, 1, 1]);
  });
});

describe("/metrics", () => {
  it("has a line for the last run of each job and one for its failures", async () => {
    const register = new Registry();
    registerJobMetrics(register, jobs);
    const before = Date.now() / 1_000;
    await jobs.start(
      jobOf(() => Promise.resolve(), { name: "good" }),
      jobOf(() => Promise.reject(new Error("no")), { name: "bad" }),
      jobOf(() => Promise.resolve(), { name: "later", runsAtStart: false }),
    );
    const text = await register.metrics();
    const values = new Map(
      [...text.matchAll(/^ino_job_(\S+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
    );
    expect(values.get('last_run_timestamp_seconds{job="good"}')).toBeGreaterThanOrEqual(before - 0.001);
    expect(values.get('last_run_timestamp_seconds{job="bad"}')).toBeGreaterThanOrEqual(before - 0.001);
    expect(values.has('last_run_timestamp_seconds{job="later"}')).toBe(false);
    expect(["good", "bad", "later"].map((job) => values.get(`failures_total{job="${job}"}`))).toEqual([0, 1, 0]);
    // What is counted is not added up with each reading.
    expect(await register.metrics()).toContain('ino_job_failures_total{job="bad"} 1\n');
  });
});
