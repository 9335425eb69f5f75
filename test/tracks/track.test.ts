import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { GatheringStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { TrackStatus } from "../../src/domains/tracks/track.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { tracking, type Person } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
let organiser: Person;
let member: Person;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
  organiser = await on.organiser();
  member = await on.person();
});
afterAll(() => app.end());

describe("an organiser creates a learning track", () => {
  it("as a draft, with steps in order, themes, a language, places and coordinators", async () => {
    const [theme, gathering, series] = [
      await on.build.buildTheme(),
      await on.build.buildGathering(),
      await on.build.buildSeries(),
    ];
    await on.build.buildGathering({ seriesId: series.id });
    const coordinator = await on.person();
    const track = await on.create(organiser, {
      ...{ title: "Leren deelnemen", description: "Voor wie begint.", themes: [theme.slug], language: "FR" },
      ...{ capacity: 12, requiredSteps: 2, coordinators: [coordinator.id] },
      steps: [
        on.reading("Lees eerst dit"),
        { kind: "GATHERING", gatheringId: gathering.id },
        { kind: "SERIES", seriesId: series.id, minAttended: 1, title: "De reeks" },
        { kind: "ASSIGNMENT", title: "Doe een proef", description: "Klein mag.", link: "https://doen.example/" },
      ],
    });
    expect(track).toMatchObject({
      ...{ status: "DRAFT", title: "Leren deelnemen", description: "Voor wie begint.", language: "FR", version: 1 },
      ...{ requiredSteps: 2, capacity: { limit: 12, taken: 0, waiting: 0 }, publishedAt: null },
      ...{ themes: [{ slug: theme.slug }], coordinators: [{ id: coordinator.id }] },
      steps: [
        { kind: "READING", title: "Lees eerst dit", link: "https://lezen.example/", gathering: null, series: null },
        { kind: "GATHERING", title: null, gathering: { id: gathering.id }, counts: true },
        { kind: "SERIES", title: "De reeks", series: { id: series.id }, minAttended: 1, counts: true },
        { kind: "ASSIGNMENT", title: "Doe een proef", description: "Klein mag.", link: "https://doen.example/" },
      ],
    });
    expect(await on.read(track.id, organiser)).toEqual(track);
  });

  it("and coordinates it when nobody else is named", async () => {
    expect((await on.create(organiser)).coordinators).toEqual([{ id: organiser.id }]);
  });

  it.each<[string, object, string, string]>([
    ["a title of nothing", { title: " " }, "REQUIRED", "title"],
    ["no place at all", { capacity: 0 }, "OUT_OF_RANGE", "capacity"],
    ["more required steps than there are", { requiredSteps: 2 }, "OUT_OF_RANGE", "requiredSteps"],
    ["nobody to coordinate it", { coordinators: [] }, "REQUIRED", "coordinators"],
    ["an unknown coordinator", { coordinators: ["00000000-0000-7000-8000-000000000000"] }, "UNKNOWN", "coordinators.0"],
    ["an unknown theme", { themes: ["nergens"] }, "UNKNOWN", "themes.0"],
    ["a reading without a link", { steps: [{ kind: "READING", title: "Lees" }] }, "REQUIRED", "steps.0.link"],
    ["a reading without a title", { steps: [{ kind: "READING", link: "https://a.be/" }] }, "REQUIRED", "steps.0.title"],
    [
      "a link that is not https",
      { steps: [{ kind: "ASSIGNMENT", title: "Doe", link: "http://doen.example/" }] },
      ...(["INVALID_FORMAT", "steps.0.link"] as const),
    ],
    [
      "a reading with a gathering",
      {
        steps: [
          { kind: "READING", title: "L", link: "https://a.be/", gatheringId: "00000000-0000-7000-8000-000000000000" },
        ],
      },
      ...(["NOT_ALLOWED", "steps.0.gatheringId"] as const),
    ],
    [
      "a gathering to attend twice",
      { steps: [{ kind: "GATHERING", minAttended: 2 }] },
      "NOT_ALLOWED",
      "steps.0.minAttended",
    ],
    [
      "a step of another track",
      { steps: [{ id: "00000000-0000-7000-8000-000000000000", kind: "GATHERING" }] },
      ...(["UNKNOWN", "steps.0.id"] as const),
    ],
    [
      "a gathering that is not there",
      { steps: [{ kind: "GATHERING", gatheringId: "00000000-0000-7000-8000-000000000000" }] },
      ...(["UNKNOWN", "steps.0.gatheringId"] as const),
    ],
    [
      "a series that is not there",
      { steps: [{ kind: "SERIES", seriesId: "00000000-0000-7000-8000-000000000000" }] },
      ...(["UNKNOWN", "steps.0.seriesId"] as const),
    ],
  ])("but not with %s", async (_what, overrides, problem, path) => {
    const input = { title: "Leren", steps: [on.reading()], ...overrides };
    expect(await on.refused("createLearningTrack", organiser, input)).toEqual([
      { code: "INVALID_INPUT", path: ["input", ...path.split(".")], problem },
    ]);
  });

  it("but not with more than 50 steps, nor with the same gathering twice", async () => {
    const many = Array.from({ length: 51 }, () => on.reading());
    expect(await on.refused("createLearningTrack", organiser, { title: "L", steps: many })).toEqual([
      { code: "INVALID_INPUT", path: ["input", "steps"], problem: "TOO_MANY" },
    ]);
    const { id: gatheringId } = await on.build.buildGathering();
    const twice = [1, 2].map(() => ({ kind: "GATHERING", gatheringId }));
    expect(await on.refused("createLearningTrack", organiser, { title: "L", steps: twice })).toEqual([
      { code: "INVALID_INPUT", path: ["input", "steps", "1", "gatheringId"], problem: "DUPLICATE" },
    ]);
  });

  it("but not with a step that refers to a gathering that was cancelled, hidden or is only proposed", async () => {
    const refusedWith = async (overrides: object, problem: string) => {
      const { id: gatheringId } = await on.build.buildGathering(overrides);
      const input = { title: "Leren", steps: [{ kind: "GATHERING", gatheringId }] };
      expect(await on.refused("createLearningTrack", organiser, input)).toEqual([
        { code: "INVALID_INPUT", path: ["input", "steps", "0", "gatheringId"], problem },
      ]);
    };
    await refusedWith({ status: GatheringStatus.CANCELLED }, "NOT_ALLOWED");
    await refusedWith({ hiddenAt: new Date() }, "NOT_ALLOWED");
    await refusedWith({ status: GatheringStatus.PROPOSED }, "NOT_ALLOWED");
  });

  it("which other members cannot", async () => {
    await expect(on.create(member)).rejects.toThrow("FORBIDDEN");
    const { id } = await on.build.buildTrack();
    await expect(on.done("duplicateLearningTrack", member, { id })).rejects.toThrow("FORBIDDEN");
  });
});

describe("a draft", () => {
  it("is for its coordinators and organisers alone, and nobody can enrol in it", async () => {
    const coordinator = await on.person();
    const { id } = await on.create(organiser, { coordinators: [coordinator.id] });
    expect(await on.read(id, coordinator)).toMatchObject({ id, viewerCanEdit: true });
    expect(await on.read(id, member)).toBeNull();
    expect(await on.read(id)).toBeNull();
    expect(await on.list({ statuses: ["DRAFT"] }, coordinator)).toEqual([id]);
    expect(await on.list({ statuses: ["DRAFT"] }, member)).toEqual([]);
    expect(await on.refused("enrolInTrack", coordinator, { trackId: id })).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("is published by its coordinator once each step has what it needs", async () => {
    const coordinator = await on.person();
    const draft = await on.create(organiser, { coordinators: [coordinator.id], steps: [{ kind: "GATHERING" }] });
    const input = { id: draft.id, version: 1 };
    expect(await on.refused("publishLearningTrack", coordinator, input)).toMatchObject([{ code: "TRACK_INCOMPLETE" }]);
    const { id: gatheringId } = await on.build.buildGathering();
    const steps = [{ id: draft.steps[0].id, kind: "GATHERING", gatheringId }];
    await on.done("editLearningTrack", coordinator, { ...input, steps });
    expect(await on.publish(coordinator, { id: draft.id, version: 2 })).toMatchObject({
      status: "PUBLISHED",
      version: 3,
    });
    expect(await on.read(draft.id)).toMatchObject({ id: draft.id, viewerCanEdit: false });
  });

  it("whose gathering was cancelled meanwhile is not published", async () => {
    const { id: gatheringId } = await on.build.buildGathering();
    const steps = [
      { kind: "READING", title: "Lees dit", link: "https://lezen.example/" },
      { kind: "GATHERING", gatheringId },
    ];
    const { id } = await on.create(organiser, { steps });
    await app.services.database.query(
      sql`WITH cancelled AS (UPDATE gathering SET status = 'CANCELLED' WHERE id = ${gatheringId} RETURNING 1) SELECT FROM cancelled`,
    );
    expect(await on.refused("publishLearningTrack", organiser, { id, version: 1 })).toMatchObject([
      { code: "TRACK_INCOMPLETE", path: ["input", "id"] },
    ]);
  });

  it("without steps is not published", async () => {
    const { id } = await on.create(organiser, { steps: [] });
    expect(await on.refused("publishLearningTrack", organiser, { id, version: 1 })).toMatchObject([
      { code: "TRACK_INCOMPLETE", path: ["input", "id"] },
    ]);
  });
});

describe("an edit", () => {
  it("replaces the steps, and those that are kept retain their ids, in another order too", async () => {
    const track = await on.published(organiser, { steps: [on.reading("Eén"), on.reading("Twee"), on.reading("Drie")] });
    const [one, , three] = track.steps;
    const edited = await on.done("editLearningTrack", organiser, {
      ...{ id: track.id, version: track.version },
      steps: [on.reading("Drie bis", { id: three.id }), on.reading("Nieuw"), on.reading("Eén", { id: one.id })],
    });
    expect(edited.steps).toMatchObject([
      { id: three.id, title: "Drie bis" },
      { title: "Nieuw" },
      { id: one.id, title: "Eén" },
    ]);
    expect(edited.version).toBe(track.version + 1);
  });

  it("that changes nothing makes no version", async () => {
    const track = await on.published(organiser);
    const steps = track.steps.map(({ id, kind, title, link }: Record<string, string>) => ({ id, kind, title, link }));
    const input = { id: track.id, version: track.version, title: track.title, steps, coordinators: [organiser.id] };
    expect((await on.done("editLearningTrack", organiser, input)).version).toBe(track.version);
  });

  it("clears with null what may be empty", async () => {
    const track = await on.published(organiser, {
      description: "Weg ermee",
      language: "NL",
      capacity: 3,
      requiredSteps: 1,
    });
    const nothing = { description: null, language: null, capacity: null, requiredSteps: null, themes: null };
    expect(
      await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, ...nothing }),
    ).toMatchObject({ description: null, language: null, capacity: { limit: null }, requiredSteps: null, themes: [] });
  });

  it.each<[string, object, string, string]>([
    ["no step left", { steps: [] }, "REQUIRED", "steps"],
    ["a gathering still to be chosen", { steps: [{ kind: "GATHERING" }] }, "REQUIRED", "steps.0.gatheringId"],
    ["a series still to be chosen", { steps: [{ kind: "SERIES" }] }, "REQUIRED", "steps.0.seriesId"],
    ["the steps cleared", { steps: null }, "REQUIRED", "steps"],
  ])("of a published track is refused with %s", async (_what, changes, problem, path) => {
    const { id, version } = await on.published(organiser);
    expect(await on.refused("editLearningTrack", organiser, { id, version, ...changes })).toEqual([
      { code: "INVALID_INPUT", path: ["input", ...path.split(".")], problem },
    ]);
  });

  it("keeps the kind of a kept step", async () => {
    const { id, version, steps } = await on.published(organiser);
    const other = on.reading("Doe", { id: steps[0].id, kind: "ASSIGNMENT" });
    expect(await on.refused("editLearningTrack", organiser, { id, version, steps: [other] })).toMatchObject([
      { problem: "NOT_ALLOWED", path: ["input", "steps", "0", "kind"] },
    ]);
  });

  it("keeps a gathering that was cancelled since, which counts no more", async () => {
    const gathering = await on.build.buildGathering();
    const track = await on.published(organiser, {
      steps: [on.reading(), { kind: "GATHERING", gatheringId: gathering.id }],
    });
    await app.services.database.source.query("UPDATE gathering SET status = 'CANCELLED' WHERE id = $1", [gathering.id]);
    const [first, second] = track.steps;
    const edited = await on.done("editLearningTrack", organiser, {
      ...{ id: track.id, version: track.version },
      steps: [
        { id: second.id, kind: "GATHERING", gatheringId: gathering.id },
        on.reading("Lees dit", { id: first.id }),
      ],
    });
    expect(edited.steps).toMatchObject([
      { id: second.id, counts: false },
      { id: first.id, counts: true },
    ]);
  });

  it("of others than its coordinators and organisers finds no track", async () => {
    const { id, version } = await on.published(organiser);
    expect(await on.refused("editLearningTrack", member, { id, version, title: "Van mij" })).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "id"] },
    ]);
  });

  it("retains coordinators whom the editor cannot see, as one of them has blocked the other", async () => {
    const [editor, blocker, gone, added] = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    const coordinators = [editor, blocker, gone].map((person) => person!.id);
    const track = await on.published(organiser, { coordinators });
    await app.services.database.source.manager.insert(Block, {
      ...{ blockerId: blocker!.id, blockedId: editor!.id, blockedAt: new Date() },
    });
    const edit = async (by: Person, version: number, ...people: (Person | undefined)[]) => {
      const ids = people.map((person) => person!.id);
      const edited = await on.done("editLearningTrack", by, { id: track.id, version, coordinators: ids });
      const ofAll = (await on.read(track.id, organiser)).coordinators.map(({ id }: { id: string }) => id);
      return { version: edited.version as number, ofAll: ofAll.toSorted() };
    };
    const ids = (...people: (Person | undefined)[]) => people.map((person) => person!.id).toSorted();
    const first = await edit(editor!, track.version, editor, added);
    expect(first.ofAll).toEqual(ids(editor, blocker, added));
    expect(await edit(editor!, first.version, editor, added)).toEqual(first);
    expect((await edit(organiser, first.version, editor)).ofAll).toEqual(ids(editor));
  });

  it("of two coordinators at once is made by one, and the other gets the version that it made, with nothing mixed", async () => {
    const [one, two] = [await on.person(), await on.person()];
    for (let round = 0; round < 5; round++) {
      const track = await on.published(organiser, { coordinators: [one.id, two.id] });
      const edit = (by: Person, name: string) =>
        on.mutate(
          "editLearningTrack",
          by,
          {
            ...{ id: track.id, version: track.version, title: name },
            steps: [on.reading(`${name} 1`), on.reading(`${name} 2`)],
          },
          "track { version }",
        );
      const answers = await Promise.all([edit(one, "Jan"), edit(two, "Mia")]);
      const stale = answers.filter(({ userErrors }) => userErrors.length > 0);
      expect(stale).toMatchObject([
        { track: null, userErrors: [{ code: "STALE_VERSION", currentVersion: track.version + 1 }] },
      ]);
      const winner = answers[0] === stale[0] ? "Mia" : "Jan";
      expect(await on.read(track.id)).toMatchObject({
        ...{ title: winner, version: track.version + 1 },
        steps: [{ title: `${winner} 1` }, { title: `${winner} 2` }],
      });
    }
  });
});

describe("a withdrawn track", () => {
  it("is there for those enrolled, and can be neither edited, published nor followed", async () => {
    const [learner, former] = [await on.person(), await on.person()];
    const { id, version, steps } = await on.published(organiser);
    for (const one of [learner, former]) await on.enrol(one, id);
    await on.leave(former, id);
    expect(await on.done("withdrawLearningTrack", organiser, { id, version })).toMatchObject({
      ...{ status: TrackStatus.WITHDRAWN, viewerCanEdit: false },
    });
    expect(await on.read(id, learner)).toMatchObject({ status: "WITHDRAWN" });
    for (const one of [former, member, undefined]) expect(await on.read(id, one)).toBeNull();
    expect(await on.list()).not.toContain(id);
    const later = { id, version: version + 1 };
    for (const [name, by, input, code] of [
      ["editLearningTrack", organiser, { ...later, title: "Toch" }, "TRACK_WITHDRAWN"],
      ["publishLearningTrack", organiser, later, "TRACK_WITHDRAWN"],
      ["markStep", learner, { stepId: steps[0].id, done: true }, "TRACK_WITHDRAWN"],
      ["enrolInTrack", member, { trackId: id }, "NOT_FOUND"],
    ] as const)
      expect([name, await on.refused(name, by, input)]).toMatchObject([name, [{ code }]]);
    expect(await on.leave(learner, id)).toMatchObject({ status: "LEFT" });
  });
});

describe("a duplicate", () => {
  it("is a draft with everything but the learners, and only the gatherings that are to come", async () => {
    const [theme, coordinator] = [await on.build.buildTheme(), await on.person()];
    const toCome = await on.build.buildGathering();
    const past = await on.build.buildGathering({ startsAt: new Date(Date.now() - 9 * 86_400_000) });
    const track = await on.published(organiser, {
      ...{ themes: [theme.slug], coordinators: [coordinator.id], language: "NL", capacity: 5, requiredSteps: 3 },
      steps: [
        on.reading("Lees dit"),
        { kind: "GATHERING", gatheringId: toCome.id, title: "Straks" },
        { kind: "GATHERING", gatheringId: past.id, title: "Toen" },
      ],
    });
    await on.enrol(member, track.id);
    const copy = await on.done("duplicateLearningTrack", organiser, { id: track.id, title: "Tweede editie" });
    expect(copy).toMatchObject({
      ...{ status: "DRAFT", title: "Tweede editie", language: "NL", requiredSteps: 3, version: 1 },
      ...{ capacity: { limit: 5, taken: 0, waiting: 0 }, themes: [{ slug: theme.slug }] },
      coordinators: [{ id: coordinator.id }],
      steps: [
        { kind: "READING", title: "Lees dit", link: "https://lezen.example/" },
        { kind: "GATHERING", title: "Straks", gathering: { id: toCome.id } },
        { kind: "GATHERING", title: "Toen", gathering: null, counts: false },
      ],
    });
    expect(copy.id).not.toBe(track.id);
    expect(copy.steps[0].id).not.toBe(track.steps[0].id);
  });
});

describe("the list of tracks", () => {
  it("has published ones, newest first, by theme with the narrower ones, language and whether enrolment is open", async () => {
    const broader = await on.build.buildTheme();
    const narrower = await on.build.buildTheme(undefined, { broaderId: broader.id });
    const at = (days: number) => new Date(Date.now() - days * 86_400_000);
    const old = await on.build.buildTrack({ createdAt: at(9), themes: [broader], language: "FR" as never });
    const recent = await on.build.buildTrack({ createdAt: at(1), themes: [narrower], enrolmentClosesAt: at(0.5) });
    const hidden = await on.build.buildTrack({ themes: [broader], hiddenAt: new Date() });
    const themes = [broader.slug];
    expect(await on.list({ themes })).toEqual([recent.id, old.id]);
    expect(await on.list({ themes: [narrower.slug] })).toEqual([recent.id]);
    expect(await on.list({ themes, language: "FR" })).toEqual([old.id]);
    expect(await on.list({ themes, openForEnrolment: true })).toEqual([old.id]);
    expect(await on.list({ themes, openForEnrolment: false })).toEqual([recent.id]);
    expect(await on.list({ themes, statuses: ["PUBLISHED"] }, organiser)).not.toContain(hidden.id);
    const { data } = await app.ask(
      `query ($slug: String!) { theme(slug: $slug) { learningTracks { totalCount nodes { id } } } }`,
      { slug: broader.slug },
    );
    expect(data.theme.learningTracks).toEqual({ totalCount: 1, nodes: [{ id: old.id }] });
  });
});

describe("a gathering", () => {
  it("names the newest published track of which it or its series is a step", async () => {
    const series = await on.build.buildSeries();
    const [alone, inSeries] = [await on.build.buildGathering(), await on.build.buildGathering({ seriesId: series.id })];
    const trackOf = async (id: string) =>
      (await app.ask(`query ($id: ID!) { gathering(id: $id) { track { id } } }`, { id })).data.gathering.track;
    expect(await trackOf(alone.id)).toBeNull();
    const first = await on.published(organiser, {
      steps: [
        { kind: "GATHERING", gatheringId: alone.id },
        { kind: "SERIES", seriesId: series.id },
      ],
    });
    expect([await trackOf(alone.id), await trackOf(inSeries.id)]).toEqual([{ id: first.id }, { id: first.id }]);
    const second = await on.published(organiser, { steps: [{ kind: "GATHERING", gatheringId: alone.id }] });
    expect([await trackOf(alone.id), await trackOf(inSeries.id)]).toEqual([{ id: second.id }, { id: first.id }]);
    await on.create(organiser, { steps: [{ kind: "GATHERING", gatheringId: alone.id }] });
    expect(await trackOf(alone.id)).toEqual({ id: second.id });
  });
});
