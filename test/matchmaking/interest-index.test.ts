import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { appendEvents } from "../support/append-events.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { IndexCheck } from "../../src/domains/matchmaking/index-check.job.js";
import { stances } from "../../src/domains/matchmaking/interest-index/interest-store.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { numbers } from "./plain-network.js";

// Two processes on one database: one answers from its index, the other by the statement that the index is checked
// against.
let indexed: TestApp;
let reference: TestApp;
let build: ReturnType<typeof builders>;
const below = numbers(11);
beforeAll(async () => {
  indexed = await testApp();
  reference = await testApp(indexed.databaseUrl, { suggestionsBy: "sql" });
  build = builders(indexed.services.database.source.manager);
});
afterAll(async () => {
  await reference.stop();
  await indexed.end();
});

const ASKED = `query ($themes: [String!]) { viewer { suggestedCollaborators(first: 12, themes: $themes) {
  member { id } score sharedThemes { theme { slug } share through { slug } } complements { theme { slug } } } } }`;

async function answersOf(member: Member, themes: string[] | null) {
  const token = await indexed.tokenOf(member.id);
  const answers = await Promise.all([indexed, reference].map((app) => app.ask(ASKED, { themes }, token)));
  expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
  return answers.map(({ data }) => data.viewer.suggestedCollaborators as { member: { id: string } }[]);
}

const mutate = async (member: Member, name: string, input: object) => {
  const Input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await reference.ask(
    `mutation ($input: ${Input}!) { ${name}(input: $input) { userErrors { message } } }`,
    { input },
    await indexed.tokenOf(member.id),
  );
  expect(errors ?? data[name].userErrors).toEqual([]);
};

describe("the interest index", () => {
  it("suggests whom the database would, digit by digit, while the network changes from another process", async () => {
    const themes: Theme[] = [];
    for (let n = 0; n < 25; n++) {
      const broader = n > 4 && below(2) === 0 ? themes[below(5)]! : null;
      themes.push(await build.buildTheme(`thema-${n}`, { broaderId: broader?.id ?? null }));
    }
    const pick = (): Theme => themes[Math.min(below(25), below(25))]!;
    const chosen = () => [...new Set(Array.from({ length: below(8) }, pick))];
    const members: Member[] = [];
    for (let n = 0; n < 120; n++)
      members.push(await build.buildMember({ interests: chosen().map((theme) => [theme, stances[below(3)]!]) }));
    const organiser = await build.buildMember({ roles: [Role.ORGANISER] });
    const some = (): Member => members[below(members.length)]!;
    await appendEvents(indexed.services.database.source.manager, [
      { kind: "network.imported", subjectId: null, data: { source: "test", file: "themes.csv", rows: themes.length } },
    ]);
    let suggestions = 0;
    for (let round = 0; round < 12; round++) {
      for (let n = 0; n < 6; n++)
        await mutate(some(), "setInterests", {
          interests: chosen().map(({ slug }) => ({ theme: slug, stance: stances[below(3)]! })),
        });
      // The last themes are the seldom ones: some of them move, and become one with others.
      const seldom = themes[24 - round]!;
      const version = 1;
      if (round % 3 === 1)
        await mutate(organiser, "editTheme", { id: seldom.id, version, broader: themes[round]!.slug });
      if (round % 3 === 2) await mutate(organiser, "mergeThemes", { themeId: seldom.id, intoId: themes[round]!.id });
      await mutate(some(), "updateSettings", { matchable: below(2) === 0 });
      await mutate(some(), "updateSettings", { profileVisibility: below(2) === 0 ? "MEMBERS" : "EVERYBODY" });
      const [one, other] = [some(), some()];
      if (one !== other) await mutate(one, "blockMember", { memberId: other.id }).catch(() => undefined);
      if (one !== other) await build.buildCollaboration([some(), other]).catch(() => undefined);
      await Promise.all([indexed.caughtUp(), reference.caughtUp()]);
      for (let n = 0; n < 8; n++) {
        const [fast, slow] = await answersOf(some(), below(3) === 0 ? [pick().slug] : null);
        expect(fast).toEqual(slow);
        suggestions += fast!.length;
      }
    }
    expect(suggestions).toBeGreaterThan(500);
  });

  it("honours what was decided a moment ago, before it has read of it", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const others = await Promise.all(Array.from({ length: 8 }, () => build.buildMember({ interests: [[theme]] })));
    await indexed.caughtUp();
    // As another process would, and without a word in the log.
    const ids = others.slice(0, 7).map(({ id }) => id);
    await indexed.services.database.query(
      sql`UPDATE member SET matchable = false WHERE id = ANY(${ids}::uuid[]) RETURNING 1`,
    );
    const [fast, slow] = await answersOf(viewer, null);
    expect(fast!.map(({ member }) => member.id)).toEqual([others[7]!.id]);
    expect(fast).toEqual(slow);
  });

  it("is compared with the database now and then, and read anew when it differs", async () => {
    const { services } = indexed;
    const check = new IndexCheck(services, pino({ level: "silent" }));
    await indexed.caughtUp();
    await check.run();
    expect([services.interests.checks > 0, services.interests.mismatches]).toEqual([true, 0]);
    // As a reader of the log that missed something would.
    const { store } = services.interests;
    for (let member = 0; member < store.members.size; member++) store.set(store.members.idOf(member), 3, []);
    while (services.interests.mismatches === 0) await check.run();
    await services.interests.projection.settled();
    expect(services.interests.store).not.toBe(store);
    const metrics = await (await fetch(`${indexed.url}/metrics`)).text();
    expect(metrics).toMatch(/^ino_interest_index_mismatches 1$/m);
    expect(metrics).toMatch(/^ino_interest_index_bytes \d{4,}$/m);
    const { services: again } = indexed;
    await check.run();
    expect(again.interests.mismatches).toBe(1);
  });

  it("begins with what is there, from one snapshot and what came after it", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const other = await build.buildMember({ interests: [[theme]] });
    const starting = testApp(indexed.databaseUrl);
    const late = await build.buildMember({ interests: [[theme]] });
    const started = await starting;
    await started.caughtUp();
    const { data } = await started.ask(ASKED, {}, await indexed.tokenOf(viewer.id));
    expect(
      data.viewer.suggestedCollaborators.map(({ member }: { member: { id: string } }) => member.id).sort(),
    ).toEqual([other.id, late.id].sort());
    await started.stop();
  });
});
