import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed, logEnd } from "../support/follow.js";
import { sharing, type Person } from "./sharing.js";

const LIVE = `subscription ($filter: PracticeFilter, $after: String) {
  practicePublished(filter: $filter, after: $after) { cursor practice { id title sharedBy { id } themes { slug } } } }`;

interface Live {
  practicePublished: { cursor: string; practice: { id: string; title: string; sharedBy: { id: string } } };
}

// Two services on one database, as two processes behind a load balancer.
let one: TestApp;
let two: TestApp;
let on: ReturnType<typeof sharing>;
let sharer: Person;
let organiser: Person;
let after: string;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  on = sharing(one);
  [sharer, organiser] = [await on.person(), await on.organiser()];
  const { id: broaderId } = await on.build.buildTheme("mobiliteit");
  await on.build.buildTheme("fietsen", { broaderId });
});
afterAll(async () => {
  await two.end();
  await one.end();
});
beforeEach(async () => {
  one.services.practiceReview = false;
  after = await logEnd(one);
});

const follow = (variables: object = {}, by?: Person) =>
  followed<Live>(two.socket(by?.token), LIVE, { after, ...variables });
const titles = (results: Live[]) => results.map(({ practicePublished }) => practicePublished.practice.title);
const decide = (id: string, approve: boolean) => on.done("decidePractice", organiser, { id, approve });

describe("practices as they are published", () => {
  it("reach subscribers of every process when they are shared, each once", async () => {
    const live = follow();
    const { id } = await on.share(sharer, { title: "Canvas", themes: ["fietsen"] });
    await on.done("editPractice", sharer, { id, version: 1, title: "Canvas, verbeterd" });
    await on.share(sharer, { title: "Kaart" });
    expect((await live.has(2)).map(({ practicePublished }) => practicePublished.practice)).toMatchObject([
      { id, sharedBy: { id: sharer.id }, themes: [{ slug: "fietsen" }] },
      { title: "Kaart" },
    ]);
    live.stop();
  });

  it("come after the review, not before it, and not when they are declined", async () => {
    one.services.practiceReview = true;
    const live = follow();
    const [approved, declined, again] = [
      await on.share(sharer, { title: "goedgekeurd" }),
      await on.share(sharer, { title: "geweigerd" }),
      await on.share(sharer, { title: "opnieuw ingediend" }),
    ];
    await decide(declined.id, false);
    await decide(again.id, false);
    await decide(approved.id, true);
    one.services.practiceReview = false;
    await on.done("editPractice", sharer, { id: again.id, version: 2, summary: "Nu met bron." });
    expect(titles(await live.has(2))).toEqual(["goedgekeurd", "opnieuw ingediend"]);
    live.stop();
  });

  it.each([
    ["kind", { kinds: ["GOOD_PRACTICE"] }, { kind: "GOOD_PRACTICE" }],
    ["theme, with its narrower ones", { themes: ["mobiliteit"] }, { themes: ["fietsen"] }],
    ["language", { language: "FR" }, { language: "FR" }],
    ["words", { search: "gezocht woord" }, { summary: "Met een woordje dat gezocht wordt." }],
  ])("can be filtered by %s", async (_by, filter, wanted) => {
    const live = follow({ filter });
    await on.share(sharer, { title: "niet" });
    await on.share(sharer, { title: "wel", ...wanted });
    await on.share(sharer, { title: "niet" });
    await on.share(sharer, { title: "ook", ...wanted });
    expect(titles(await live.has(2))).toEqual(["wel", "ook"]);
    live.stop();
  });

  it("are all of them with a filter of empty conditions, and none with one for others", async () => {
    const all = follow({ filter: { organisationId: "", themes: [""], kinds: [], statuses: [], search: "" } });
    const none = follow({ filter: { statuses: ["IN_REVIEW"] } });
    await on.share(sharer, { title: "Canvas" });
    expect(titles(await all.has(1))).toEqual(["Canvas"]);
    await sleep(100);
    expect(none.received).toEqual([]);
    all.stop();
    none.stop();
  });

  it("resume after the last one that arrived when the connection was broken", async () => {
    const live = follow();
    await on.share(sharer, { title: "voor de breuk" });
    const [{ practicePublished: last }] = (await live.has(1)) as [Live];
    live.stop();
    await on.share(sharer, { title: "tijdens de breuk" });
    const resumed = follow({ after: last.cursor });
    await on.share(sharer, { title: "na de breuk" });
    expect(titles(await resumed.has(2))).toEqual(["tijdens de breuk", "na de breuk"]);
    resumed.stop();
  });

  it("are delivered as they are then: not those withdrawn or hidden since, nor of who blocked the reader", async () => {
    const [blocker, reader] = [await on.person(), await on.person()];
    const [withdrawn, hidden] = [
      await on.share(sharer, { title: "weg" }),
      await on.share(sharer, { title: "verborgen" }),
    ];
    await on.share(blocker, { title: "geblokkeerd" });
    await on.share(sharer, { title: "blijft" });
    await on.done("withdrawPractice", sharer, { id: withdrawn.id });
    const { database } = one.services;
    await database.query(sql`UPDATE practice SET hidden_at = now() WHERE id = ${hidden.id}`);
    await database.source.manager.insert(Block, {
      ...{ blockerId: blocker.id, blockedId: reader.id, blockedAt: new Date() },
    });
    const [of, everybody] = [follow({}, reader), follow()];
    expect(titles(await of.has(1))).toEqual(["blijft"]);
    expect(titles(await everybody.has(2))).toEqual(["geblokkeerd", "blijft"]);
    await sleep(100);
    expect(of.received).toHaveLength(1);
    of.stop();
    everybody.stop();
  });

  it("are refused for a theme that does not exist", async () => {
    const live = follow({ filter: { themes: ["onbestaand"] } });
    expect((await live.end())!.errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT", argument: "filter.themes" } },
    ]);
  });
});
