import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chown, lchown, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { giveToOwnerOf, hasErrorCode, readPassword, writeSecret } from "./data-dir.js";
import { syncFolder } from "./sync-folder.js";
import {
  chooseAccount,
  createLauncher,
  launchEnvironment,
  loadPostgresBinaries,
  type Account,
  type Launcher,
  type PostgresBinaries,
} from "./postgres-launcher.js";

export const SUPERUSER = "ino";
const INIT_PREFIX = "postgres-init-";
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const LOG_TAIL_LINES = 12;

/** What `postmaster.pid` says about the server. */
export interface PidFile {
  pid: number;
  port: number;
  status: string;
}

/** One PostgreSQL cluster in `<dataDir>/postgres`: its files, and the programs that work on them. */
export class PostgresCluster {
  readonly logFile: string;
  private launcher: Launcher | undefined;
  private logStart = 0;

  private constructor(
    readonly dataDir: string,
    private readonly binaries: PostgresBinaries,
    private readonly account: Account | undefined,
    readonly folder: string,
    readonly password: string,
  ) {
    this.logFile = path.join(dataDir, "postgres.log");
  }

  /** Opens the cluster of the directory; creates it at the first start. The caller holds the start lock. */
  static async open(dataDir: string, durable: boolean): Promise<PostgresCluster> {
    const folder = path.join(dataDir, "postgres");
    const binaries = await loadPostgresBinaries();
    const account = await chooseAccount([folder, dataDir]);
    const content = await readdir(folder).catch((error: unknown): string[] => {
      if (hasErrorCode(error, "ENOENT")) return [];
      throw error;
    });
    const exists = content.includes("PG_VERSION");
    if (!exists && content.length > 0) throw new Error(`${folder} holds files that are not a PostgreSQL cluster.`);
    const password = await readPassword(dataDir, exists);
    // The folder may be a link to another disk; the server reports where it really is.
    const cluster = new PostgresCluster(dataDir, binaries, account, exists ? await realpath(folder) : folder, password);
    await cluster.removeUnfinished();
    if (!exists) await cluster.initialise(durable);
    return cluster;
  }

  async readPidFile(): Promise<PidFile | undefined> {
    const text = await readFile(path.join(this.folder, "postmaster.pid"), "utf8").catch(() => "");
    const lines = text.split("\n").map((line) => line.trim());
    // A server in single-user mode writes its pid negative.
    const pid = Math.abs(Number(lines[0]));
    return pid > 0 ? { pid, port: Number(lines[3]), status: lines[7] ?? "" } : undefined;
  }

  /**
   * For the pid file of a server that is gone; should its children live on, their shared memory still guards the data.
   */
  async removePidFile(): Promise<void> {
    await rm(path.join(this.folder, "postmaster.pid"), { force: true });
  }

  /**
   * Starts the server in a process group of its own, so that Ctrl-C reaches the service, which stops the server last.
   */
  async spawnServer(settings: Record<string, string>): Promise<ChildProcess> {
    await this.takeOwnership();
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const [command, args, options] = (await this.launch())(this.binaries.postgres, ["-D", this.folder, ...flags]);
    const log = await this.openLog();
    try {
      const child = spawn(command, args, {
        ...options,
        cwd: path.parse(this.folder).root,
        env: launchEnvironment(),
        // A file, not a pipe: a server that outlives a killed parent must still be able to write.
        stdio: ["ignore", log.fd, log.fd],
        detached: true,
        windowsHide: true,
      });
      await once(child, "spawn");
      child.on("error", () => undefined).unref();
      return child;
    } finally {
      await log.close();
    }
  }

  /** Windows has no signals to ask for an orderly end with. */
  async stopWithPgCtl(): Promise<void> {
    await this.run(this.binaries.pg_ctl, ["stop", "-D", this.folder, "-m", "fast", "-w"]);
  }

  /** The last lines the server wrote since it was last started. */
  async logTail(): Promise<string> {
    const text = await readFile(this.logFile).catch(() => Buffer.alloc(0));
    const lines = text.subarray(this.logStart).toString("utf8").trimEnd().split("\n");
    return lines.slice(-LOG_TAIL_LINES).join("\n");
  }

  private async launch(): Promise<Launcher> {
    return (this.launcher ??= await createLauncher(this.account, this.dataDir, this.binaries));
  }

  private async run(program: string, programArgs: string[]): Promise<void> {
    const [command, args, options] = (await this.launch())(program, programArgs);
    const child = spawn(command, args, {
      ...options,
      cwd: path.parse(this.folder).root,
      env: launchEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    if (code === 0) return;
    throw new Error(`${path.basename(program)} failed (${signal ?? `exit code ${code}`}): ${output.trim()}`);
  }

  /** Under the start lock whatever is half-finished was left by a start that was killed. */
  private async removeUnfinished(): Promise<void> {
    const names = await readdir(this.dataDir);
    for (const name of names.filter((entry) => entry.startsWith(INIT_PREFIX))) {
      // An orphaned initdb may still be writing there: what it leaves now goes with the next start.
      const removal = rm(path.join(this.dataDir, name), { recursive: true, force: true, maxRetries: 3 });
      await removal.catch(() => undefined);
    }
  }

  /** Makes the cluster beside its final place and renames it, so that a killed initdb leaves no half cluster behind. */
  private async initialise(durable: boolean): Promise<void> {
    const work = path.join(this.dataDir, `${INIT_PREFIX}${randomUUID()}`);
    const passwordFile = path.join(work, "password");
    const fresh = path.join(work, "cluster");
    try {
      await mkdir(fresh, { recursive: true, mode: 0o700 });
      await writeSecret(passwordFile, this.password);
      if (this.account !== undefined) {
        for (const entry of [work, fresh, passwordFile]) await chown(entry, this.account.uid, this.account.gid);
      }
      await this.run(this.binaries.initdb, [
        `--pgdata=${fresh}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The same order and case rules on every machine, whatever locales it has.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
        "--no-instructions",
        ...(durable ? [] : ["--no-sync"]),
      ]);
      await rename(fresh, this.folder);
      if (durable) await syncFolder(this.dataDir);
    } finally {
      await rm(work, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** A cluster that root copied or restored belongs to root, and the server could not open it. */
  private async takeOwnership(): Promise<void> {
    if (this.account === undefined || (await stat(this.folder)).uid === this.account.uid) return;
    const { uid, gid } = this.account;
    for (const entry of await readdir(this.folder, { recursive: true })) {
      await lchown(path.join(this.folder, entry), uid, gid);
    }
    await chown(this.folder, uid, gid);
  }

  private async openLog(): Promise<Awaited<ReturnType<typeof open>>> {
    const size = (await stat(this.logFile).catch(() => undefined))?.size ?? 0;
    if (size > LOG_LIMIT_BYTES) await rename(this.logFile, `${this.logFile}.1`);
    const log = await open(this.logFile, "a", 0o600);
    await giveToOwnerOf(this.dataDir, this.logFile);
    this.logStart = (await log.stat()).size;
    return log;
  }
}
