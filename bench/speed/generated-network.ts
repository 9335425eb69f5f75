import pg from "pg";
import { searchRules } from "../../src/core/search/searched-table.js";

/** What a generated network holds. */
export interface NetworkSize {
  members: number;
  themes: number;
  /** Themes that others are narrower ones of; 0 for a flat vocabulary. */
  broader: number;
  /** By default none. Each has two themes, a comment and the support of one member on average. */
  ideas?: number;
}

export const themeSlug = (number: number): string => `theme-${number}`;

const organisations = 2_000;
const filled = [
  "organisation",
  "theme",
  "member",
  "account",
  "interest",
  "gathering_series",
  "gathering",
  "registration",
];
const filledToo = ["collaboration", "collaboration_member", "idea", "idea_theme", "comment", "support"];
const sectors = "'{GOVERNMENT,LOCAL_GOVERNMENT,ACADEMIA,BUSINESS,CIVIL_SOCIETY,OTHER}'::sector[]";
const given = "'{Amina,Bart,Charlotte,Dirk,Els,Fatima,Geert,Hanne,Ibrahim,Jolien,Koen,Lotte,Mehmet,Nele,Ruben,Sara}'";
const family = "'{Aerts,Bogaert,Claes,De Smet,El Amrani,Goossens,Jacobs,Maes,Peeters,Thijs,Van Damme,Wouters,Yilmaz}'";

/** Ids like UUIDv7s in the order of the numbers, and numbers that look random, always the same for the same seed. */
const functions = `
  CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(1735689600000 + number), 12, '0') || '7' || substr(md5(kind || number), 1, 3)
      || '8' || substr(md5(kind || number), 4, 15))::uuid $$;
  CREATE FUNCTION pg_temp.random(number bigint, seed bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashint8extended(number, seed) & 9007199254740991)::float8 / 9007199254740992 $$;
  CREATE FUNCTION pg_temp.below(limits bigint, number bigint, seed bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT floor(limits * pg_temp.random(number, seed))::bigint $$`;

/**
 * Fills an empty, migrated database, in SQL alone. Theme n is as popular as 1/n (Zipf's law with exponent 1); members
 * have 7 interests on average, 70 % FOLLOWS, 15 % SEEKS, 15 % OFFERS; half as many collaborations and registrations as
 * members. Broader themes and the narrower ones of each are spread over all popularities.
 */
export async function generateNetwork(url: string, size: NetworkSize): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off");
    await client.query("SET maintenance_work_mem = '512MB'");
    await client.query("SET work_mem = '256MB'");
    await client.query(functions);
    await withoutIndexes(client, [...filled, ...filledToo], async () => {
      // As made by the present rules, so that no process makes their vectors again while others are measured.
      await setSearchRules(client, searchRules);
      for (const statement of statements(size)) await client.query(statement);
      await setSearchRules(client, 0);
    });
    await client.query("VACUUM (ANALYZE)");
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

function statements({ members, themes, broader, ideas = 0 }: NetworkSize): string[] {
  const everyTheme = `generate_series(1, ${themes}) AS n`;
  const everyMember = `generate_series(1, ${members}) AS n`;
  const gatherings = Math.max(10, Math.ceil(members / 1_000));
  const inSeries = 10;
  const step = broader === 0 ? 0 : themes / broader;
  /** The number of the broader theme with this place, in the middle of its share of all popularities. */
  const broaderNumber = (place: string): string => `floor((${place} + 0.5) * ${step})::int + 1`;
  const isBroader = `n IN (SELECT ${broaderNumber("place")} FROM generate_series(0, ${broader - 1}) AS place)`;
  return [
    `INSERT INTO organisation (id, name, sector)
      SELECT pg_temp.id('organisation', n), 'Organisatie ' || n, (${sectors})[1 + n % 6]
      FROM generate_series(1, ${organisations}) AS n`,
    `INSERT INTO theme (id, slug, label_nl, label_en)
      SELECT pg_temp.id('theme', n), 'theme-' || n, 'Thema ' || n, 'Theme ' || n FROM ${everyTheme}`,
    broader === 0
      ? "SELECT"
      : `UPDATE theme SET broader_id = pg_temp.id('theme', ${broaderNumber(`n % ${broader}`)}) FROM ${everyTheme}
         WHERE id = pg_temp.id('theme', n) AND NOT ${isBroader}`,
    `INSERT INTO member (id, name, headline, organisation_id, sector, experience, languages, joined_at, profile_visibility,
        share_attendance)
      SELECT pg_temp.id('member', n),
        (${given}::text[])[1 + pg_temp.below(16, n, 1)] || ' ' || (${family}::text[])[1 + pg_temp.below(13, n, 2)],
        'Wil samen iets nieuws proberen', pg_temp.id('organisation', 1 + works), (${sectors})[1 + (works + 1) % 6],
        'PRACTITIONER', '{NL}', timestamptz '2024-01-01' + n * interval '1 second', 'EVERYBODY', true
      FROM ${everyMember} CROSS JOIN LATERAL (SELECT pg_temp.below(${organisations}, n, 3) AS works OFFSET 0) AS at`,
    `INSERT INTO account (member_id, email) SELECT pg_temp.id('member', n), 'member-' || n || '@bench.example' FROM ${everyMember}`,
    // 3 to 12 draws, which leave 7 different themes on average.
    `CREATE TEMP TABLE drawn AS
      SELECT DISTINCT n, 1 + width_bucket(pg_temp.random(n::bigint * 16 + draw, 5), (
        SELECT array_agg(below ORDER BY theme) FROM (
          SELECT theme, sum(1.0::float8 / theme) OVER (ORDER BY theme) / sum(1.0::float8 / theme) OVER () AS below
          FROM generate_series(1, ${themes}) AS theme) AS zipf WHERE theme < ${themes})) AS theme
      FROM ${everyMember} CROSS JOIN LATERAL generate_series(1, 3 + pg_temp.below(10, n, 4)) AS draw`,
    `CREATE TEMP TABLE theme_id AS SELECT n, pg_temp.id('theme', n) AS id FROM ${everyTheme}`,
    `INSERT INTO interest (member_id, theme_id, stance)
      SELECT pg_temp.id('member', drawn.n), theme_id.id,
        CASE WHEN chance < 0.7 THEN 'FOLLOWS' WHEN chance < 0.85 THEN 'SEEKS' ELSE 'OFFERS' END::stance
      FROM drawn JOIN theme_id ON theme_id.n = theme
      CROSS JOIN LATERAL (SELECT pg_temp.random(drawn.n::bigint * 4096 + theme, 6) AS chance OFFSET 0) AS told`,
    "DROP TABLE drawn, theme_id",
    `INSERT INTO collaboration (id, started_at)
      SELECT pg_temp.id('collaboration', n), timestamptz '2025-01-01' + n * interval '1 second'
      FROM generate_series(1, ${members} / 2) AS n`,
    // Somebody, and who is up to 1,000 places further on.
    `INSERT INTO collaboration_member (collaboration_id, member_id)
      SELECT pg_temp.id('collaboration', n), pg_temp.id('member', 1 + (one + further) % ${members})
      FROM generate_series(1, ${members} / 2) AS n
      CROSS JOIN LATERAL (SELECT pg_temp.below(${members}, n, 7) AS one, 1 + pg_temp.below(${Math.min(1_000, members - 1)}, n, 8) AS other OFFSET 0) AS pair
      CROSS JOIN LATERAL (VALUES (0), (other)) AS place (further)`,
    `INSERT INTO gathering_series (id, title, recurrence, time_zone)
      SELECT pg_temp.id('gathering_series', n), 'Reeks ' || n, 'FREQ=HOURLY;COUNT=${inSeries}', 'Europe/Brussels'
      FROM generate_series(0, ${gatherings} / ${inSeries}) AS n`,
    `INSERT INTO gathering (id, title, format, starts_at, series_id)
      SELECT pg_temp.id('gathering', n), 'Bijeenkomst ' || n, 'OPEN_EXCHANGE', timestamptz '2025-06-01' + n * interval '1 hour',
        pg_temp.id('gathering_series', n / ${inSeries})
      FROM generate_series(1, ${gatherings}) AS n`,
    `INSERT INTO registration (id, gathering_id, member_id, status, registered_at)
      SELECT pg_temp.id('registration', n), pg_temp.id('gathering', 1 + pg_temp.below(${gatherings}, n, 9)),
        pg_temp.id('member', n), 'GOING', timestamptz '2025-05-01' + n * interval '1 second'
      FROM ${everyMember} WHERE n % 2 = 0`,
    ...(ideas > 0 ? ideaStatements({ members, themes, ideas }) : []),
  ];
}

function ideaStatements({
  members,
  themes,
  ideas,
}: Pick<Required<NetworkSize>, "members" | "themes" | "ideas">): string[] {
  const everyIdea = `generate_series(1, ${ideas}) AS n`;
  const member = (seed: number): string => `pg_temp.id('member', 1 + pg_temp.below(${members}, n, ${seed}))`;
  // Theme n about as popular as 1/n: the inverse of the logarithm is near enough here.
  const theme = (seed: number): string =>
    `pg_temp.id('theme', least(${themes}, floor(power(${themes}::float8, pg_temp.random(n, ${seed})))::bigint))`;
  return [
    `INSERT INTO idea (id, kind, title, body, language, author_id, posted_at)
      SELECT pg_temp.id('idea', n), (enum_range(NULL::idea_kind))[1 + n % 4],
        'Idee ' || n || ' over ' || (${family}::text[])[1 + pg_temp.below(13, n, 12)],
        'Samen iets nieuws proberen met ' || (${given}::text[])[1 + pg_temp.below(16, n, 13)] || ' in de buurt, stap ' || n % 1000,
        'NL', ${member(10)}, timestamptz '2024-01-01' + n * interval '1 minute'
      FROM ${everyIdea}`,
    `INSERT INTO idea_theme (idea_id, theme_id, position)
      SELECT pg_temp.id('idea', n), ${theme(14)}, 0 FROM ${everyIdea}
      UNION ALL SELECT pg_temp.id('idea', n), ${theme(15)}, 1 FROM ${everyIdea} WHERE ${theme(14)} <> ${theme(15)}`,
    `INSERT INTO comment (id, idea_id, author_id, reply_to_id, body, posted_at)
      SELECT pg_temp.id('comment', n), pg_temp.id('idea', at), ${member(16)},
        CASE WHEN n % 10 = 0 THEN pg_temp.id('comment', n - 1) END, 'Een reactie ' || n, timestamptz '2024-06-01' + n * interval '1 minute'
      FROM ${everyIdea} CROSS JOIN LATERAL (SELECT 1 + pg_temp.below(${ideas}, n - (n % 10 = 0)::int, 17) AS at OFFSET 0) AS place`,
    `INSERT INTO support (idea_id, member_id, supported_at)
      SELECT pg_temp.id('idea', 1 + pg_temp.below(${ideas}, n, 18)), ${member(19)}, timestamptz '2024-06-01'
      FROM ${everyIdea} ON CONFLICT DO NOTHING`,
  ];
}

async function setSearchRules(client: pg.Client, value: number): Promise<void> {
  for (const table of ["organisation", "theme", "member", "idea"])
    await client.query(`ALTER TABLE ${table} ALTER search_rules SET DEFAULT ${value}`);
}

/** Rows go in several times faster when indexes and foreign keys are made again after them. */
async function withoutIndexes(client: pg.Client, tables: string[], fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::regclass[])
     UNION ALL
     SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     FROM pg_index WHERE indrelid = ANY($1::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [tables],
  );
  for (const { drop } of rows) await client.query(drop);
  await fill();
  // Indexes first: what follows reads by them.
  for (const { make } of rows.toReversed()) await client.query(make);
}

/** Members of the network, always the same for the same seed, as if they were drawn at random. */
export async function someMembers(url: string, count: number, seed: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      "SELECT id FROM member ORDER BY hashtextextended(id::text, $2), id LIMIT $1",
      [count, seed],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

export async function countInterests(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>("SELECT count(*) AS count FROM interest");
    return Number(rows[0]!.count);
  } finally {
    await client.end();
  }
}
