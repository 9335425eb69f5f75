import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DataSource } from "typeorm";
import { EventPartitions1764000000023 } from "../../migrations/1764000000023-event-partitions.js";
import { GatheredNotifications1764000000033 } from "../../migrations/1764000000033-gathered-notifications.js";
import { FirstSignIns1764000000049 } from "../../migrations/1764000000049-first-sign-ins.js";
import { MembersOnly1764000000048 } from "../../migrations/1764000000048-members-only.js";
import { Notifications1764000000024 } from "../../migrations/1764000000024-notifications.js";
import { OneLineTexts1764000000028 } from "../../migrations/1764000000028-one-line-texts.js";
import { SearchVectors1764000000045 } from "../../migrations/1764000000045-search-vectors.js";
import { LearningTracks1764000000103 } from "../../migrations/1764000000103-learning-tracks.js";
import { databaseSchema } from "../../src/app/database-schema.js";
import { createDataSource } from "../../src/core/database/data-source.js";
import { searchRules } from "../../src/core/search/searched-table.js";

const migrations = [...databaseSchema.migrations].sort((a, b) => (stamp(a.name) < stamp(b.name) ? -1 : 1));
function stamp(name: string): string {
  return /\d+$/.exec(name)![0];
}
import { dropDatabase, newDatabaseUrl } from "../support/database.js";

let url: string;
let source: DataSource;

beforeAll(async () => {
  url = await newDatabaseUrl("template0");
  source = await createDataSource(databaseSchema, { url }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await dropDatabase(url);
});

/** Everything in the schema, as PostgreSQL itself describes it. */
async function schemaOf(): Promise<unknown> {
  return source.query(`
    SELECT 'column' AS what, table_name || '.' || column_name AS name,
      concat_ws(' ', data_type, udt_name, is_nullable, column_default, collation_name) AS definition
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL SELECT 'type', typname, typtype::text FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typname NOT LIKE '%migrations%'
    UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2, 3`);
}

/** Takes back a migration and all after it. */
async function undoFrom(migration: (typeof migrations)[number]): Promise<void> {
  for (let n = migrations.indexOf(migration); n < migrations.length; n++) await source.undoLastMigration();
}

describe("the migrations", () => {
  it("run up, down and up again to the same schema", async () => {
    await source.runMigrations();
    const up = await schemaOf();
    for (const _ of migrations) await source.undoLastMigration();
    expect(await schemaOf()).toEqual([]);
    await source.runMigrations();
    expect(await schemaOf()).toEqual(up);
  });

  it("keep what the event log holds where they part it, and where they make it whole again", async () => {
    const undo = () => undoFrom(EventPartitions1764000000023);
    const logged = () =>
      source.query("SELECT position, kind, subject_id, data, occurred_at FROM event ORDER BY position");
    await undo();
    await source.query(
      `INSERT INTO event (kind, data) SELECT 'test', jsonb_build_object('n', n) FROM generate_series(1, 3) AS n`,
    );
    const before: unknown = await logged();
    expect(before).toHaveLength(3);
    await source.runMigrations();
    expect(await logged()).toEqual(before);
    await undo();
    expect(await logged()).toEqual(before);
    await source.runMigrations();
    expect(await logged()).toEqual(before);
  });

  it("let processes of the version before record impressions under the table's old name", async () => {
    const ids = ["0198c5a0-0000-7000-8000-000000000001", "0198c5a0-0000-7000-8000-000000000002"];
    await source.query(`INSERT INTO member (id, name, joined_at) SELECT id, 'x', now() FROM unnest($1::uuid[]) AS id`, [
      ids,
    ]);
    const record = `
      INSERT INTO suggestion_showing AS known (member_id, shown_id, days, last_shown_on) VALUES ($1, $2, 1, now()::date)
      ON CONFLICT (member_id, shown_id) DO UPDATE SET days = known.days + 1`;
    await source.query(record, ids);
    await source.query(record, ids);
    expect(await source.query("SELECT days FROM suggestion_impression")).toEqual([{ days: 2 }]);
  });

  it("let notifications begin where the event log ends", async () => {
    await undoFrom(Notifications1764000000024);
    await source.query(`INSERT INTO event (kind) VALUES ('comment.added')`);
    await source.runMigrations();
    const [{ position, end }] = await source.query<[{ position: string; end: string }]>(
      `SELECT position, (SELECT max(position) FROM event) AS end FROM notification_position`,
    );
    expect(position).toBe(end);
    expect(Number(end)).toBeGreaterThan(0);
  });

  it("gather the unread notifications about one thing, and take that back", async () => {
    await undoFrom(GatheredNotifications1764000000033);
    const id = (n: number) => `0198c5a0-0000-7000-8000-0000000002${String(n).padStart(2, "0")}`;
    await source.query(
      `INSERT INTO member (id, name, joined_at) VALUES ($1, 'Ada', now()), ($2, 'Bob', now()), ($3, 'Carl', now())`,
      [id(1), id(2), id(3)],
    );
    await source.query(
      `INSERT INTO idea (id, kind, title, body, author_id, posted_at) VALUES ($1, 'IDEA', 'x', 'x', $2, now())`,
      [id(10), id(1)],
    );
    for (let n = 0; n < 4; n++) {
      const by = n === 3 ? id(3) : id(2);
      await source.query(
        `INSERT INTO comment (id, idea_id, author_id, body, posted_at) VALUES ($1, $2, $3, 'x', now())`,
        [id(20 + n), id(10), by],
      );
      await source.query(
        `INSERT INTO notification (id, member_id, kind, event_position, actor_id, idea_id, comment_id, notified_at, read_at)
          VALUES ($1, $2, 'IDEA_COMMENTED', $3::bigint, $4, $5, $6, now() + $3::bigint * interval '1 second', $7)`,
        [id(30 + n), id(1), 1_000 + n, by, id(10), id(20 + n), n === 0 ? new Date() : null],
      );
    }
    const rows = () =>
      source.query(`SELECT id, count, actor_id, comment_id FROM notification WHERE member_id = $1 ORDER BY id`, [
        id(1),
      ]);
    await source.runMigrations();
    expect(await rows()).toEqual([
      { id: id(30), count: 1, actor_id: id(2), comment_id: id(20) },
      { id: id(33), count: 3, actor_id: null, comment_id: null },
    ]);
    await undoFrom(GatheredNotifications1764000000033);
    await source.runMigrations();
    expect(await rows()).toEqual([{ id: id(30), count: 1, actor_id: id(2), comment_id: id(20) }]);
    await source.query(`DELETE FROM notification`);
    await source.query(`DELETE FROM idea WHERE id = $1`, [id(10)]);
    await source.query(`DELETE FROM member WHERE id = ANY($1)`, [[id(1), id(2), id(3)]]);
  });

  it("clean the texts from before there was a rule, and join organisations that become the same", async () => {
    await undoFrom(OneLineTexts1764000000028);
    const id = (n: number) => `0198c5a0-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`;
    const bad = "Je account\r\n\r\nwordt \u202egewist\u3164";
    const good = "Je account wordt gewist";
    const lines = "Een\u0007\r\ntwee\u202e";
    const unseen = "\u3164\u2800";
    await source.query(`INSERT INTO organisation (id, name) VALUES ($1, 'Stad Gent'), ($2, $4), ($3, $5)`, [
      ...[id(1), id(2), id(3), "Stad\u200b Gent", unseen],
    ]);
    await source.query(
      `INSERT INTO member (id, name, headline, bio, organisation_id, joined_at, erased_at) VALUES
        ($1, $6, $6, $7, $5, now(), NULL), ($2, $8, $8, $8, $9, now(), NULL), ($3, '', NULL, NULL, NULL, now(), now()),
        ($4, 'अन्\u200dना 👨‍👩‍👧', 'Zoë', E'a\n\tb', NULL, now(), NULL)`,
      [id(11), id(12), id(13), id(14), id(2), bad, lines, unseen, id(3)],
    );
    await source.query(`INSERT INTO theme (id, slug, label_nl, label_fr, synonyms) VALUES ($1, 'zon', $2, $3, $4)`, [
      ...[id(21), unseen, null, [bad, unseen, good]],
    ]);
    await source.query(
      `INSERT INTO idea (id, kind, title, body, author_id, posted_at) VALUES ($1, 'IDEA', $3, $4, $2, now()),
        ($5, 'IDEA', $6, $6, $2, now())`,
      [id(31), id(11), bad, lines, id(32), unseen],
    );
    await source.query(`INSERT INTO comment (id, idea_id, author_id, body, posted_at) VALUES ($1, $2, $3, $4, now())`, [
      ...[id(41), id(31), id(11), lines],
    ]);
    await source.query(
      `INSERT INTO gathering (id, title, format, starts_at, place_name, description) VALUES ($1, $2, 'IDEA', now(), $2, $3)`,
      [id(51), bad, lines],
    );
    await source.query(`INSERT INTO message (id, body, name, left_at) VALUES ($1, $2, $3, now())`, [
      ...[id(61), lines, bad],
    ]);
    await source.runMigrations();
    const rows = (table: string, columns: string) =>
      source.query(`SELECT ${columns} FROM ${table} WHERE id BETWEEN $1 AND $2 ORDER BY id`, [id(0), id(99)]);
    expect(await rows("organisation", "id, name")).toEqual([{ id: id(1), name: "Stad Gent" }]);
    const text = "Een \ntwee";
    expect(await rows("member", "name, headline, bio, organisation_id")).toEqual([
      { name: good, headline: good, bio: text, organisation_id: id(1) },
      { name: "Nieuw lid", headline: null, bio: null, organisation_id: null },
      { name: "", headline: null, bio: null, organisation_id: null },
      { name: "अन्\u200dना 👨‍👩‍👧", headline: "Zoë", bio: "a\n\tb", organisation_id: null },
    ]);
    expect(await rows("theme", "label_nl, label_fr, synonyms")).toEqual([
      { label_nl: "zon", label_fr: null, synonyms: [good] },
    ]);
    expect(await rows("idea", "title, body")).toEqual([
      { title: good, body: text },
      { title: "Zonder titel", body: "…" },
    ]);
    expect(await rows("comment", "body")).toEqual([{ body: text }]);
    expect(await rows("gathering", "title, place_name, description")).toEqual([
      { title: good, place_name: good, description: text },
    ]);
    expect(await rows("message", "body, name")).toEqual([{ body: text, name: good }]);
  });

  it("make the vectors of texts that are there, which processes of the version before go on changing", async () => {
    await undoFrom(SearchVectors1764000000045);
    const id = (n: number) => `0198c5a0-0000-7000-8000-0000000003${String(n).padStart(2, "0")}`;
    await source.query(`INSERT INTO organisation (id, name) VALUES ($1, 'Stad Huizen')`, [id(1)]);
    await source.query(
      `INSERT INTO member (id, name, organisation_id, joined_at) VALUES ($1, 'Renée D’hondt', $2, now())`,
      [id(2), id(1)],
    );
    await source.query(`INSERT INTO theme (id, slug, label_fr, synonyms) VALUES ($1, 'arm', 'Pauvreté', '{Armoede}')`, [
      id(3),
    ]);
    await source.query(
      `INSERT INTO idea (id, kind, title, body, author_id, posted_at) VALUES ($1, 'IDEA', 'Een 🚲fietsenplan', 'Brieven', $2, now())`,
      [id(4), id(2)],
    );
    await source.runMigrations();
    const found = (table: string, query: string) =>
      source.query(`SELECT id, search_rules FROM ${table} WHERE search @@ $1::tsquery AND id BETWEEN $2 AND $3`, [
        ...[query, id(0), id(99)],
      ]);
    expect(await found("organisation", "huis")).toEqual([{ id: id(1), search_rules: searchRules }]);
    expect(await found("member", "renee & dhondt")).toEqual([{ id: id(2), search_rules: searchRules }]);
    expect(await found("theme", "pauvrete & armoede & arm")).toEqual([{ id: id(3), search_rules: searchRules }]);
    expect(await found("idea", "fietsenplan & brief")).toEqual([{ id: id(4), search_rules: searchRules }]);
    await source.query(`UPDATE idea SET title = 'Été' WHERE id = $1`, [id(4)]);
    expect(await found("idea", "ete & brieven")).toEqual([{ id: id(4), search_rules: 0 }]);
    const [{ invalid }] = await source.query<[{ invalid: string }]>(
      `SELECT count(*) AS invalid FROM pg_index WHERE NOT indisvalid`,
    );
    expect(invalid).toBe("0");
  });

  it("take learning tracks back with the cases about them and their entries of the audit trail, and no others", async () => {
    const kinds = ["LEARNING_TRACK", "IDEA"];
    await source.query(
      `INSERT INTO moderation_case (id, subject_kind, subject_id, status, opened_at)
       SELECT gen_random_uuid(), unnest($1::subject_kind[]), gen_random_uuid(), 'OPEN', now()`,
      [kinds],
    );
    await source.query(
      `INSERT INTO audit_entry (id, action, subject_kind, subject_id, detail, occurred_at)
       SELECT gen_random_uuid(), 'CASE_DECIDED', unnest($1::subject_kind[]), gen_random_uuid(), '{}', now()`,
      [kinds],
    );
    await undoFrom(LearningTracks1764000000103);
    for (const table of ["moderation_case", "audit_entry"])
      expect(await source.query(`SELECT subject_kind FROM ${table}`)).toEqual([{ subject_kind: "IDEA" }]);
    await expect(source.query("DELETE FROM audit_entry")).rejects.toThrow("only added to");
    await source.runMigrations();
  });

  it("leave no difference to the entities", async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it("leave members the settings that they had, and begin new ones at members-only", async () => {
    await undoFrom(MembersOnly1764000000048);
    const id = (n: number) => `00000000-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`;
    const insert = (n: number) =>
      source.query(`INSERT INTO member (id, name, joined_at) VALUES ($1, 'Ada', now())`, [id(n)]);
    await insert(1);
    await source.runMigrations();
    await insert(2);
    expect(
      await source.query(`SELECT profile_visibility, share_attendance FROM member WHERE id = ANY($1) ORDER BY id`, [
        [id(1), id(2)],
      ]),
    ).toEqual([
      { profile_visibility: "EVERYBODY", share_attendance: true },
      { profile_visibility: "MEMBERS", share_attendance: false },
    ]);
  });

  it("know who has signed in, and not when accounts from before were last active", async () => {
    await undoFrom(FirstSignIns1764000000049);
    const id = (n: number) => `00000000-0000-7000-8000-0000000002${String(n).padStart(2, "0")}`;
    await source.query(
      `INSERT INTO member (id, name, joined_at, source, source_id) VALUES
        ($1, 'signed up', '2020-01-01', NULL, NULL), ($2, 'imported', '2020-01-01', 'list', '2'),
        ($3, 'with a session', '2020-01-01', 'list', '3'), ($4, 'with a password', '2020-01-01', 'list', '4'),
        ($5, 'of an issuer', '2020-01-01', 'list', '5')`,
      [1, 2, 3, 4, 5].map(id),
    );
    await source.query(
      `INSERT INTO account (member_id, email, password_hash)
        SELECT member.id, member.id || '@test.example', CASE WHEN name = 'with a password' THEN 'x' END FROM member
        WHERE member.id = ANY($1)`,
      [[1, 2, 3, 4, 5].map(id)],
    );
    await source.query(
      `INSERT INTO session (id, member_id, signed_in_at, last_used_at) VALUES (gen_random_uuid(), $1, '2026-01-01', now())`,
      [id(3)],
    );
    await source.query(
      `INSERT INTO external_identity (issuer, subject, member_id, linked_at) VALUES ('x', 'y', $1, '2026-02-01')`,
      [id(5)],
    );
    await source.runMigrations();
    const rows = await source.query<{ at: Date | null; active: Date | null }[]>(
      `SELECT first_signed_in_at AS at, last_active_at AS active FROM account
        WHERE member_id = ANY($1) ORDER BY member_id`,
      [[1, 2, 3, 4, 5].map(id)],
    );
    expect(rows.map(({ at }) => at?.toISOString().slice(0, 10) ?? null)).toEqual([
      "2020-01-01",
      null,
      "2026-01-01",
      "2020-01-01",
      "2026-02-01",
    ]);
    expect(rows.every(({ active }) => active === null)).toBe(true);
  });
});
