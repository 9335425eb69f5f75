import { open } from "node:fs/promises";

/** What file systems say that have no way to have a folder's entries on disk. */
const unsupported = new Set(["EINVAL", "EPERM", "EISDIR", "ENOTSUP", "EOPNOTSUPP", "EBADF"]);

/**
 * Resolves when the entries of a folder are on disk, such as a new file or a renaming, which a power failure could undo
 * otherwise. Where the file system cannot tell, as on Windows and on some shares, it is left to it.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (!unsupported.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await handle.close();
  }
}
