import { stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { FolderMap } from "./folder-map.js";
import { ImportError } from "./import-error.js";
import type { ImportFile } from "./import-file.js";
import { kindByHeader, kindByName } from "./kind-of-file.js";
import { listed } from "./listed.js";
import { reportedKind } from "./report-columns.js";
import type { Delimiter } from "./tables/csv-table.js";
import type { Encoding } from "./tables/encoding.js";
import { firstRow, withoutEmptyEnd } from "./tables/first-row.js";
import { namesColumn, readHeader, type Header } from "./tables/header.js";
import { isTable, openTable } from "./tables/open-table.js";
import type { Table } from "./tables/table.js";

/** How the files of a folder are read, as far as their content should not decide. */
export interface FolderReading {
  delimiter?: Delimiter | undefined;
  encoding?: Encoding | undefined;
  map?: FolderMap | undefined;
  ignoreUnknown?: boolean | undefined;
  guess?: boolean | undefined;
  /** Files that may lie in the folder and are no part of it, such as the map. */
  besides?: readonly string[] | undefined;
}

export interface FoundFile {
  /** As it is called in the folder. */
  name: string;
  /** In bytes. */
  size: number;
  format: ImportFile;
  /** Whether its name or its header were taken as a hint of its kind. */
  isGuess: boolean;
  table: Table;
  header: Header;
  /** The cells of its header. */
  names: string[];
  /** The line of the header. */
  headerLine: number;
}

/** A file that is not read, and what to do about it. */
export interface UnreadFile {
  file: string;
  reason: string;
  /** Whether it is most likely meant to be: by its name, or by its header where no other file is of that kind. */
  isMeant: boolean;
}

export interface FoundFolder {
  files: FoundFile[];
  unread: UnreadFile[];
  /** Why the folder cannot be imported. */
  faults: string[];
}

/**
 * The files to import in a folder, or one file alone, checked as far as is possible without reading their rows.
 * @throws ImportError when there is no such folder
 */
export async function filesOf(
  path: string,
  formats: readonly ImportFile[],
  reading: FolderReading,
): Promise<FoundFolder> {
  const { folder, names: all } = await listed(path, reading.besides);
  const names = all.filter((name) => reading.map?.[name] !== null);
  const faults: string[] = [];
  const claims = new Map<ImportFile, string>();
  const unknown: string[] = [];
  const claim = (format: ImportFile, name: string): void => {
    if (claims.has(format)) faults.push(`${claims.get(format)} and ${name} are both ${format.name}: keep one.`);
    else claims.set(format, name);
  };
  for (const name of names) {
    const format = isTable(name) ? formatOf(name, formats, reading.map?.[name]?.file, faults) : null;
    if (format === null) unknown.push(name);
    else claim(format, name);
  }
  const named = new Set(claims.keys());
  const others: string[] = [];
  for (const name of unknown) {
    const format = isTable(name) ? await reportedFormat(join(folder, name), name, formats, reading) : null;
    if (format === null || named.has(format)) others.push(name);
    else claim(format, name);
  }
  for (const name of Object.keys(reading.map ?? {}))
    if (!all.includes(name)) faults.push(`The map names ${name}, which is not in ${folder}.`);
  const unread = await guessed(others, { folder, formats, reading, claims });
  if (claims.size === 0 && faults.length === 0)
    faults.push(`The folder ${folder} has none of the files to import: ${formats.map(({ name }) => name).join(", ")}.`);
  const files: FoundFile[] = [];
  for (const format of formats) {
    const name = claims.get(format);
    const file = name === undefined ? null : await opened(format, join(folder, name), name, reading, faults);
    if (file !== null) files.push({ ...file, isGuess: others.includes(file.name) });
  }
  return { files, unread, faults };
}

/** The format of a file: as the map has it, or by its name, which may end otherwise than the format's own. */
function formatOf(
  name: string,
  formats: readonly ImportFile[],
  mapped: string | undefined,
  faults: string[],
): ImportFile | null {
  if (mapped === undefined) return formats.find((format) => baseName(format.name) === baseName(name)) ?? null;
  const format = formats.find((one) => one.name === mapped || baseName(one.name) === mapped);
  if (!format)
    faults.push(`The map takes ${name} for ${mapped}, which is none of ${formats.map((one) => one.name).join(", ")}.`);
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
    const table = await openTable(path, name, { delimiter, encoding, isColumn });
    const first = await firstRow(table.rows());
    const kind = first && reportedKind(first.cells);
    return formats.find((format) => format.name === kind) ?? null;
  } catch {
    return null;
  }
}

const baseName = (name: string): string => basename(name, extname(name));

interface Guessing {
  folder: string;
  formats: readonly ImportFile[];
  reading: FolderReading;
  /** Gets the files that are taken for what they look like. */
  claims: Map<ImportFile, string>;
}

/** What to do about files whose names are none of the format's, unless they are taken for what they look like. */
async function guessed(
  names: readonly string[],
  { folder, formats, reading, claims }: Guessing,
): Promise<UnreadFile[]> {
  const likely: { name: string; format: ImportFile | undefined; isNamed: boolean }[] = [];
  const unnamed: string[] = [];
  for (const name of names) {
    const format = kindByName(name, formats);
    if (format) likely.push({ name, format, isNamed: true });
    else unnamed.push(name);
  }
  // A name says more than a header.
  for (const name of unnamed)
    likely.push({
      name,
      format: isTable(name) ? await kindByHeader(join(folder, name), name, formats, reading) : undefined,
      isNamed: false,
    });
  return likely.flatMap(({ name, format, isNamed }) => {
    const isFree = format !== undefined && !claims.has(format);
    if (!isFree || !isTable(name) || reading.guess !== true)
      return [{ file: name, reason: remedy(name, format, isFree), isMeant: isNamed || isFree }];
    claims.set(format, name);
    return [];
  });
}

function remedy(name: string, format: ImportFile | undefined, isFree: boolean): string {
  const own = format && baseName(format.name);
  if (!isTable(name))
    return `is not read: save it as ${own === undefined ? "CSV or .xlsx" : `${own}.csv or ${own}.xlsx`}, or pass over it with --map.`;
  if (own === undefined)
    return "is not read: rename it to one of the files that --help lists, or say with --map which of them it is, or null for none.";
  if (!isFree)
    return `is not read, as it looks like a second ${format!.name}: say with --map what it is, or null for nothing.`;
  return `is not read: rename it to ${own}${extname(name).toLowerCase()}, or import with --guess or --map.`;
}

async function opened(
  format: ImportFile,
  path: string,
  name: string,
  reading: FolderReading,
  faults: string[],
): Promise<Omit<FoundFile, "isGuess"> | null> {
  try {
    const map = reading.map?.[name]?.columns;
    const { delimiter, encoding } = reading;
    const table = await openTable(path, name, { delimiter, encoding, isColumn: namesColumn(format.columns, map) });
    const first = await firstRow(table.rows());
    if (first === null) throw new ImportError(`${name}: is empty: give it a header, or take it away.`);
    const names = withoutEmptyEnd(first.cells);
    const header = readHeader(names, format.columns, { ...reading, map });
    faults.push(...header.problems.map((problem) => `${name}:${first.line}: ${problem}`));
    return { name, format, table, header, names, headerLine: first.line, size: (await stat(path)).size };
  } catch (error) {
    faults.push(error instanceof ImportError ? error.message : `${name}: cannot be read: ${(error as Error).message}.`);
    return null;
  }
}
