import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { followed, subscribers } from "../support/follow.js";
import { organising } from "../gatherings/organising.js";
import { tracking, type Person } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
let organiser: Person;
let learner: Person;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
});
beforeEach(async () => {
  [organiser, learner] = [await on.organiser(), await on.person()];
});
afterAll(() => app.end());

/** The notifications about tracks of somebody, the latest first. */
const heardBy = async (by: Person): Promise<{ kind: string; text: string; track: { id: string } | null }[]> => {
  await app.caughtUp();
  const query = "{ viewer { notifications { nodes { kind count text(language: NL) track { id } } } } }";
  const { data, errors } = await app.ask(query, {}, by.token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.viewer.notifications.nodes;
};
const kindsOf = async (by: Person) => (await heardBy(by)).map(({ kind }) => kind);

describe("a learner hears", () => {
  it("of a place that comes free", async () => {
    const { id, title } = await on.published(organiser, { capacity: 1 });
    const first = await on.person();
    for (const by of [first, learner]) await on.enrol(by, id);
    await on.leave(first, id);
    expect(await heardBy(learner)).toMatchObject([
      {
        ...{ kind: "TRACK_PLACE_GIVEN", track: { id } },
        text: `Er kwam een plaats vrij: je bent ingeschreven voor het leertraject “${title}”.`,
      },
    ]);
    expect(await kindsOf(first)).toEqual([]);
  });

  it("of other steps, not of another title, while under way", async () => {
    const track = await on.published(organiser);
    const waiting = await on.person();
    await on.enrol(learner, track.id);
    await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, title: "Anders" });
    expect(await kindsOf(learner)).toEqual([]);
    const steps = [on.reading("Lees dit", { id: track.steps[0].id }), on.reading("En dit")];
    await on.done("editLearningTrack", organiser, { id: track.id, version: track.version + 1, steps });
    expect(await heardBy(learner)).toMatchObject([
      { kind: "TRACK_CHANGED", text: "De stappen van het leertraject “Anders” zijn gewijzigd." },
    ]);
    expect(await kindsOf(waiting)).toEqual([]);
  });

  it("that they completed the track, and then no more of its changes", async () => {
    const track = await on.published(organiser);
    await on.enrol(learner, track.id);
    await on.mark(learner, track.steps[0].id);
    await on.done("withdrawLearningTrack", organiser, { id: track.id, version: track.version });
    expect(await heardBy(learner)).toMatchObject([
      { kind: "TRACK_COMPLETED", text: `Proficiat: je hebt het leertraject “${track.title}” voltooid.` },
    ]);
  });

  it("that the track was withdrawn, also on the waiting list, and not after leaving", async () => {
    const { id, version } = await on.published(organiser, { capacity: 1 });
    const [waiting, former] = [await on.person(), await on.person()];
    for (const by of [learner, waiting, former]) await on.enrol(by, id);
    await on.leave(former, id);
    await on.done("withdrawLearningTrack", organiser, { id, version });
    for (const by of [learner, waiting]) expect(await kindsOf(by)).toEqual(["TRACK_WITHDRAWN"]);
    expect(await kindsOf(former)).toEqual([]);
  });
});

describe("a coordinator hears", () => {
  it("that they are one, unless they made themselves one", async () => {
    const coordinator = await on.person();
    const { id, version } = await on.create(organiser, { coordinators: [organiser.id, coordinator.id] });
    expect(await heardBy(coordinator)).toMatchObject([{ kind: "TRACK_COORDINATOR", track: { id } }]);
    expect(await kindsOf(organiser)).toEqual([]);
    const added = await on.person();
    const coordinators = [coordinator.id, added.id];
    await on.done("editLearningTrack", coordinator, { id, version, coordinators });
    expect(await kindsOf(added)).toEqual(["TRACK_COORDINATOR"]);
    expect(await kindsOf(coordinator)).toEqual(["TRACK_COORDINATOR"]);
  });

  it("of a step that does not take place, unless they cancelled it", async () => {
    const act = organising(app);
    const coordinator = await on.person();
    const gathering = await on.build.buildGathering();
    const { id, title } = await on.published(organiser, {
      ...{ steps: [on.reading(), { kind: "GATHERING", gatheringId: gathering.id }] },
      coordinators: [organiser.id, coordinator.id],
    });
    await act.done("cancelGathering", organiser, { id: gathering.id, version: 1, reason: "De zaal is weg." });
    expect(await heardBy(coordinator)).toMatchObject([
      {
        ...{ kind: "TRACK_STEP_DROPPED", track: { id } },
        text: `Van je leertraject “${title}” gaat een stap niet door: kies een andere bijeenkomst.`,
      },
      { kind: "TRACK_COORDINATOR" },
    ]);
    expect(await kindsOf(organiser)).toEqual([]);
  });
});

describe("a notification about a track", () => {
  it("is not there while a moderator hides the track", async () => {
    const { id, steps } = await on.published(organiser);
    await on.enrol(learner, id);
    await on.mark(learner, steps[0].id);
    expect(await kindsOf(learner)).toEqual(["TRACK_COMPLETED"]);
    await app.services.database.source.query("UPDATE learning_track SET hidden_at = now() WHERE id = $1", [id]);
    expect(await kindsOf(learner)).toEqual([]);
  });
});

describe("trackChanged", () => {
  it("delivers the track as it is with each change, and to others than its coordinators nothing of a draft", async () => {
    const track = await on.published(organiser, { capacity: 5 });
    const LIVE = `subscription ($id: ID!) { trackChanged(trackId: $id) { track { title status capacity { taken } } } }`;
    const live = followed<{ trackChanged: { track: object } }>(app.socket(), LIVE, { id: track.id });
    await subscribers(app, 1);
    await on.enrol(learner, track.id);
    await live.has(1);
    await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, title: "Nieuw" });
    const events = await live.has(2);
    expect(events.map(({ trackChanged }) => trackChanged.track)).toEqual([
      { title: track.title, status: "PUBLISHED", capacity: { taken: 1 } },
      { title: "Nieuw", status: "PUBLISHED", capacity: { taken: 1 } },
    ]);
    live.stop();
    await subscribers(app, 0);
  });
});

describe("trackChanged for a member who enrols while they follow it", () => {
  it("delivers that the track is withdrawn, which others do not see any more", async () => {
    const track = await on.published(organiser);
    const LIVE = `subscription ($id: ID!) { trackChanged(trackId: $id) { track { status } } }`;
    const followedBy = (token?: string) =>
      followed<{ trackChanged: { track: { status: string } } }>(app.socket(token), LIVE, { id: track.id });
    const [own, others] = [followedBy(learner.token), followedBy()];
    await subscribers(app, 2);
    await on.enrol(learner, track.id);
    await Promise.all([own.has(1), others.has(1)]);
    await on.done("withdrawLearningTrack", organiser, { id: track.id, version: track.version });
    const statuses = (await own.has(2)).map(({ trackChanged }) => trackChanged.track.status);
    expect(statuses).toEqual(["PUBLISHED", "WITHDRAWN"]);
    expect(await others.has(1)).toHaveLength(1);
    for (const live of [own, others]) live.stop();
    await subscribers(app, 0);
  });
});

describe("the viewer's enrolments", () => {
  it("are their own, the latest first, without those that ended unless asked for", async () => {
    const tracks = [await on.published(organiser), await on.published(organiser), await on.published(organiser)];
    for (const { id } of tracks) await on.enrol(learner, id);
    await on.leave(learner, tracks[1].id);
    await on.enrol(await on.person(), tracks[0].id);
    const idsOf = async (args: string) => {
      const query = `{ viewer { enrolments${args} { totalCount nodes { track { id } } } } }`;
      const { data } = await app.ask(query, {}, learner.token);
      return data.viewer.enrolments.nodes.map(({ track }: { track: { id: string } }) => track.id);
    };
    expect(await idsOf("")).toEqual([tracks[2].id, tracks[0].id]);
    expect(await idsOf("(statuses: [LEFT])")).toEqual([tracks[1].id]);
  });
});
