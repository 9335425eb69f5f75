import { z } from "zod";

/** The version of the format that this service writes, and the only one that it reads. */
export const formatVersion = 1;
export const manifestName = "manifest.json";

/** Names go into statements. Whoever has the public key can write a backup, so they are checked as other input is. */
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const digits = z.string().regex(/^\d{1,19}$/);

const tableManifest = z.object({
  name,
  columns: z.array(name).min(1),
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  /** Of the bytes of all pieces together, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifest = z.object({
  format: z.literal(formatVersion),
  /** When the snapshot was taken. */
  takenAt: z.iso.datetime(),
  /** The version of the service, as in package.json. */
  service: z.string(),
  /** The version of the PostgreSQL server. */
  postgres: z.string(),
  /** The migrations that the database had, in the order of their time stamps. */
  migrations: z.array(z.string().regex(/^[A-Za-z0-9]{1,100}$/)).min(1),
  tables: z.array(tableManifest),
  sequences: z.array(z.object({ name, lastValue: digits, isCalled: z.boolean() })),
  /** The parts of partitioned tables, each for the values from `from` to before `to`. */
  partitions: z.array(z.object({ table: name, name, from: digits, to: digits })),
});

/** What a backup contains; its last entry. */
export type Manifest = z.infer<typeof manifest>;
export type TableManifest = z.infer<typeof tableManifest>;

/** The manifest in these bytes; null when they hold none that this version reads. */
export function parseManifest(bytes: Buffer): Manifest | null {
  try {
    return manifest.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}

/** The name of a piece of a table, counted from 1. */
export const pieceName = (table: string, piece: number): string =>
  `tables/${table}/${String(piece).padStart(6, "0")}.copy`;

/** The table that a piece belongs to; null for another entry. */
export const tableOfPiece = (entry: string): string | null =>
  /^tables\/([a-z0-9_]+)\/\d{6,}\.copy$/.exec(entry)?.[1] ?? null;
