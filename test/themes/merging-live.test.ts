import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { delivered, followed, logEnd, subscribers } from "../support/follow.js";
import { vocabulary, type Person } from "./vocabulary.js";

const LIVE = `subscription ($themes: [String!], $after: String) {
  ideaPosted(filter: {themes: $themes}, after: $after) { idea { title themes { slug } } } }`;
const PRACTICES = `subscription ($themes: [String!]) {
  practicePublished(filter: {themes: $themes}) { practice { title } } }`;

interface Live {
  ideaPosted: { idea: { title: string; themes: { slug: string }[] } };
}

// Two services on one database, as two processes behind a load balancer.
let one: TestApp;
let two: TestApp;
let on: ReturnType<typeof vocabulary>;
let organiser: Person;
let member: Person;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  on = vocabulary(one);
  [organiser, member] = [await on.organiser(), await on.person()];
});
afterAll(async () => {
  await two.end();
  await one.end();
});

const follow = async (slug: string) => {
  const before = two.followers();
  const live = followed<Live>(two.socket(), LIVE, { themes: [slug] });
  await subscribers(two, before + 1);
  return live;
};
const titles = (results: Live[]) => results.map(({ ideaPosted }) => ideaPosted.idea.title);
const post = (title: string, ...themes: string[]) => on.post(member, themes, { title });
const pair = async (name: string) =>
  [await on.build.buildTheme(`${name}-oud`), await on.build.buildTheme(`${name}-nieuw`)] as const;

describe("a live stream that is filtered by theme", () => {
  it("follows a merge: both slugs are the one that remains, and nobody hears twice", async () => {
    const [old, kept] = await pair("samen");
    const [ofOld, ofKept] = [await follow(old.slug), await follow(kept.slug)];
    await post("ervoor, oud", old.slug);
    await post("ervoor, nieuw", kept.slug);
    await on.merge(organiser, old.id, kept.id);
    await post("erna, oud", old.slug);
    await post("erna, nieuw", kept.slug);
    await delivered(two);
    expect(titles(await ofOld.has(3))).toEqual(["ervoor, oud", "erna, oud", "erna, nieuw"]);
    expect(titles(await ofKept.has(3))).toEqual(["ervoor, nieuw", "erna, oud", "erna, nieuw"]);
    ofOld.stop();
    ofKept.stop();
  });

  it("replays what was posted with the merged theme, once, by either slug", async () => {
    const after = await logEnd(one);
    const [old, kept] = await pair("terug");
    await post("eerst", old.slug);
    await post("met beide", old.slug, kept.slug);
    await on.merge(organiser, old.id, kept.id);
    await post("laatst", kept.slug);
    for (const slug of [old.slug, kept.slug]) {
      const live = followed<Live>(two.socket(), LIVE, { themes: [slug], after });
      expect(titles(await live.has(3))).toEqual(["eerst", "met beide", "laatst"]);
      await delivered(two);
      expect(live.received).toHaveLength(3);
      live.stop();
    }
  });

  it("follows a theme that is created or moved below its own, and one that is moved away", async () => {
    await on.build.buildTheme("boven");
    const moved = await on.build.buildTheme("verhuist");
    const live = await follow("boven");
    await on.done("createTheme", organiser, { labels: { nl: "Vers" }, broader: "boven" });
    await post("vers", "vers");
    await on.done("editTheme", organiser, { id: moved.id, version: 1, broader: "boven" });
    await post("erbij", "verhuist");
    // An idea is delivered as it is by then.
    await live.has(2);
    await on.done("editTheme", organiser, { id: moved.id, version: 2, broader: null });
    await post("weg", "verhuist");
    await post("slot", "boven");
    expect(titles(await live.has(3))).toEqual(["vers", "erbij", "slot"]);
    live.stop();
  });

  it("follows for practices too", async () => {
    const [old, kept] = await pair("praktijk");
    const before = two.followers();
    const live = followed<{ practicePublished: { practice: { title: string } } }>(two.socket(), PRACTICES, {
      themes: [old.slug],
    });
    await subscribers(two, before + 1);
    await on.merge(organiser, old.id, kept.id);
    const practice = { kind: "INSTRUMENT", title: "na de samenvoeging", summary: "s", themes: [kept.slug] };
    await on.done("sharePractice", member, practice, "practice { id }");
    expect((await live.has(1))[0]!.practicePublished.practice.title).toBe("na de samenvoeging");
    live.stop();
  });

  it("is not executed for each subscriber by itself because of a merge", async () => {
    const [old, kept] = await pair("groep");
    const [a, b] = [await follow(old.slug), await follow(old.slug)];
    await on.merge(organiser, old.id, kept.id);
    await delivered(two);
    const statements = await two.statements.during(async () => {
      await post("gedeeld", kept.slug);
      await Promise.all([a.has(1), b.has(1)]);
    });
    expect(statements.filter((statement) => statement.includes("SELECT 1 FROM idea e"))).toHaveLength(1);
    a.stop();
    b.stop();
  });
});

describe("the vocabulary in the memory of another process", () => {
  it("follows the log", async () => {
    const theme = await on.build.buildTheme("geheugen");
    const reader = await on.person({ interests: [[theme]] });
    const label = async () => {
      const { data } = await two.ask(
        `{ viewer { member { interests { theme { slug label(language: NL) } } } } }`,
        {},
        reader.token,
      );
      return data.viewer.member.interests[0].theme;
    };
    expect(await label()).toEqual({ slug: "geheugen", label: "geheugen" });
    await on.done("editTheme", organiser, { id: theme.id, version: 1, labels: { nl: "Herinnering" } });
    await two.caughtUp();
    expect(await label()).toEqual({ slug: "geheugen", label: "Herinnering" });
  });
});
