import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { foldedWord } from "./cells/folded-word.js";
import type { FolderMap } from "./folder-map.js";
import { ImportError } from "./import-error.js";
import type { ImportFile } from "./import-file.js";
import { reportedKind } from "./report-columns.js";
import type { Delimiter } from "./tables/csv-table.js";
import type { Encoding } from "./tables/encoding.js";
import { namesColumn, readHeader, type Header } from "./tables/header.js";
import { openTable, tableEndings, type Table } from "./tables/table.js";

/** How the files of a folder are read, as far as their content should not decide. */
export interface FolderReading {
  delimiter?: Delimiter | undefined;
  encoding?: Encoding | undefined;
  map?: FolderMap | undefined;
  ignoreUnknown?: boolean | undefined;
  guess?: boolean | undefined;
}

export interface FoundFile {
  /** As it is called in the folder. */
  name: string;
  /** In bytes. */
  size: number;
  format: ImportFile;
  table: Table;
  header: Header;
  /** The cells of its header. */
  names: string[];
  /** The line of the header. */
  headerLine: number;
}

export interface FoundFolder {
  files: FoundFile[];
  /** Files with rows that are not read, as their names are none of the format's. */
  passedOver: string[];
  /** Those among them whose names are nearly right, with what to do. */
  misnamed: { file: string; reason: string }[];
}

/**
 * The files to import in a folder, or one file alone, checked as far as is possible without reading their rows.
 * @throws ImportError with all problems
 */
export async function filesOf(
  path: string,
  formats: readonly ImportFile[],
  reading: FolderReading,
): Promise<FoundFolder> {
  const { folder, names } = await listed(path);
  const problems: string[] = [];
  const claims = new Map<ImportFile, string>();
  const unknown: string[] = [];
  const claim = (format: ImportFile, name: string): void => {
    if (claims.has(format)) problems.push(`${claims.get(format)} and ${name} are both ${format.name}: keep one.`);
    else claims.set(format, name);
  };
  for (const name of names) {
    const format = formatOf(name, formats, reading.map?.[name]?.file, problems);
    if (format === null) unknown.push(name);
    else claim(format, name);
  }
  const named = new Set(claims.keys());
  const others: string[] = [];
  for (const name of unknown) {
    const format = await reportedFormat(join(folder, name), name, formats, reading);
    if (format === null || named.has(format)) others.push(name);
    else claim(format, name);
  }
  for (const name of Object.keys(reading.map ?? {}))
    if (!names.includes(name)) problems.push(`The map names ${name}, which is not in ${folder}.`);
  const misnamed = others.flatMap((name) => {
    const meant = formats.find((format) => stem(format.name) === stem(name));
    return meant ? [{ file: name, reason: `is not read: rename it to ${nameLike(meant, name)}.` }] : [];
  });
  const misnamedLines = misnamed.map(({ file, reason }) => `${file}: ${reason}`);
  if (claims.size === 0 && problems.length === 0)
    throw new ImportError(
      [
        `The folder ${folder} has none of the files to import: ${formats.map(({ name }) => name).join(", ")}.`,
        ...misnamedLines,
      ].join("\n"),
    );
  const files: FoundFile[] = [];
  for (const format of formats) {
    const name = claims.get(format);
    if (name !== undefined) files.push(await opened(format, join(folder, name), name, reading, problems));
  }
  if (problems.length > 0) throw new ImportError([...problems, ...misnamedLines].join("\n"));
  return { files, misnamed, passedOver: others.filter((name) => !misnamed.some(({ file }) => file === name)) };
}

async function listed(path: string): Promise<{ folder: string; names: string[] }> {
  const failed = (error: NodeJS.ErrnoException): never => {
    throw new ImportError(
      `The folder ${path} cannot be read: ${error.code === "ENOENT" ? "it does not exist" : error.message}.`,
    );
  };
  const isFile = (await stat(path).catch(failed)).isFile();
  const folder = isFile ? dirname(path) : path;
  const names = isFile ? [basename(path)] : await readdir(path).catch(failed);
  // Those that begin so are copies that an office program makes while it has the file open.
  const tables = names.filter(
    (name) => tableEndings.includes(extname(name).toLowerCase()) && !/^(?:~\$|\.)/.test(name),
  );
  return { folder, names: tables.sort() };
}

/** The format of a file: as the map has it, or by its name, which may end otherwise than the format's own. */
function formatOf(
  name: string,
  formats: readonly ImportFile[],
  mapped: string | undefined,
  problems: string[],
): ImportFile | null {
  if (mapped === undefined) return formats.find((format) => baseName(format.name) === baseName(name)) ?? null;
  const format = formats.find((one) => one.name === mapped || baseName(one.name) === mapped);
  if (!format)
    problems.push(
      `The map takes ${name} for ${mapped}, which is none of ${formats.map((one) => one.name).join(", ")}.`,
    );
  return format ?? null;
}

/** The format of the rows in a report on bad rows, by its header; null for any other file. */
async function reportedFormat(
  path: string,
  name: string,
  formats: readonly ImportFile[],
  { delimiter, encoding }: FolderReading,
): Promise<ImportFile | null> {
  const isColumn = (cell: string): boolean => reportedKind([cell]) !== null;
  try {
    const first = await firstRow(await openTable(path, name, { delimiter, encoding, isColumn }));
    const kind = first && reportedKind(first.cells);
    return formats.find((format) => format.name === kind) ?? null;
  } catch {
    return null;
  }
}

const baseName = (name: string): string => basename(name, extname(name));

/** A file's name without what people vary: case, accents, and the singular. */
const stem = (name: string): string => foldedWord(baseName(name)).replace(/s$/, "");

const nameLike = (format: ImportFile, name: string): string => `${baseName(format.name)}${extname(name).toLowerCase()}`;

async function opened(
  format: ImportFile,
  path: string,
  name: string,
  reading: FolderReading,
  problems: string[],
): Promise<FoundFile> {
  try {
    const map = reading.map?.[name]?.columns;
    const { delimiter, encoding } = reading;
    const table = await openTable(path, name, { delimiter, encoding, isColumn: namesColumn(format.columns, map) });
    const first = await firstRow(table);
    if (first === null) throw new ImportError(`${name}: is empty: give it a header, or take it away.`);
    const names = withoutEmptyEnd(first.cells);
    const header = readHeader(names, format.columns, { ...reading, map });
    problems.push(...header.problems.map((problem) => `${name}:${first.line}: ${problem}`));
    return { name, format, table, header, names, headerLine: first.line, size: (await stat(path)).size };
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(`${name}: cannot be read: ${(error as Error).message}.`);
  }
}

async function firstRow(table: Table): Promise<{ line: number; cells: string[] } | null> {
  for await (const { line, cells } of table.rows()) if (!isBlank(cells)) return { line, cells };
  return null;
}

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

/** Without the cells at the end that hold nothing, as spreadsheets leave them behind. */
export const withoutEmptyEnd = (cells: readonly string[]): string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
