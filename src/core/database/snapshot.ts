import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { readBinaryCopy } from "./binary-copy.js";

/** Runs `read` on a connection of its own that sees the database as it is at one moment. */
export async function inSnapshot<T>(url: string, read: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "ino-index",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const result = await read(client);
    await client.query("COMMIT");
    return result;
  } finally {
    await client.end();
  }
}

/** The rows of a query by binary COPY: `row` gets the bytes and where each field begins. */
export const copyRows = (
  client: pg.Client,
  query: string,
  row: (bytes: Buffer, fields: number[], end: number) => void,
): Promise<void> => readBinaryCopy(client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`)), row);

/** The four words of a UUID. */
export const uuidWordsAt = (bytes: Buffer, at: number): [number, number, number, number] => [
  bytes.readUInt32BE(at),
  bytes.readUInt32BE(at + 4),
  bytes.readUInt32BE(at + 8),
  bytes.readUInt32BE(at + 12),
];
