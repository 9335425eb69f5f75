import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql, { join, raw } from "sql-template-tag";
import { mergedReferences } from "../../src/app/contributions.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { delivered, followed, logEnd, subscribers } from "../support/follow.js";
import { vocabulary, type Person } from "./vocabulary.js";

const LIVE = `subscription ($themes: [String!], $after: String) {
  ideaPosted(filter: {themes: $themes}, after: $after) { idea { id } } }`;
const SUGGESTED = `{ viewer { suggestedCollaborators(first: 20) { member { id } score sharedThemes { theme { slug } share } } } }`;

interface Live {
  ideaPosted: { idea: { id: string } };
}

let one: TestApp;
let two: TestApp;
let reference: TestApp;
let on: ReturnType<typeof vocabulary>;
let elsewhere: ReturnType<typeof vocabulary>;
let organiser: Person;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  reference = await testApp(one.databaseUrl, { suggestionsBy: "sql" });
  [on, elsewhere] = [vocabulary(one), vocabulary(two)];
  organiser = await on.organiser();
});
afterAll(async () => {
  await reference.end();
  await two.end();
  await one.end();
});

/** How many rows refer to a theme, by column. */
async function referring(themeId: string): Promise<object[]> {
  const counts = mergedReferences
    .filter(({ to }) => to === "theme")
    .map(
      ({ table, column }) => sql`SELECT ${table}::text AS table FROM ${raw(table)} WHERE ${raw(column)} = ${themeId}`,
    );
  return one.services.database.query(join(counts, " UNION ALL "));
}

const ids = (results: Live[]) => results.map(({ ideaPosted }) => ideaPosted.idea.id);

describe("a theme that is merged while 200 members take it up and 50 ideas are posted with it", () => {
  it("is referred to by nothing afterwards, and nothing is lost or heard twice", async () => {
    const [old, kept] = [await on.build.buildTheme("storm-oud"), await on.build.buildTheme("storm-nieuw")];
    const below = await on.build.buildTheme("storm-onder", { broaderId: old.id });
    const people = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        on.person({ interests: n % 5 === 0 ? [[kept]] : n % 7 === 0 ? [[below]] : [] }),
      ),
    );
    const after = await logEnd(one);
    const follow = (app: TestApp, slug: string) => followed<Live>(app.socket(), LIVE, { themes: [slug] });
    const streams = [one, two].map((app) => [follow(app, old.slug), follow(app, kept.slug)] as const);
    await Promise.all([one, two].map((app) => subscribers(app, 2)));

    const taking = people.map((person, n) =>
      (n % 2 ? on : elsewhere).done(
        "setInterests",
        person,
        {
          interests:
            n % 3
              ? [{ theme: old.slug }]
              : [
                  { theme: old.slug, stance: "SEEKS" },
                  { theme: kept.slug, stance: "OFFERS" },
                ],
        },
        "member { id }",
      ),
    );
    const posting = people
      .slice(0, 50)
      .map((person, n) =>
        (n % 2 ? elsewhere : on).post(person, n % 4 ? [old.slug] : [old.slug, kept.slug], { title: `${n}` }),
      );
    const merging = on.merge(organiser, old.id, kept.id);
    const [posted] = await Promise.all([Promise.all(posting), Promise.all(taking), merging]);

    // The rows.
    expect(await referring(old.id)).toEqual([]);
    const held = await one.services.database.query<{ memberId: string; stance: string }>(
      sql`SELECT member_id AS "memberId", stance FROM interest WHERE theme_id = ${kept.id}`,
    );
    expect(held.map(({ memberId }) => memberId).sort()).toEqual(people.map(({ id }) => id).sort());
    const offering = new Set(people.filter((_, n) => n % 3 === 0).map(({ id }) => id));
    expect(held.every(({ memberId, stance }) => stance === (offering.has(memberId) ? "OFFERS" : "FOLLOWS"))).toBe(true);
    const carried = await one.services.database.query<{ ideaId: string }>(
      sql`SELECT idea_id AS "ideaId" FROM idea_theme WHERE theme_id = ${kept.id}`,
    );
    const all = posted.map(({ id }) => id as string).sort();
    expect(carried.map(({ ideaId }) => ideaId).sort()).toEqual(all);

    // The streams: who follows the old slug heard each idea, who follows the new one those that had it when they came.
    const [{ at }] = (await one.services.database.query<{ at: string }>(
      sql`SELECT position AS at FROM event WHERE kind = 'theme.merged' AND subject_id = ${old.id}`,
    )) as [{ at: string }];
    const ofKept = await one.services.database.query<{ id: string }>(sql`
      SELECT subject_id AS id FROM event
      WHERE kind = 'idea.posted' AND (position > ${at}::bigint OR data->'themeIds' ? ${kept.id}::text) ORDER BY position`);
    await Promise.all([one, two].map(delivered));
    for (const [byOld, byKept] of streams) {
      expect(ids(await byOld.has(50)).toSorted()).toEqual(all);
      expect(ids(await byKept.has(ofKept.length))).toEqual(ofKept.map(({ id }) => id));
    }
    for (const slug of [old.slug, kept.slug]) {
      const replayed = followed<Live>(two.socket(), LIVE, { themes: [slug], after });
      expect(ids(await replayed.has(50)).toSorted()).toEqual(all);
      replayed.stop();
    }

    // The indexes.
    await Promise.all([one, two].map((app) => app.caughtUp()));
    for (const person of people.slice(0, 12)) {
      const answers = await Promise.all([one, two, reference].map((app) => app.ask(SUGGESTED, {}, person.token)));
      const [first, second, expected] = answers.map(({ data }) => data.viewer.suggestedCollaborators);
      expect(expected.length).toBeGreaterThan(0);
      expect(first).toEqual(expected);
      expect(second).toEqual(expected);
    }
    for (const stream of streams.flat()) stream.stop();
  });
});

describe("two organisers who merge crosswise at once", () => {
  it("leave one theme, and both succeed", async () => {
    const other = await on.organiser();
    for (let round = 0; round < 8; round++) {
      const [a, b] = [await on.build.buildTheme(`kruis-${round}-a`), await on.build.buildTheme(`kruis-${round}-b`)];
      const merged = await Promise.all([on.merge(organiser, a.id, b.id), elsewhere.merge(other, b.id, a.id)]);
      expect(merged[0].id).toBe(merged[1].id);
      const rows = await one.services.database.query<Pick<Theme, "mergedIntoId">>(sql`
        SELECT merged_into_id AS "mergedIntoId" FROM theme WHERE id IN (${a.id}, ${b.id}) ORDER BY merged_into_id`);
      expect(rows).toEqual([{ mergedIntoId: merged[0].id }, { mergedIntoId: null }]);
    }
  });

  it("leave one theme of a chain and of a ring", async () => {
    const themes: Theme[] = [];
    for (const name of ["a", "b", "c", "d"]) themes.push(await on.build.buildTheme(`ring-${name}`));
    const answers = await Promise.all(
      themes.map(({ id }, n) =>
        (n % 2 ? on : elsewhere).mutate(
          "mergeThemes",
          organiser,
          { themeId: id, intoId: themes[(n + 1) % 4]!.id },
          "theme { id }",
        ),
      ),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const left = await one.services.database.query(sql`
      SELECT FROM theme WHERE slug LIKE 'ring-%' AND merged_into_id IS NULL`);
    expect(left).toHaveLength(1);
    const chains = await one.services.database.query(sql`
      SELECT FROM theme one JOIN theme other ON other.id = one.merged_into_id WHERE other.merged_into_id IS NOT NULL`);
    expect(chains).toEqual([]);
  });
});
