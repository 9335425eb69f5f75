import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { tracking, type Person } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
let organiser: Person;
let learner: Person;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
  organiser = await on.organiser();
  learner = await on.person();
});
afterAll(() => app.end());

const query = (text: string, values: unknown[] = []) =>
  app.services.database.source.query<Record<string, unknown>[]>(text, values);
const completions = async (trackId: string) =>
  query(`SELECT "subject_id" AS id, data FROM event WHERE kind = 'track.completed' AND data->>'trackId' = $1`, [
    trackId,
  ]);

describe("a mark", () => {
  it("is made once, and taken back until the track is completed", async () => {
    const { id, steps } = await on.published(organiser, { steps: [on.reading("Eén"), on.reading("Twee")] });
    await on.enrol(learner, id);
    const marked = await on.mark(learner, steps[0].id);
    expect(marked).toMatchObject({
      ...{ progress: { done: 1, needed: 2 }, completedAt: null },
      steps: [
        { doneAt: expect.any(String), step: { id: steps[0].id } },
        { doneAt: null, step: { id: steps[1].id } },
      ],
    });
    expect(await on.mark(learner, steps[0].id)).toEqual(marked);
    expect(await on.mark(learner, steps[0].id, false)).toMatchObject({ progress: { done: 0, needed: 2 } });
    for (const { id: stepId } of steps) await on.mark(learner, stepId);
    expect(await on.enrolmentOf(learner, id)).toMatchObject({ completedAt: expect.any(String) });
    expect(await on.refused("markStep", learner, { stepId: steps[0].id, done: false })).toMatchObject([
      { code: "TRACK_COMPLETED", path: ["input", "stepId"] },
    ]);
    expect(await on.refused("leaveTrack", learner, { trackId: id })).toMatchObject([{ code: "TRACK_COMPLETED" }]);
  });

  it("is for readings and assignments of a track that one follows, not for a gathering", async () => {
    const gathering = await on.build.buildGathering();
    const { id, steps } = await on.published(organiser, {
      ...{ steps: [{ kind: "GATHERING", gatheringId: gathering.id }, on.reading()], capacity: 1 },
    });
    const [reader, waiting] = [await on.person(), await on.person()];
    const input = (index: number) => ({ stepId: steps[index].id, done: true });
    expect(await on.refused("markStep", reader, input(1))).toMatchObject([{ code: "NOT_ENROLLED" }]);
    await on.enrol(reader, id);
    await on.enrol(waiting, id);
    expect(await on.refused("markStep", waiting, input(1))).toMatchObject([{ code: "NOT_ENROLLED" }]);
    expect(await on.refused("markStep", reader, input(0))).toMatchObject([
      { code: "INVALID_INPUT", problem: "NOT_ALLOWED", path: ["input", "stepId"] },
    ]);
    expect(await on.refused("markStep", reader, { stepId: id, done: true })).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("a gathering", () => {
  it("is done by a check-in, also by one from before the enrolment, and no other presence", async () => {
    const [gathering, reader] = [await on.build.buildGathering(), await on.person()];
    const { id } = await on.published(organiser, {
      steps: [{ kind: "GATHERING", gatheringId: gathering.id }, on.reading()],
    });
    await on.build.buildRegistration({ gatheringId: gathering.id, memberId: reader.id, checkedInAt: new Date() });
    expect(await on.enrol(reader, id)).toMatchObject({ progress: { done: 1, needed: 2 } });
    const absent = await on.person();
    await on.build.buildRegistration({ gatheringId: gathering.id, memberId: absent.id });
    expect(await on.enrol(absent, id)).toMatchObject({ progress: { done: 0, needed: 2 } });
  });

  it("that was cancelled or hidden counts no more, but for who was there", async () => {
    const gathering = await on.build.buildGathering();
    const { id } = await on.published(organiser, {
      steps: [{ kind: "GATHERING", gatheringId: gathering.id }, on.reading()],
    });
    const [there, absent] = [await on.person(), await on.person()];
    await on.build.buildRegistration({ gatheringId: gathering.id, memberId: there.id, checkedInAt: new Date() });
    for (const one of [there, absent]) await on.enrol(one, id);
    await query("UPDATE gathering SET hidden_at = now() WHERE id = $1", [gathering.id]);
    expect((await on.enrolmentOf(absent, id)).progress).toEqual({ done: 0, needed: 1 });
    expect((await on.enrolmentOf(there, id)).progress).toEqual({ done: 1, needed: 2 });
  });
});

describe("a series", () => {
  it("is done by as many check-ins as it asks for, or as many as take place", async () => {
    const series = await on.build.buildSeries();
    const gatherings = await Promise.all([1, 2, 3].map(() => on.build.buildGathering({ seriesId: series.id })));
    const { id } = await on.published(organiser, {
      steps: [{ kind: "SERIES", seriesId: series.id, minAttended: 2 }, on.reading()],
    });
    const reader = await on.person();
    await on.enrol(reader, id);
    const attend = (index: number) =>
      on.build.buildRegistration({ gatheringId: gatherings[index]!.id, memberId: reader.id, checkedInAt: new Date() });
    await attend(0);
    expect((await on.enrolmentOf(reader, id)).progress).toEqual({ done: 0, needed: 2 });
    await query("UPDATE gathering SET status = 'CANCELLED' WHERE id = ANY($1)", [
      gatherings.slice(1).map((one) => one.id),
    ]);
    expect((await on.enrolmentOf(reader, id)).progress).toEqual({ done: 1, needed: 2 });
  });
});

describe("completion", () => {
  it("comes with the number of steps that the track asks for, once, and is announced once", async () => {
    const { id, steps } = await on.published(organiser, {
      ...{ steps: [on.reading("Eén"), on.reading("Twee"), on.reading("Drie")], requiredSteps: 2 },
    });
    const reader = await on.person();
    const { id: enrolmentId } = await on.enrol(reader, id);
    await on.mark(reader, steps[2].id);
    const completed = await on.mark(reader, steps[0].id);
    expect(completed).toMatchObject({ progress: { done: 2, needed: 2 }, completedAt: expect.any(String) });
    expect(await on.mark(reader, steps[1].id)).toMatchObject({
      ...{ progress: { done: 3, needed: 2 }, completedAt: completed.completedAt },
    });
    expect(await completions(id)).toEqual([{ id: enrolmentId, data: { trackId: id, memberId: reader.id } }]);
  });

  it("stays when steps are added", async () => {
    const track = await on.published(organiser);
    const reader = await on.person();
    await on.enrol(reader, track.id);
    const { completedAt } = await on.mark(reader, track.steps[0].id);
    const steps = [on.reading("Lees dit", { id: track.steps[0].id }), on.reading("En nu dit")];
    await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, steps });
    expect(await on.enrolmentOf(reader, track.id)).toMatchObject({ completedAt, progress: { done: 1, needed: 2 } });
  });

  it("comes once when the last two steps are marked at the same time, twice over", async () => {
    for (let round = 0; round < 5; round++) {
      const { id, steps } = await on.published(organiser, { steps: [on.reading("Eén"), on.reading("Twee")] });
      const reader = await on.person();
      await on.enrol(reader, id);
      await Promise.all([0, 1, 0, 1].map((index) => on.mark(reader, steps[index].id)));
      expect(await on.enrolmentOf(reader, id)).toMatchObject({ completedAt: expect.any(String) });
      expect(await completions(id)).toHaveLength(1);
    }
  });
});
