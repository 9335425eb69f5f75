import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, readFile, rename, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { hasErrorCode } from "./data-dir.js";
import { isRunning, ownProcessToken, parseProcessToken } from "./process-identity.js";

const APPLICATION_NAME = "ino-data-dir-lock";
/** The letters `ino-data` as one number. */
const LOCK_KEY = "7597131862168925281";
const DEAD_HOLDER_MS = 2_000;
const START_LOCK_WAIT_MS = 90_000;
const UNREADABLE_LOCK_MS = 2_000;
const RELEASE_MS = 2_000;

/** Another service runs on this data directory. */
export class DataDirInUseError extends Error {
  override name = "DataDirInUseError";

  constructor(dataDir: string, holder?: number) {
    super(
      `The data directory ${dataDir} is in use by another service${holder === undefined ? "" : ` (process ${holder})`}. ` +
        "Stop that one, start this one with another DATA_DIR, or give both the same database through DATABASE_URL.",
    );
  }
}

export interface DataDirLock {
  client: Client;
  /** False once the session has ended, whoever ended it. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** Moves a dead holder's lock aside; puts it back if another start replaced it in between. */
async function removeStaleLock(file: string, content: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await readFile(aside, "utf8")) !== content) {
    await copyFile(aside, file, constants.COPYFILE_EXCL).catch(() => undefined);
  }
  await unlink(aside);
}

/**
 * Lets one start at a time work on the directory; a second one waits for the first. PostgreSQL's own pid file and the
 * renaming of a finished cluster would keep two starts from doing harm; this keeps them from meeting at all.
 * @returns the function that gives the lock back
 */
export async function acquireStartLock(dataDir: string, signal?: AbortSignal): Promise<() => Promise<void>> {
  const file = path.join(dataDir, "postgres-start.lock");
  const own = `${ownProcessToken()} ${randomUUID()}`;
  const deadline = performance.now() + START_LOCK_WAIT_MS;
  let unreadableSince: number | undefined;
  for (;;) {
    try {
      await writeFile(file, own, { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (!hasErrorCode(error, "EEXIST")) throw error;
    }
    signal?.throwIfAborted();
    const content = await readFile(file, "utf8").catch((error: unknown) => {
      if (hasErrorCode(error, "ENOENT")) return undefined;
      throw error;
    });
    if (content === undefined) continue;
    const holder = parseProcessToken(content.split(" ")[0] ?? "");
    // Empty for a moment after its creation, for good after a power failure.
    if (holder) unreadableSince = undefined;
    else unreadableSince ??= performance.now();
    const isStale = holder ? !isRunning(holder) : performance.now() - unreadableSince! > UNREADABLE_LOCK_MS;
    if (isStale) await removeStaleLock(file, content);
    else if (performance.now() > deadline) throw new DataDirInUseError(dataDir, holder?.pid);
    else await sleep(20);
  }
  return async () => {
    if ((await readFile(file, "utf8").catch(() => "")) === own) await unlink(file).catch(() => undefined);
  };
}

async function findHolder(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT a.application_name
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32) | l.objid::bigint = $1::bigint`,
    [LOCK_KEY],
  );
  return rows[0]?.application_name;
}

async function lockSession(client: Client, dataDir: string): Promise<void> {
  const deadline = performance.now() + DEAD_HOLDER_MS;
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_lock($1) AS locked", [LOCK_KEY]);
    if (rows[0]?.locked === true) return;
    const application = await findHolder(client);
    const holder = parseProcessToken(application?.slice(APPLICATION_NAME.length + 1) ?? "");
    const alive = application !== undefined && (holder === undefined || isRunning(holder));
    // The session of a killed process goes away as soon as its backend sees the closed connection.
    if (alive || performance.now() > deadline) throw new DataDirInUseError(dataDir, holder?.pid);
    await sleep(20);
  }
}

/**
 * Marks the data directory as this process's for as long as the returned session lives.
 * @throws DataDirInUseError when another living process has it
 */
export async function acquireDataDirLock(connection: ClientConfig, dataDir: string): Promise<DataDirLock> {
  const client = new Client({
    ...connection,
    application_name: `${APPLICATION_NAME} ${ownProcessToken()}`,
    options: "-c idle_session_timeout=0",
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  let held = false;
  // The end follows every error; without a listener an error would end the process.
  client.on("error", () => undefined);
  client.on("end", () => (held = false));
  const release = async (): Promise<void> => {
    held = false;
    const timeout = new AbortController();
    // A server that hangs does not say goodbye.
    const limit = sleep(RELEASE_MS, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([client.end().catch(() => undefined), limit]);
    timeout.abort();
  };
  try {
    await client.connect();
    await lockSession(client, dataDir);
    held = true;
    return { client, isHeld: () => held, release };
  } catch (error) {
    await release();
    throw error;
  }
}
