import { statfs } from "node:fs/promises";
import { StartError } from "../errors/start-error.js";
import { foundDiskFull } from "./failures.js";

const systemCodes = new Set(["ENOSPC", "EDQUOT"]);
const systemMessage = /No space left on device|Disk quota exceeded/;

/**
 * The error that ended a start, as a line for the administrator when a disk is full: that of `dataDir`, or that of the
 * server of DATABASE_URL.
 */
export async function startErrorOf(error: unknown, dataDir: string, databaseUrl: string | undefined): Promise<unknown> {
  const onDataDir = chainOf(error).some(
    ({ code, message }) => systemCodes.has(code ?? "") || systemMessage.test(message ?? ""),
  );
  const inDatabase = chainOf(error).some(foundDiskFull);
  if (inDatabase && databaseUrl !== undefined)
    return new StartError("The disk of the database of DATABASE_URL is full: free space there, then start again.", {
      cause: error,
    });
  if (!onDataDir && !inDatabase) return error;
  return new StartError(
    `The disk of DATA_DIR (${dataDir}) is full${await freeSpace(dataDir)}: free space there, or set DATA_DIR to a ` +
      "folder on another disk, then start again.",
    { cause: error },
  );
}

/** The error and what caused it, the innermost last. */
function chainOf(error: unknown): { code?: string; message?: string }[] {
  const chain: { code?: string; message?: string; cause?: unknown }[] = [];
  for (let link = error; link instanceof Error && chain.length < 10; link = link.cause) chain.push(link);
  return chain;
}

async function freeSpace(folder: string): Promise<string> {
  const disk = await statfs(folder).catch(() => null);
  return disk === null ? "" : `, ${Math.floor((disk.bavail * disk.bsize) / 2 ** 20)} MiB are free`;
}
