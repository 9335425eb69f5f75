import { createReadStream, type ReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { CsvError, parse, type Options, type Parser } from "csv-parse";
import { ImportError } from "./import-error.js";

export interface CsvRecord {
  /** Where it starts, counted from 1; the header is on line 1. */
  line: number;
  cells: string[];
}

/** A row longer than this is rather a quote that nobody closed. */
const longestRow = 1_000_000;

const remedies: Record<string, string> = {
  INVALID_OPENING_QUOTE:
    "a quote stands inside a field: put the whole field between quotes and double the quotes in it.",
  CSV_INVALID_CLOSING_QUOTE: "text follows a closing quote: double the quotes inside a quoted field.",
  CSV_QUOTE_NOT_CLOSED: "a quoted field never ends: close the quote.",
  CSV_MAX_RECORD_SIZE: "a row has more than 1,000,000 characters: close the quote that runs on, or shorten it.",
};

/** The records of a CSV file, header first, with the bytes read so far. */
export async function* readCsv(path: string, name: string): AsyncGenerator<CsvRecord & { bytes: number }> {
  let line = 1;
  const options: Options<CsvRecord, string[]> = {
    bom: true,
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: longestRow,
    // Called while parsing, so that `line` is right when the next record fails. csv-parse's own count takes "\r\n" in a
    // field for two.
    on_record: (cells) => {
      const record = { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      const blank = cells.length === 1 && cells[0] === "";
      return blank ? null : record;
    },
  };
  const [file, parser] = opened(path, options);
  try {
    for await (const record of parser as AsyncIterable<CsvRecord>)
      yield Object.assign(record, { bytes: file.bytesRead });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError(`${name}:${line}: is not CSV from here on: ${remedies[error.code] ?? error.message}`);
  }
}

function opened(path: string, options: Options<CsvRecord, string[]>): [ReadStream, Parser] {
  const file = createReadStream(path, { highWaterMark: 256 * 1_024 });
  const parser = parse(options as unknown as Options);
  // Errors of either reach whoever reads the parser; leaving the loop closes the file.
  pipeline(file, parser, () => undefined);
  return [file, parser];
}
