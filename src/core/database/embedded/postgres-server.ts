import { createServer, type AddressInfo } from "node:net";
import { realpath } from "node:fs/promises";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { SUPERUSER, type PostgresCluster } from "./postgres-cluster.js";
import { identifyProcess, isPidTaken, isPostgresOf, isRunning, type ProcessIdentity } from "./process-identity.js";

const POLL_MS = 20;
const READY_LIMIT_MS = 60_000;
const UNREACHABLE_MS = 5_000;
const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;
const SPAWN_LIMIT_MS = 10_000;
const SPAWN_RETRY_MS = 100;
const PASSING_FAILURES = ["could not create any TCP/IP sockets", "pre-existing shared memory block"];

/** A running PostgreSQL. */
export interface Server {
  process: ProcessIdentity;
  port: number;
}

/** At level info unless another one is given. */
export type PostgresLog = (message: string, details?: object, level?: "info" | "warn" | "error") => void;

export interface Surroundings {
  cluster: PostgresCluster;
  settings: Record<string, string>;
  log: PostgresLog;
  signal: AbortSignal;
}

export function connectionTo(cluster: PostgresCluster, port: number): ClientConfig {
  return {
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: "postgres",
    ssl: false,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, "127.0.0.1"), "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function servesThisFolder(cluster: PostgresCluster, port: number): Promise<boolean> {
  const client = new Client(connectionTo(cluster, port));
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return (await realpath(rows[0]?.data_directory ?? "").catch(() => "")) === cluster.folder;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits until the server answers with our password. The pid file is asked first: it tells when to try, and a client
 * that keeps knocking on a closed port of its own machine can end up connected to itself.
 */
async function waitUntilReady(
  { cluster, signal }: Surroundings,
  server: Server,
): Promise<"ready" | "exited" | "not ours"> {
  const deadline = performance.now() + READY_LIMIT_MS;
  let refusedSince: number | undefined;
  let reason = "it is still starting";
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    if (!isRunning(server.process)) return "exited";
    const pidFile = await cluster.readPidFile();
    if (pidFile?.pid === server.process.pid && pidFile.status === "ready") {
      server.port = pidFile.port;
      try {
        return (await servesThisFolder(cluster, server.port)) ? "ready" : "not ours";
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === "28P01") {
          throw new Error(`PostgreSQL in ${cluster.folder} refuses the password in postgres-password beside it.`, {
            cause: error,
          });
        }
        // It says it is ready and nobody listens: started by hand with other settings.
        refusedSince = code === "ECONNREFUSED" ? (refusedSince ?? performance.now()) : undefined;
        if (refusedSince !== undefined && performance.now() - refusedSince > UNREACHABLE_MS) return "not ours";
        reason = message;
      }
    }
    await sleep(POLL_MS);
  }
  throw new Error(
    `PostgreSQL (process ${server.process.pid}) in ${cluster.folder} was not ready within ${READY_LIMIT_MS / 1000} s: ` +
      `${reason}. The end of ${cluster.logFile}:\n${await cluster.logTail()}`,
  );
}

async function waitForExit(identity: ProcessIdentity, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function sendSignal(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    if (isRunning(identity)) process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Fast shutdown; immediate shutdown when that takes more than 10 s. Resolves when the process is gone. */
export async function stopServer({ cluster, log }: Omit<Surroundings, "signal">, server: Server): Promise<void> {
  if (process.platform === "win32") return cluster.stopWithPgCtl();
  sendSignal(server.process, "SIGINT");
  if (await waitForExit(server.process, FAST_SHUTDOWN_MS)) return;
  log("PostgreSQL does not stop; shutting it down at once", { pid: server.process.pid }, "warn");
  sendSignal(server.process, "SIGQUIT");
  if (await waitForExit(server.process, IMMEDIATE_SHUTDOWN_MS)) return;
  log("PostgreSQL did not stop", { pid: server.process.pid }, "error");
}

/** Takes over the server a killed service left running; undefined when there is none and one can be started. */
async function takeOver(surroundings: Surroundings): Promise<Server | undefined> {
  const { cluster, log } = surroundings;
  const pidFile = await cluster.readPidFile();
  if (pidFile === undefined) return undefined;
  const found = identifyProcess(pidFile.pid);
  const verified = found !== undefined && (await isPostgresOf(cluster.folder, pidFile.pid));
  if (verified === false) {
    // PostgreSQL replaces the file of a process that is gone, but takes a zombie or an unrelated process for a server.
    if (isPidTaken(pidFile.pid)) await cluster.removePidFile();
    return undefined;
  }
  const server = { process: found, port: pidFile.port };
  const state = await waitUntilReady(surroundings, server);
  if (state === "ready") {
    log("found PostgreSQL running", { pid: found.pid, port: server.port });
    return server;
  }
  // It ended just now, and may be a zombie that PostgreSQL would take for a server.
  if (state === "exited" && isPidTaken(pidFile.pid)) await cluster.removePidFile();
  if (state === "not ours" && verified === true) {
    log("stopping a PostgreSQL that cannot be reached", { pid: found.pid });
    await stopServer(surroundings, server);
  }
  return undefined;
}

async function spawnServer(surroundings: Surroundings, port: number): Promise<Server> {
  const { cluster, settings, log } = surroundings;
  const child = await cluster.spawnServer({ ...settings, port: String(port) });
  const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
  const server = { process: identity ?? { pid: child.pid ?? 0, startedAt: "" }, port };
  let ready = false;
  try {
    ready = identity !== undefined && (await waitUntilReady(surroundings, server)) === "ready";
  } finally {
    if (!ready) await stopServer(surroundings, server);
  }
  if (ready) {
    log("started PostgreSQL", { pid: server.process.pid, port });
    return server;
  }
  // The process is gone; Node may still have to hear how it ended.
  while (child.exitCode === null && child.signalCode === null) await sleep(POLL_MS);
  const exit = child.signalCode ?? `code ${child.exitCode}`;
  const tail = await cluster.logTail();
  throw new Error(`PostgreSQL ended at its start (${exit}). The end of ${cluster.logFile}:\n${tail}`);
}

/** The running server of the cluster, or a new one: on the given port, else on one that is free. */
export async function ensureServer(surroundings: Surroundings, port?: number): Promise<Server> {
  const running = await takeOver(surroundings);
  if (running !== undefined) {
    if (port === undefined || running.port === port) return running;
    throw new Error(
      `PostgreSQL in ${surroundings.cluster.folder} was started by someone else, on port ${running.port}.`,
    );
  }
  const deadline = performance.now() + SPAWN_LIMIT_MS;
  for (;;) {
    try {
      return await spawnServer(surroundings, port ?? (await findFreePort()));
    } catch (error) {
      // Somebody took the port in between, or processes of a killed server are still on their way out.
      const passing = PASSING_FAILURES.some((failure) => (error as Error).message.includes(failure));
      if (port !== undefined || !passing || performance.now() > deadline) throw error;
      await sleep(SPAWN_RETRY_MS, undefined, { signal: surroundings.signal });
    }
  }
}
