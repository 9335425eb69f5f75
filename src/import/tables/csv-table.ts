import { createReadStream, type ReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { CsvError, parse, type Options, type Parser } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import iconv from "iconv-lite";
import { ImportError } from "../import-error.js";
import { encodings, textFileFormOf, type Encoding, type TextFileForm } from "./encoding.js";
import type { Table, TableRecord } from "./table.js";

/** The characters that may stand between the cells, as people name them. */
export const delimiters = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" } as const;

export type Delimiter = keyof typeof delimiters;

/** A delimiter by itself or by its name, such as `tab`; undefined for what is none. */
export function delimiterNamed(name: string): Delimiter | undefined {
  if (name === "\\t") return "\t";
  const all = Object.entries(delimiters) as [Delimiter, string][];
  return all.find(
    ([character, plural]) => name === character || plural.replace(/s$/, "") === name.toLowerCase().replace(/s$/, ""),
  )?.[0];
}

export interface CsvOptions {
  delimiter?: Delimiter | undefined;
  encoding?: Encoding | undefined;
  /** Whether a cell of the first row names a column that is wanted: the delimiter that yields most of them is right. */
  isColumn: (cell: string) => boolean;
}

/** A row longer than this is rather a quote that nobody closed. */
const longestRow = 1_000_000;
const headBytes = 64 * 1_024;

const remedies: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: "a quoted field never ends: close the quote.",
  CSV_MAX_RECORD_SIZE: "a row has more than 1,000,000 characters: close the quote that runs on, or shorten it.",
};

/** A file of text whose cells a character separates. What is not given of its form is recognised from its content. */
export async function openCsv(path: string, name: string, options: CsvOptions): Promise<Table> {
  const form = await textFileFormOf(path, options.encoding);
  const head = await headOf(path, form);
  const separator = separatorLine(head);
  const given = options.delimiter ?? separator?.delimiter;
  const table = separator ? head.replace(/^.*[\r\n]+/, "") : head;
  const { delimiter, quotedLines } = separationOf(table, form, given, options.isColumn);
  return {
    recognised: `${delimiters[delimiter]}${quotedLines ? " in quoted lines" : ""}, ${encodings[form.encoding]}`,
    delimiter,
    rows: () => rowsOf(path, name, { ...form, delimiter, quotedLines, skipFirst: separator !== null }),
  };
}

/** The beginning of the file as text. */
async function headOf(path: string, { encoding }: TextFileForm): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: headBytes - 1 }) as AsyncIterable<Buffer>) chunks.push(chunk);
  return iconv.decode(Buffer.concat(chunks), encoding);
}

/** The line `sep=;`, which names the delimiter for Excel. */
function separatorLine(head: string): { delimiter: Delimiter } | null {
  const found = /^"?sep=(.)"?[,;\t|]*[\r\n]/i.exec(head)?.[1];
  return found !== undefined && found in delimiters ? { delimiter: found as Delimiter } : null;
}

interface Separation {
  delimiter: Delimiter;
  /** Whether each line is one quoted cell that holds the cells, as programs write that take a line for a text. */
  quotedLines: boolean;
}

function separationOf(
  head: string,
  form: TextFileForm,
  given: Delimiter | undefined,
  isColumn: CsvOptions["isColumn"],
): Separation {
  const candidates = given === undefined ? (Object.keys(delimiters) as Delimiter[]) : [given];
  const rated = candidates.flatMap((delimiter) =>
    [false, true].map((quotedLines) => {
      const row = firstRow(head, form, delimiter);
      const header = quotedLines ? unquoted(row, delimiter) : row;
      return { delimiter, quotedLines, columns: header.filter(isColumn).length, cells: header.length };
    }),
  );
  return rated.sort((a, b) => b.columns - a.columns || b.cells - a.cells)[0]!;
}

/** The cells within a line that is quoted as a whole; others stay as they are. */
function unquoted(cells: string[], delimiter: Delimiter): string[] {
  const [line, ...others] = cells;
  if (!line?.includes(delimiter) || others.some((cell) => cell !== "")) return cells;
  const [inner = cells]: string[][] = parseAtOnce(line, { delimiter, relax_quotes: true, relax_column_count: true });
  return inner;
}

function firstRow(head: string, form: TextFileForm, delimiter: Delimiter): string[] {
  try {
    const [first = []]: string[][] = parseAtOnce(head, { ...common(form, delimiter), to: 1, skip_empty_lines: true });
    return first;
  } catch {
    return [];
  }
}

const common = ({ lineFeeds }: TextFileForm, delimiter: Delimiter) =>
  ({
    delimiter,
    relax_column_count: true,
    // A quote within a cell that does not begin with one is a character like any other.
    relax_quotes: true,
    record_delimiter: lineFeeds ? ["\r\n", "\n"] : ["\r"],
  }) satisfies Options;

interface CsvForm extends TextFileForm, Separation {
  /** Whether the first line only names the delimiter. */
  skipFirst: boolean;
}

async function* rowsOf(path: string, name: string, form: CsvForm): AsyncGenerator<TableRecord> {
  let line = 1;
  const { skipFirst, lineFeeds, quotedLines, delimiter } = form;
  const options: Options<Omit<TableRecord, "bytes">, string[]> = {
    ...common(form, form.delimiter),
    bom: true,
    max_record_size: longestRow,
    // Called while parsing, so that `line` is right when the next record fails. csv-parse's own count takes "\r\n" in a
    // field for two.
    on_record: (cells) => {
      const own = lineFeeds ? cells.map(withoutStrayReturn) : cells;
      const record = { line, cells: quotedLines ? unquoted(own, delimiter) : own };
      line += 1 + cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);
      return skipFirst && record.line === 1 ? null : record;
    },
  };
  const [file, parser] = opened(path, form, options);
  try {
    for await (const record of parser as AsyncIterable<Omit<TableRecord, "bytes">>)
      yield Object.assign(record, { bytes: file.bytesRead });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError(`${name}:${line}: is not CSV from here on: ${remedies[error.code] ?? error.message}`);
  }
}

/** In a file whose lines end with line feeds, a carriage return alone within a line was a space to who wrote it. */
const withoutStrayReturn = (cell: string): string =>
  cell.includes("\r") && !cell.includes("\n") ? cell.replace(/\r/g, " ") : cell;

const lineBreaks = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0;

function opened(
  path: string,
  { encoding }: TextFileForm,
  options: Options<never, string[]> | object,
): [ReadStream, Parser] {
  const file = createReadStream(path, { highWaterMark: 256 * 1_024 });
  const parser = parse(options as Options);
  // Errors of any of them reach whoever reads the parser; leaving the loop closes the file.
  if (encoding === "utf-8") pipeline(file, parser, () => undefined);
  else pipeline(file, iconv.decodeStream(encoding), parser, () => undefined);
  return [file, parser];
}
