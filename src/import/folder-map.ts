import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ImportError } from "./import-error.js";

const columns = z.record(z.string(), z.string().nullable());
const rules = z.record(
  z.string(),
  z.strictObject({ file: z.string().optional(), columns: columns.default({}) }).nullable(),
);

/**
 * What the files of a folder are and what their columns mean, by the names that they have there:
 * `{ "Leden 2026.xlsx": { "file": "members.csv", "columns": { "Voornaam": "first_name", "Opmerkingen": null } } }`.
 * A file or a column that is null is passed over.
 */
export type FolderMap = z.output<typeof rules>;

/** @throws ImportError when the file cannot be read or is no such map */
export async function readFolderMap(path: string): Promise<FolderMap> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ImportError(`The map ${path} cannot be read: ${error.message}.`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ImportError(`The map ${path} is not JSON: ${(error as Error).message}.`);
  }
  const { data, error } = rules.safeParse(value);
  if (data) return data;
  const [{ path: at, message }] = error.issues as [z.core.$ZodIssue];
  throw new ImportError(
    `The map ${path} is wrong at ${at.join(" › ") || "its beginning"}: ${message}. ` +
      `It looks like { "Leden.xlsx": { "file": "members.csv", "columns": { "Voornaam": "first_name", "Opmerkingen": null } } }.`,
  );
}
