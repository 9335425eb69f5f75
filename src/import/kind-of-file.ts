import { basename, extname } from "node:path";
import { foldedWord } from "./cells/folded-word.js";
import type { ImportFile } from "./import-file.js";
import { firstRow, withoutEmptyEnd } from "./tables/first-row.js";
import { namesColumn, readHeader } from "./tables/header.js";
import { openTable } from "./tables/open-table.js";
import type { CsvOptions } from "./tables/csv-table.js";

/** What kind of file one is that is called otherwise. */

/** By what others call it, whatever the case, the accents, the singular and the year in the name. */
export const kindByName = (name: string, formats: readonly ImportFile[]): ImportFile | undefined =>
  formats.find((format) => [format.name, ...format.alsoNamed].some((one) => stem(one) === stem(name)));

/** A file's name without what people vary. */
const stem = (name: string): string =>
  foldedWord(basename(name, extname(name)))
    .replace(/\d+/g, "")
    .replace(/s$/, "");

/** By its header: the kind that has the most of its columns, all that must be there among them. */
export async function kindByHeader(
  path: string,
  name: string,
  formats: readonly ImportFile[],
  reading: Omit<CsvOptions, "isColumn">,
): Promise<ImportFile | undefined> {
  const isColumn = namesColumn(formats.flatMap(({ columns }) => columns));
  // A file that cannot be read shows nothing.
  const first = await openTable(path, name, { ...reading, isColumn })
    .then((table) => firstRow(table.rows()))
    .catch(() => null);
  if (first === null) return undefined;
  const cells = withoutEmptyEnd(first.cells);
  const rated = formats
    .map((format) => {
      const { columns, problems } = readHeader(cells, format.columns, { guess: true, ignoreUnknown: true });
      return { format, known: problems.length > 0 ? 0 : columns.filter((column) => typeof column === "string").length };
    })
    .filter(({ known }) => known > cells.length / 2)
    .sort((a, b) => b.known - a.known);
  return rated[0]?.known === rated[1]?.known ? undefined : rated[0]!.format;
}
