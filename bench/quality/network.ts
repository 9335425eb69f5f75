import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { BenchError } from "../bench-error.js";

/**
 * A folder as plain arrays. Members have dense numbers in the order of their ids in the service, as its tie rule goes.
 */
export interface BenchNetwork {
  /** The service's ids. */
  ids: string[];
  organisations: (string | null)[];
  /** Of each member: dense numbers of themes. */
  interests: number[][];
  themeCount: number;
  /** Of each member: collaborators that the service may know, and those that are held out. */
  known: Set<number>[];
  heldOut: Set<number>[];
}

/** A member of the folder as the service holds it. */
export interface Imported {
  id: string;
  sourceId: string;
  organisation: string | null;
}

/** `imported` in the order of their ids. */
export async function readNetwork(folder: string, imported: Imported[]): Promise<BenchNetwork> {
  const numbers = new Map(imported.map(({ sourceId }, number) => [sourceId, number]));
  const themes = new Map<string, number>();
  const interests = imported.map((): number[] => []);
  for (const { member, theme } of await rows(folder, "interests.csv")) {
    const number = numbers.get(member ?? "");
    if (number === undefined || theme === undefined) continue;
    if (!themes.has(theme)) themes.set(theme, themes.size);
    interests[number]!.push(themes.get(theme)!);
  }
  const links = async (file: string): Promise<Set<number>[]> => {
    const found = imported.map(() => new Set<number>());
    for (const { member_a, member_b } of await rows(folder, file)) {
      const a = numbers.get(member_a ?? "");
      const b = numbers.get(member_b ?? "");
      if (a === undefined || b === undefined || a === b) continue;
      found[a]!.add(b);
      found[b]!.add(a);
    }
    return found;
  };
  return {
    ids: imported.map(({ id }) => id),
    organisations: imported.map(({ organisation }) => organisation),
    interests,
    themeCount: themes.size,
    known: await links("collaborations.csv"),
    heldOut: await links("held-out-links.csv"),
  };
}

/** The folder can be measured: it is there, and has members and held-out links. */
export async function checkFolder(folder: string): Promise<void> {
  for (const file of ["members.csv", "held-out-links.csv"])
    await access(join(folder, file)).catch(() => {
      throw new BenchError(`There is no ${join(folder, file)}: name a folder in the import format that has one.`);
    });
}

async function rows(folder: string, file: string): Promise<Record<string, string>[]> {
  const text = await readFile(join(folder, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return parse<Record<string, string>>(text, { columns: true, bom: true, skip_empty_lines: true });
}
