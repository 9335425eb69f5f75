/** What is wrong with a backup, its key or the database that it is to be restored into; printed as one line. */
export class BackupError extends Error {}

/** The error of a file that cannot be opened, read or written, with the file's name. */
export function fileError(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new BackupError(`There is no file or folder ${file}.`);
  if (code === "EEXIST") return new BackupError(`The file ${file} exists already: choose another name.`);
  if (code === "ENOSPC") return new BackupError(`The disk of ${file} is full.`);
  return code === "EACCES" || code === "EISDIR" || code === "EROFS"
    ? new BackupError(`The file ${file} cannot be used: ${(error as Error).message}.`)
    : error;
}
