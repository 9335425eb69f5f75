import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { readBinaryCopy } from "../../../core/database/binary-copy.js";
import { flag, interestOf, InterestStore, stances } from "./interest-store.js";
import { IdInterner } from "../../../core/collections/id-interner.js";

/** A member's `flags` in SQL: as `flag` says. */
export const flagsSql = `(CASE WHEN erased_at IS NULL THEN 1 ELSE 0 END
  + CASE WHEN matchable AND hidden_at IS NULL THEN 2 ELSE 0 END
  + CASE WHEN profile_visibility = 'MEMBERS' THEN 4 ELSE 0 END)`;

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
    const made = await read(client);
    await client.query("COMMIT");
    return made;
  } finally {
    await client.end();
  }
}

/** Reads the network into a new store, from one snapshot of the database, by binary COPY. */
export const loadSnapshot = (url: string): Promise<InterestStore> =>
  inSnapshot(url, async (client) => {
    const { rows } = await client.query<{ members: string; interests: string }>(
      "SELECT (SELECT count(*) FROM member) AS members, (SELECT count(*) FROM interest) AS interests",
    );
    return readStore(client, Number(rows[0]!.members), Number(rows[0]!.interests));
  });

async function readStore(client: pg.Client, members: number, interests: number): Promise<InterestStore> {
  const store = new InterestStore(Math.max(members, 16), 0);
  const themes = await client.query<{ id: string; broaderId: string | null }>(
    `SELECT id, broader_id AS "broaderId" FROM theme ORDER BY id`,
  );
  store.addThemes(themes.rows);
  const flags = new Uint8Array(members);
  await copy(client, `SELECT id, ${flagsSql}::int FROM member`, (bytes, [id, state]) => {
    flags[store.members.addWords(...wordsAt(bytes, id!))] = bytes.readInt32BE(state);
  });
  await copy(client, "SELECT member_id FROM account", (bytes, [id]) => {
    flags[store.members.findWords(...wordsAt(bytes, id!))]! |= flag.account;
  });
  const [owners, rows] = [new Uint32Array(interests), new Uint32Array(interests)];
  // In the order in which the store numbered them.
  const themeNumbers = new IdInterner();
  for (const { id } of themes.rows) themeNumbers.add(id);
  let row = 0;
  await copy(
    client,
    `SELECT member_id, theme_id, array_position('{${stances.join(",")}}'::stance[], stance) - 1 FROM interest`,
    (bytes, [member, theme, stance]) => {
      owners[row] = store.members.findWords(...wordsAt(bytes, member!));
      const number = themeNumbers.findWords(...wordsAt(bytes, theme!));
      rows[row++] = interestOf(number, bytes.readInt32BE(stance));
    },
  );
  store.fill(flags, owners, rows);
  return store;
}

/** The rows of a query by binary COPY: `row` gets the bytes and where each field begins. */
export const copy = (
  client: pg.Client,
  query: string,
  row: (bytes: Buffer, fields: number[], end: number) => void,
): Promise<void> => readBinaryCopy(client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`)), row);

/** The four words of a UUID. */
export const wordsAt = (bytes: Buffer, at: number): [number, number, number, number] => [
  bytes.readUInt32BE(at),
  bytes.readUInt32BE(at + 4),
  bytes.readUInt32BE(at + 8),
  bytes.readUInt32BE(at + 12),
];
