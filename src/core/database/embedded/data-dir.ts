import { randomBytes } from "node:crypto";
import { access, chmod, chown, constants, mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { chooseAccount } from "./postgres-launcher.js";

export function hasErrorCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/** Creates the data directory if it is missing and returns its real path. */
export async function prepareDataDir(folder: string): Promise<string> {
  const dataDir = path.resolve(folder);
  await mkdir(path.dirname(dataDir), { recursive: true });
  try {
    await mkdir(dataDir, { mode: 0o700 });
    const account = await chooseAccount([]);
    if (account !== undefined) {
      // Root's own folder: PostgreSQL's account may pass through to the cluster inside, and list or read nothing.
      await chown(dataDir, 0, account.gid);
      await chmod(dataDir, 0o710);
    }
  } catch (error) {
    if (!hasErrorCode(error, "EEXIST")) throw error;
  }
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(
      `This account may not write to the data directory ${dataDir}. Start the service as the account that made it, ` +
        "give it to this one with chown -R, or set DATA_DIR to another folder.",
      { cause },
    );
  }
  return realpath(dataDir);
}

/** What root leaves in another account's folder stays usable when that account starts the service itself. */
export async function giveToOwnerOf(folder: string, file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  if (uid !== 0) await chown(file, uid, gid);
}

/** Writes a file that only its owner can read, and returns once it is on disk. */
export async function writeSecret(file: string, content: string): Promise<void> {
  await rm(file, { force: true });
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(`${content}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The superuser's password, made at the first start. The caller holds the start lock. */
export async function readPassword(dataDir: string, clusterExists: boolean): Promise<string> {
  const file = path.join(dataDir, "postgres-password");
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (!hasErrorCode(error, "ENOENT")) throw error;
  }
  if (clusterExists)
    throw new Error(`${file} is missing. Restore it: without it nobody can open the database beside it.`);
  const password = randomBytes(32).toString("base64url");
  await writeSecret(`${file}.tmp`, password);
  await giveToOwnerOf(dataDir, `${file}.tmp`);
  await rename(`${file}.tmp`, file);
  return password;
}
