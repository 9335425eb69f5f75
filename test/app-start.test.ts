import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { AbstractLogger } from "typeorm";
import { createApp } from "../src/app/app.js";
import { testConfig } from "./support/app.js";
import { asAdmin, dropDatabase, newDatabaseUrl } from "./support/database.js";

let databaseUrl: string;
let dataDir: string;
beforeEach(async () => {
  databaseUrl = await newDatabaseUrl();
  dataDir = await mkdtemp(join(tmpdir(), "ino-start-"));
});
afterEach(async () => {
  await dropDatabase(databaseUrl);
  await rm(dataDir, { recursive: true, force: true });
});

/** Breaks the start off with its n-th statement. */
class BreakOff extends AbstractLogger {
  readonly controller = new AbortController();
  readonly reason = new Error("enough");
  #left: number;

  constructor(statements: number) {
    super();
    this.#left = statements;
  }

  override logQuery(): void {
    if (--this.#left === 0) this.controller.abort(this.reason);
  }

  protected writeLog(): void {
    // Nobody reads them here.
  }
}

const startCutAt = async (statements: number): Promise<"cut" | "started"> => {
  const sqlLogger = new BreakOff(statements);
  const { signal } = sqlLogger.controller;
  const config = { ...testConfig(databaseUrl), dataDir, demo: true };
  try {
    const app = await createApp(config, { log: pino({ level: "silent" }), sqlLogger, signal });
    await app.stop();
    return "started";
  } catch (error) {
    expect(error).toBe(sqlLogger.reason);
    return "cut";
  }
};

const connections = async (): Promise<number> => {
  const name = new URL(databaseUrl).pathname.slice(1);
  const { rows } = await asAdmin(`SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = '${name}'`);
  return (rows[0] as { open: number }).open;
};

describe("a start", () => {
  it("is cut short at any of its statements, leaves no connection, and goes through the next time", async () => {
    const outcomes: string[] = [];
    for (let statements = 1; outcomes.at(-1) !== "started"; statements = Math.ceil(statements * 1.5)) {
      outcomes.push(await startCutAt(statements));
      // A server process ends a moment after its client said goodbye.
      while ((await connections()) > 0);
    }
    expect(outcomes.length).toBeGreaterThan(5);
    expect(await startCutAt(Infinity)).toBe("started");
  });
});
