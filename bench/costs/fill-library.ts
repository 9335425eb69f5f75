import pg from "pg";
import { searchRules } from "../../src/core/search/searched-table.js";

/** How much of each there is beside the generated network. */
export const librarySize = {
  practices: 20_000,
  messages: 2_000,
  tracks: 500,
  enrolments: 50_000,
  themeSuggestions: 2_000,
};

const id = (kind: string, n = "n"): string => `md5('${kind}' || ${n})::uuid`;
const oneOf = (table: string, n = "n"): string =>
  `(SELECT ids[1 + (${n} * 7919) % array_length(ids, 1)] FROM some_${table})`;

const at = (n: string): string => `timestamptz '2025-01-01' + ${n} * interval '1 minute'`;

/**
 * Practices with two themes, a use and an edit each on average; messages to the coordinators with an answer each; learning
 * tracks with three steps, two themes and a hundred enrolments each, of which one in five is completed, with a certificate;
 * and themes that members suggest.
 */
export async function fillLibrary(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  const everyPractice = `generate_series(1, ${librarySize.practices}) AS n`;
  const everyMessage = `generate_series(1, ${librarySize.messages}) AS n`;
  try {
    await client.query("SET synchronous_commit = off");
    for (const table of ["member", "theme"])
      await client.query(
        `CREATE TEMP TABLE some_${table} AS SELECT array_agg(id ORDER BY id) AS ids FROM (SELECT id FROM ${table} LIMIT 5000) AS first`,
      );
    await client.query(
      `INSERT INTO practice (id, kind, title, summary, steps, language, shared_by_id, shared_at, search_rules)
       SELECT ${id("practice")}, (enum_range(NULL::practice_kind))[1 + n % 2], 'Praktijk ' || n || ' over buurten',
         'Wat werkte in de buurt, in ' || n % 300 || ' straten', '{Begin klein,Vraag de buren}', 'NL', ${oneOf("member")},
         ${at("n")}, ${searchRules} FROM ${everyPractice}`,
    );
    await client.query(
      `INSERT INTO practice_theme (practice_id, theme_id, position)
       SELECT ${id("practice")}, ${oneOf("theme", "(n + place)")}, place FROM ${everyPractice}, generate_series(0, 1) AS place`,
    );
    await client.query(
      `INSERT INTO practice_use (id, practice_id, used_by_id, result, would_use_again, recorded_at)
       SELECT ${id("use")}, ${id("practice", "(1 + (n * 31) % " + librarySize.practices + ")")}, ${oneOf("member", "(n + 1)")},
         'Het werkte', true, ${at("n")} FROM ${everyPractice}`,
    );
    await client.query(
      `INSERT INTO practice_edit (id, practice_id, edited_by_id, edited_at, changed, version)
       SELECT ${id("edit")}, ${id("practice")}, ${oneOf("member")}, ${at("n")}, '{TITLE}', 2 FROM ${everyPractice}`,
    );
    await client.query(
      `INSERT INTO message (id, body, member_id, left_at)
       SELECT ${id("message")}, 'Een vraag over de buurt', ${oneOf("member")}, ${at("n")} FROM ${everyMessage}`,
    );
    await client.query(
      `INSERT INTO message_answer (id, message_id, body, answered_by_id, answered_at)
       SELECT ${id("answer")}, ${id("message")}, 'Een antwoord', ${oneOf("member")}, ${at("n")} FROM ${everyMessage}`,
    );
    await fillTracks(client);
    await client.query(
      `INSERT INTO theme_suggestion (id, suggested_by_id, label, language, suggested_at)
       SELECT ${id("suggestion")}, ${oneOf("member")}, 'Voorgesteld thema ' || n, 'NL', ${at("n")}
       FROM generate_series(1, ${librarySize.themeSuggestions}) AS n`,
    );
    await client.query("VACUUM (ANALYZE)");
  } finally {
    await client.end();
  }
}

async function fillTracks(client: pg.Client): Promise<void> {
  const everyTrack = `generate_series(1, ${librarySize.tracks}) AS n`;
  const everyEnrolment = `generate_series(1, ${librarySize.enrolments}) AS n`;
  const trackOf = id("track", `(1 + n % ${librarySize.tracks})`);
  await client.query(
    `INSERT INTO learning_track (id, status, title, language, created_at, published_at)
     SELECT ${id("track")}, 'PUBLISHED', 'Traject ' || n || ' over buurten', 'NL', ${at("n")}, ${at("n")} FROM ${everyTrack}`,
  );
  await client.query(
    `INSERT INTO track_theme (track_id, theme_id, position)
     SELECT ${id("track")}, ${oneOf("theme", "(n + place)")}, place FROM ${everyTrack}, generate_series(0, 1) AS place`,
  );
  await client.query(
    `INSERT INTO track_coordinator (track_id, member_id) SELECT ${id("track")}, ${oneOf("member")} FROM ${everyTrack}`,
  );
  await client.query(
    `INSERT INTO track_step (id, track_id, position, kind, title)
     SELECT ${id("step", "(n * 3 + place)")}, ${id("track")}, place, 'READING', 'Stap ' || place
     FROM ${everyTrack}, generate_series(0, 2) AS place`,
  );
  await client.query(
    `INSERT INTO track_enrolment (id, track_id, member_id, status, enrolled_at, completed_at)
     SELECT ${id("enrolment")}, ${trackOf}, ${oneOf("member", "(n + n / 5000)")}, 'ENROLLED', ${at("n")},
       CASE WHEN n % 5 = 0 THEN ${at("n")} + interval '30 days' END
     FROM ${everyEnrolment} ON CONFLICT (track_id, member_id) DO NOTHING`,
  );
  await client.query(
    `INSERT INTO certificate (id, enrolment_id, track_version, title, language, steps, issued_at)
     SELECT md5('certificate' || e.id)::uuid, e.id, 1, t.title, t.language, '{Stap 0,Stap 1,Stap 2}', e.completed_at
     FROM track_enrolment e JOIN learning_track t ON t.id = e.track_id WHERE e.completed_at IS NOT NULL`,
  );
}
