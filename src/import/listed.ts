import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ImportError } from "./import-error.js";

/** Hidden files, and copies that an office program makes while it has a file open. */
const hidden = /^(?:\.|~\$|(?:thumbs\.db|desktop\.ini)$)/i;

/**
 * The names of the files in a folder, or of one file alone.
 * @throws ImportError when it cannot be read
 */
export async function listed(
  path: string,
  besides: readonly string[] = [],
): Promise<{ folder: string; names: string[] }> {
  const failed = (error: NodeJS.ErrnoException): never => {
    throw new ImportError(
      `The folder ${path} cannot be read: ${error.code === "ENOENT" ? "it does not exist" : error.message}.`,
    );
  };
  if ((await stat(path).catch(failed)).isFile()) return { folder: dirname(path), names: [basename(path)] };
  const entries = await readdir(path, { withFileTypes: true }).catch(failed);
  const passedOver = new Set(besides.map((file) => resolve(file)));
  const names = entries
    .filter((entry) => !entry.isDirectory() && !hidden.test(entry.name))
    .map((entry) => entry.name)
    .filter((name) => !passedOver.has(resolve(join(path, name))));
  return { folder: path, names: names.sort() };
}
