import { setTimeout as sleep } from "node:timers/promises";
import { acquireDataDirLock, acquireStartLock, DataDirInUseError, type DataDirLock } from "./data-dir-lock.js";
import { prepareDataDir } from "./data-dir.js";
import { PostgresCluster, SUPERUSER } from "./postgres-cluster.js";
import {
  connectionTo,
  ensureServer,
  stopServer,
  type PostgresLog,
  type Server,
  type Surroundings,
} from "./postgres-server.js";
import { isRunning } from "./process-identity.js";

export { DataDirInUseError };

const DATABASE = "ino";
const WATCH_MS = 100;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
/** A server that ran this long before it failed is started again at once. */
const STABLE_MS = 10_000;

export interface EmbeddedPostgresOptions {
  /** Created when missing. One service at a time runs on it. */
  dataDir: string;
  log: PostgresLog;
  /** Server settings by name, over the defaults. A server that is taken over keeps those it was started with. */
  settings?: Record<string, string>;
  /** `false` switches fsync off: for tests only. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Connection string of database `ino` as superuser, password included. It outlives a restart of the server. */
  readonly url: string;
  readonly port: number;
  /** Of the postmaster that runs now. */
  readonly pid: number;
  /** Stops PostgreSQL and resolves when it has exited. Can be called again. */
  stop(): Promise<void>;
}

function serverSettings({ settings, durable }: EmbeddedPostgresOptions): Record<string, string> {
  const unsafe = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  return {
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    // The detail of an error would write addresses and texts of members into the log.
    log_error_verbosity: "terse",
    ...(durable === false ? unsafe : {}),
    ...settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
  };
}

async function createDatabase({ client }: DataDirLock): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
}

/** Keeps the server and the session that holds the data directory alive until it is stopped. */
class SupervisedPostgres implements EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  private readonly watch: NodeJS.Timeout;
  private readyAt = performance.now();
  private delay = 0;
  private recovery: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly stopping: AbortController,
    private server: Server,
    private lock: DataDirLock,
  ) {
    const { password } = surroundings.cluster;
    this.port = server.port;
    this.url = urlOf(password, this.port);
    this.watch = setInterval(() => this.check(), WATCH_MS).unref();
  }

  get pid(): number {
    return this.server.process.pid;
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.shutDown());
  }

  private check(): void {
    if (isRunning(this.server.process) && this.lock.isHeld()) return;
    this.recovery ??= this.recover().finally(() => (this.recovery = undefined));
  }

  private async recover(): Promise<void> {
    const { log, signal } = this.surroundings;
    if (performance.now() - this.readyAt > STABLE_MS) this.delay = 0;
    while (!signal.aborted) {
      try {
        await sleep(this.delay, undefined, { signal });
        this.delay = Math.min(Math.max(this.delay * 2, FIRST_DELAY_MS), LONGEST_DELAY_MS);
        await this.restore();
        this.readyAt = performance.now();
        return;
      } catch (error) {
        if (signal.aborted) return;
        log("PostgreSQL is not back yet", { error: (error as Error).message, retryInMs: this.delay }, "error");
      }
    }
  }

  private async restore(): Promise<void> {
    const { cluster, log, signal } = this.surroundings;
    if (!isRunning(this.server.process)) {
      log("PostgreSQL has ended unexpectedly; starting it again", { pid: this.pid }, "error");
      const releaseStartLock = await acquireStartLock(cluster.dataDir, signal);
      try {
        this.server = await ensureServer(this.surroundings, this.port);
      } finally {
        await releaseStartLock();
      }
    } else {
      log("the session that holds the data directory was lost; taking it again", {}, "warn");
    }
    await this.lock.release();
    this.lock = await acquireDataDirLock(connectionTo(cluster, this.port), cluster.dataDir);
  }

  private async shutDown(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.watch);
    await this.recovery;
    try {
      // The shutdown ends the session that holds the directory, so nobody gets in while the server is still running.
      await stopServer(this.surroundings, this.server);
    } finally {
      await this.lock.release();
    }
    this.surroundings.log("stopped PostgreSQL", { pid: this.pid });
  }
}

const urlOf = (password: string, port: number): string =>
  `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;

/**
 * Joins the PostgreSQL of the service that runs on the directory; for commands that work beside it.
 * @throws DataDirInUseError when the service there is only just starting, or stopping
 */
export async function joinEmbeddedPostgres(inUse: DataDirInUseError, dataDir: string): Promise<string> {
  const cluster = await PostgresCluster.open(dataDir, true);
  const running = await cluster.readPidFile();
  if (running?.status !== "ready") throw inUse;
  return urlOf(cluster.password, running.port);
}

/**
 * Runs PostgreSQL under `<dataDir>/postgres`: creates it at the first start, takes it over when an earlier service was
 * killed, and starts it again when it dies.
 * @throws DataDirInUseError when another service runs on the directory
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = await prepareDataDir(options.dataDir);
  const stopping = new AbortController();
  const releaseStartLock = await acquireStartLock(dataDir);
  try {
    const cluster = await PostgresCluster.open(dataDir, options.durable !== false);
    const surroundings = { cluster, settings: serverSettings(options), log: options.log, signal: stopping.signal };
    const server = await ensureServer(surroundings);
    let lock: DataDirLock | undefined;
    try {
      lock = await acquireDataDirLock(connectionTo(cluster, server.port), dataDir);
      await createDatabase(lock);
    } catch (error) {
      await lock?.release();
      // A server that somebody else holds is not ours to stop.
      if (!(error instanceof DataDirInUseError)) await stopServer(surroundings, server);
      throw error;
    }
    return new SupervisedPostgres(surroundings, stopping, server, lock);
  } finally {
    await releaseStartLock();
  }
}
