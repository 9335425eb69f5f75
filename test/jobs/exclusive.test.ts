import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { exclusive } from "../../src/core/jobs/exclusive.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const { signal } = new AbortController();

describe("work of one process at a time", () => {
  it("is skipped while another is at it, and done again once that one is killed", async () => {
    const other = new pg.Client(test.url);
    other.on("error", () => undefined);
    await other.connect();
    await other.query("SELECT pg_advisory_lock(hashtext('job.test'))");
    let runs = 0;
    const run = exclusive(test.database, "test", () => Promise.resolve(void runs++));
    await run(signal);
    expect(runs).toBe(0);
    // As the server does with the connections of a process that is gone.
    await other.end();
    while (runs === 0) await run(signal);
  });

  it("leaves the lock when it is done, also when it fails", async () => {
    const failing = exclusive(test.database, "test", () => Promise.reject(new Error("no")));
    for (let n = 0; n < 2; n++) await expect(failing(signal)).rejects.toThrow("no");
    let runs = 0;
    const run = exclusive(test.database, "test", () => Promise.resolve(void runs++));
    // A connection that was closed after the failure leaves its lock a moment later.
    while (runs < 3) await run(signal);
  });
});
