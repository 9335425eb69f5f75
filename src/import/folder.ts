import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readCsv } from "./csv-file.js";
import { ImportError } from "./import-error.js";
import { shown } from "./invalid-row.js";
import type { ImportFile, ImportFileName } from "./import-file.js";

export interface FoundFile {
  name: ImportFileName;
  path: string;
  /** In bytes. */
  size: number;
  header: string[];
  format: ImportFile;
}

/** The folder's files that can be imported, checked as far as is possible without reading their rows. */
export async function filesOf(folder: string, importFiles: readonly ImportFile[]): Promise<FoundFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(
      `The folder ${folder} cannot be read: ${error.code === "ENOENT" ? "it does not exist" : error.message}.`,
    );
  });
  const known = importFiles.filter(({ name }) => names.includes(name));
  if (known.length === 0)
    throw new ImportError(
      `The folder ${folder} has none of the files to import: ${importFiles.map(({ name }) => name).join(", ")}.`,
    );
  const problems: string[] = [];
  const found: FoundFile[] = [];
  for (const format of known) found.push(await opened(format, join(folder, format.name), problems));
  if (problems.length > 0) throw new ImportError(problems.join("\n"));
  return found;
}

async function opened(format: ImportFile, path: string, problems: string[]): Promise<FoundFile> {
  const { name } = format;
  try {
    const header = await headerOf(path, name);
    problems.push(...headerProblems(format, header));
    return { name, path, header, format, size: (await stat(path)).size };
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(`${name}: cannot be read: ${(error as Error).message}.`);
  }
}

async function headerOf(path: string, name: string): Promise<string[]> {
  for await (const { cells } of readCsv(path, name)) return cells.map((cell) => cell.trim());
  throw new ImportError(`${name}: is empty: give it a header, or take it away.`);
}

function headerProblems({ name, columns }: ImportFile, header: string[]): string[] {
  const list = columns.map((column) => column.name).join(", ");
  const unknown = header.filter((column) => !columns.some((known) => known.name === column));
  const missing = columns.filter((column) => column.required && !header.includes(column.name));
  const twice = header.filter((column, index) => header.indexOf(column) !== index);
  return [
    ...unknown.map((column) => `${name}:1: the column ${shown(column)} is unknown; the columns are ${list}.`),
    ...missing.map((column) => `${name}:1: the column ${column.name} is missing; the columns are ${list}.`),
    ...twice.map((column) => `${name}:1: the column ${shown(column)} stands there twice: keep one.`),
  ];
}
