import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { readBinaryCopy } from "./binary-copy.js";
import { interestOf, InterestStore, stances } from "./interest-store.js";
import { IdNumbers } from "./id-numbers.js";

/** A member's `flags` in SQL: as `flag` says. */
export const flagsSql = `(CASE WHEN erased_at IS NULL THEN 1 ELSE 0 END
  + CASE WHEN matchable AND hidden_at IS NULL THEN 2 ELSE 0 END
  + CASE WHEN profile_visibility = 'MEMBERS' THEN 4 ELSE 0 END)`;

/** All interests as they were at one position of the event log. */
export interface Snapshot {
  store: InterestStore;
  position: number;
}

/**
 * Reads the network into a new store, from one snapshot of the database, by binary COPY on a connection of its own. The position is
 * that of the last event in the same snapshot: whatever comes later in the log was not seen.
 */
export async function loadSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "ino-index",
    connectionTimeoutMillis: 2_500,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const counts = await client.query<{ position: string; members: string; interests: string }>(`
      SELECT coalesce((SELECT max(position) FROM event), 0) AS position, (SELECT count(*) FROM member) AS members,
        (SELECT count(*) FROM interest) AS interests`);
    const { position, members, interests } = counts.rows[0]!;
    const store = await readStore(client, Number(members), Number(interests));
    await client.query("COMMIT");
    return { store, position: Number(position) };
  } finally {
    await client.end();
  }
}

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
  const [owners, rows] = [new Uint32Array(interests), new Uint32Array(interests)];
  // In the order in which the store numbered them.
  const themeNumbers = new IdNumbers();
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

const copy = (
  client: pg.Client,
  query: string,
  row: (bytes: Buffer, fields: number[], end: number) => void,
): Promise<void> => readBinaryCopy(client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`)), row);

const wordsAt = (bytes: Buffer, at: number): [number, number, number, number] => [
  bytes.readUInt32BE(at),
  bytes.readUInt32BE(at + 4),
  bytes.readUInt32BE(at + 8),
  bytes.readUInt32BE(at + 12),
];
