import type pg from "pg";
import { copyRows, inSnapshot, uuidWordsAt } from "../../../core/database/snapshot.js";
import { flag, interestOf, InterestStore, stances } from "./interest-store.js";
import { IdInterner } from "../../../core/collections/id-interner.js";

/** A member's `flags` in SQL: as `flag` says. */
export const flagsSql = `(CASE WHEN erased_at IS NULL THEN 1 ELSE 0 END
  + CASE WHEN matchable AND hidden_at IS NULL THEN 2 ELSE 0 END
  + CASE WHEN profile_visibility = 'MEMBERS' THEN 4 ELSE 0 END)`;

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
  await copyRows(client, `SELECT id, ${flagsSql}::int FROM member`, (bytes, [id, state]) => {
    flags[store.members.addWords(...uuidWordsAt(bytes, id!))] = bytes.readInt32BE(state);
  });
  await copyRows(client, "SELECT member_id FROM account", (bytes, [id]) => {
    flags[store.members.findWords(...uuidWordsAt(bytes, id!))]! |= flag.account;
  });
  const [owners, rows] = [new Uint32Array(interests), new Uint32Array(interests)];
  // In the order in which the store numbered them.
  const themeNumbers = new IdInterner();
  for (const { id } of themes.rows) themeNumbers.add(id);
  let row = 0;
  await copyRows(
    client,
    `SELECT member_id, theme_id, array_position('{${stances.join(",")}}'::stance[], stance) - 1 FROM interest`,
    (bytes, [member, theme, stance]) => {
      owners[row] = store.members.findWords(...uuidWordsAt(bytes, member!));
      const number = themeNumbers.findWords(...uuidWordsAt(bytes, theme!));
      rows[row++] = interestOf(number, bytes.readInt32BE(stance));
    },
  );
  store.fill(flags, owners, rows);
  return store;
}
