import { afterAll, beforeAll, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { mergedReferences } from "../../src/app/contributions.js";
import { moveReferences, rowsAtOnce } from "../../src/core/database/merged-references.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

it("every column that refers to a theme or an organisation says how it follows when that is merged", async () => {
  const referring = await app.services.database.query<{ to: string; table: string; column: string }>(sql`
    SELECT confrelid::regclass::text AS to, conrelid::regclass::text AS table, attname AS column
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
    WHERE contype = 'f' AND confrelid IN ('theme'::regclass, 'organisation'::regclass) AND conrelid <> confrelid`);
  const named = ({ to, table, column }: { to: string; table: string; column: string }) => `${to}: ${table}.${column}`;
  expect(referring.length).toBeGreaterThan(0);
  expect(mergedReferences.map(named).sort()).toEqual(referring.map(named).sort());
});

it("who has an interest in both themes keeps one, with the stance that says more", async () => {
  const build = builders(app.services.database.source.manager);
  const [old, kept] = [await build.buildTheme(), await build.buildTheme()];
  const [one, two, three] = [await build.buildMember(), await build.buildMember(), await build.buildMember()];
  const interest = (memberId: string, themeId: string, stance: string) =>
    app.services.database.query(
      sql`INSERT INTO interest (member_id, theme_id, stance) VALUES (${memberId}, ${themeId}, ${stance}::stance)`,
    );
  await interest(one.id, old.id, "OFFERS");
  await interest(one.id, kept.id, "FOLLOWS");
  await interest(two.id, old.id, "FOLLOWS");
  await interest(two.id, kept.id, "SEEKS");
  await interest(three.id, old.id, "SEEKS");
  await moveReferences(app.services.database, mergedReferences, { to: "theme", from: old.id, into: kept.id });
  const left = await app.services.database.query<{ memberId: string; themeId: string; stance: string }>(sql`
    SELECT member_id AS "memberId", theme_id AS "themeId", stance FROM interest
    WHERE member_id IN (${one.id}, ${two.id}, ${three.id}) ORDER BY member_id`);
  expect(left).toEqual([
    { memberId: one.id, themeId: kept.id, stance: "OFFERS" },
    { memberId: two.id, themeId: kept.id, stance: "SEEKS" },
    { memberId: three.id, themeId: kept.id, stance: "SEEKS" },
  ]);
});

it("tens of thousands who refer to one move some at a time, so that no statement takes too long", async () => {
  const build = builders(app.services.database.source.manager);
  const [old, kept] = [await build.buildTheme(), await build.buildTheme()];
  const idea = await build.buildIdea({});
  const ideas = 2 * rowsAtOnce + 1;
  await app.services.database.query(sql`
    WITH added AS (
      INSERT INTO idea (id, kind, title, body, language, author_id, posted_at, edited_at, search_rules)
      SELECT gen_random_uuid(), kind, title, body, language, author_id, posted_at, edited_at, search_rules
      FROM idea, generate_series(1, ${ideas}::int) WHERE id = ${idea.id} RETURNING id)
    INSERT INTO idea_theme (idea_id, theme_id, position) SELECT id, ${old.id}, 0 FROM added`);
  const reference = mergedReferences.filter(({ table }) => table === "idea_theme");
  const statements = await app.statements.during(() =>
    moveReferences(app.services.database, reference, { to: "theme", from: old.id, into: kept.id }),
  );
  expect(
    statements.filter((statement) => /UPDATE idea_theme SET theme_id = \S+ WHERE ctid/.test(statement)),
  ).toHaveLength(3);
  const [count] = await app.services.database.query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM idea_theme WHERE theme_id = ${kept.id}`,
  );
  expect(count!.count).toBe(ideas);
});

it("what somebody edits meanwhile moves as well, once they are done", async () => {
  const build = builders(app.services.database.source.manager);
  const [old, kept] = [await build.buildOrganisation(), await build.buildOrganisation()];
  const { id } = await build.buildPractice({ organisationId: old.id });
  const { source } = app.services.database;
  const references = mergedReferences.filter(({ table }) => table === "practice");
  let moved: Promise<void> = Promise.resolve();
  await source.transaction(async (editing) => {
    await editing.query("UPDATE practice SET title = 'Nieuw', version = version + 1 WHERE id = $1", [id]);
    moved = moveReferences(app.services.database, references, { to: "organisation", from: old.id, into: kept.id });
    const waiting = () =>
      source.query<object[]>(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
    while ((await waiting()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  await moved;
  const rows = await app.services.database.query(
    sql`SELECT title, organisation_id AS "organisationId" FROM practice WHERE id = ${id}`,
  );
  expect(rows).toEqual([{ title: "Nieuw", organisationId: kept.id }]);
});
