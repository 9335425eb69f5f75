import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TrackStepKind } from "../../src/domains/tracks/track.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { tracking, type Person } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
let coordinator: Person;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
  coordinator = await on.person();
});
afterAll(() => app.end());

/** Fills a track with steps of each kind, and learners. */
async function fillTrack(learners: number): Promise<void> {
  const series = await on.build.buildSeries();
  const inSeries = await on.build.buildGathering({ seriesId: series.id });
  const { id: gatheringId } = await on.build.buildGathering();
  const track = await on.build.buildTrack({ coordinators: [coordinator], themes: [await on.build.buildTheme()] });
  const at = { trackId: track.id, link: null, title: null };
  await on.build.buildStep({ trackId: track.id });
  await on.build.buildStep({ ...at, position: 1, kind: TrackStepKind.GATHERING, gatheringId });
  await on.build.buildStep({ ...at, position: 2, kind: TrackStepKind.SERIES, seriesId: series.id });
  for (let n = 0; n < learners; n++) {
    const { memberId } = await on.build.buildEnrolment({ trackId: track.id });
    await on.build.buildRegistration({ gatheringId: inSeries.id, memberId });
  }
  await on.build.buildEnrolment({ trackId: track.id, memberId: coordinator.id });
}

const ENROLMENT = "status position progress { done needed } steps { counts doneAt step { title } } member { name }";
const queries = {
  "the list of tracks": `{ learningTracks(first: 10) { totalCount nodes { title themes { label } coordinators { name }
    capacity { taken waiting } viewerCanEdit viewerEnrolment { ${ENROLMENT} }
    steps { counts gathering { title track { title } } series { title } } } } }`,
  "who is where": `{ learningTracks(first: 10) { nodes { enrolments(first: 10) { totalCount nodes { ${ENROLMENT} } } } } }`,
  "the viewer's enrolments": `{ viewer { enrolments(first: 20) { totalCount nodes { ${ENROLMENT} track { title } } } } }`,
};

describe("the number of statements", () => {
  it("does not grow with the tracks, their steps or their learners", async () => {
    const counts = async (): Promise<Record<string, number>> => {
      await app.caughtUp();
      const found: Record<string, number> = {};
      for (const [name, query] of Object.entries(queries)) {
        const statements = await app.statements.ofRequests(async () => {
          const { errors } = await app.ask(query, {}, coordinator.token);
          expect(errors).toBeUndefined();
        });
        found[name] = statements.length;
      }
      return found;
    };
    for (let n = 0; n < 2; n++) await fillTrack(1);
    // What is in memory is read once.
    await counts();
    const few = await counts();
    for (let n = 0; n < 5; n++) await fillTrack(6);
    expect(await counts()).toEqual(few);
    expect(Math.max(...Object.values(few))).toBeLessThan(20);
  });
});
