import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { modules } from "../../src/app/modules.js";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

it("a service runs these jobs, and tells of each in /metrics", async () => {
  while (app.services.exposure.job.lastRunAt === null) await sleep(5);
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  const jobsOf = (metric: RegExp): string[] => [...metrics.matchAll(metric)].map(([, job]) => job!).sort();
  const ofDomains = modules.flatMap((module) => module.jobs?.(app.services, pino({ level: "silent" })) ?? []);
  const names = [
    ...ofDomains.map(({ declaration }) => declaration.name),
    "event-log-retention",
    "mailer",
    "retention",
    "search-vectors",
  ];
  expect(names).toContain("collaboration-request-expiry");
  expect(jobsOf(/^ino_job_failures_total\{job="(.+)"\} 0$/gm)).toEqual(names.sort());
  // One that waits for its first interval has not run yet.
  const ran = jobsOf(/^ino_job_last_run_timestamp_seconds\{job="(.+)"\} \d/gm);
  expect(ran).toEqual(expect.arrayContaining(["event-log-retention", "exposure"]));
  expect(ran).not.toContain("retention");
});
