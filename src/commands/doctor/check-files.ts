import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Config } from "../../config.js";
import { findingsAbout, type Finding } from "./finding.js";

const { ok, warning, problem } = findingsAbout("files");
const disk = findingsAbout("disk");

const mib = 2 ** 20;
/** Below the first, an administrator should act; below the second, PostgreSQL may end at any moment. */
const freeMib = { warning: 1_024, problem: 128 };
const secretFiles = ["auth-secret", "postgres-password", "backup-key"];

/** Whether the service can use DATA_DIR and ERASURE_LOG, others cannot read its secrets, and the disk has room. */
export async function checkFiles({ dataDir, erasureLog }: Config): Promise<Finding[]> {
  const existing = await nearest(dataDir);
  const findings: Finding[] = [];
  if (!(await isWritable(existing)))
    findings.push(
      problem(
        `DATA_DIR ${dataDir} cannot be written to`,
        `Give the user of the service the right to write to ${existing}.`,
      ),
    );
  else
    findings.push(
      ok(existing === dataDir ? `DATA_DIR is ${dataDir}` : `DATA_DIR ${dataDir} is made at the first start`),
    );
  if (existing === dataDir) findings.push(...(await readableByOthers(dataDir)));
  if (!(await isWritable(await nearest(erasureLog))))
    findings.push(
      problem(
        `ERASURE_LOG ${erasureLog} cannot be written to: nobody can be erased`,
        "Give the user of the service the right to write to it, or set ERASURE_LOG to another file.",
      ),
    );
  findings.push(await freeSpace(existing));
  return findings;
}

async function readableByOthers(dataDir: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of secretFiles) {
    const file = join(dataDir, name);
    const mode = (await stat(file).catch(() => null))?.mode ?? 0;
    if ((mode & 0o077) !== 0) findings.push(warning(`other users can read ${file}`, `Run: chmod 600 ${file}`));
  }
  return findings;
}

async function freeSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / mib);
  const text = `${free} MiB are free where DATA_DIR is`;
  const remedy = "Free space there, or set DATA_DIR to a folder on another disk.";
  if (free < freeMib.problem) return disk.problem(text, remedy);
  return free < freeMib.warning ? disk.warning(text, remedy) : disk.ok(text);
}

/** The path, or the closest folder above it that exists. */
async function nearest(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder))
    if ((await stat(folder).catch(() => null)) !== null || dirname(folder) === folder) return folder;
}

const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
