import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { tracking, type Person } from "./tracking.js";

let app: TestApp;
let on: ReturnType<typeof tracking>;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = tracking(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

describe("a member who enrols", () => {
  it("has a place while there are free ones, and then waits in the order of enrolment", async () => {
    const { id } = await on.published(organiser, { capacity: 1 });
    const [jan, mia, piet] = [await on.person(), await on.person(), await on.person()];
    expect(await on.enrol(jan, id)).toMatchObject({
      status: "ENROLLED",
      position: null,
      track: { id },
      member: { id: jan.id },
    });
    expect(await on.enrol(mia, id)).toMatchObject({ status: "WAITLISTED", position: 1 });
    expect(await on.enrol(piet, id)).toMatchObject({ status: "WAITLISTED", position: 2 });
    expect((await on.read(id)).capacity).toEqual({ limit: 1, taken: 1, waiting: 2 });
  });

  it("does so once", async () => {
    const { id } = await on.published(organiser);
    const jan = await on.person();
    await on.enrol(jan, id);
    expect(await on.refused("enrolInTrack", jan, { trackId: id })).toMatchObject([
      { code: "ALREADY_ENROLLED", path: ["input", "trackId"] },
    ]);
  });

  it("comes too late once enrolment has closed, and who is in stays", async () => {
    const { id, version } = await on.published(organiser);
    const [jan, mia] = [await on.person(), await on.person()];
    await on.enrol(jan, id);
    const enrolmentClosesAt = new Date(Date.now() - 1_000).toISOString();
    await on.done("editLearningTrack", organiser, { id, version, enrolmentClosesAt });
    expect(await on.refused("enrolInTrack", mia, { trackId: id })).toMatchObject([{ code: "ENROLMENT_CLOSED" }]);
    expect(await on.enrolmentOf(jan, id)).toMatchObject({ status: "ENROLLED" });
  });

  it("finds no track that a moderator has hidden", async () => {
    const { id } = await on.build.buildTrack({ hiddenAt: new Date() });
    expect(await on.refused("enrolInTrack", await on.person(), { trackId: id })).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("a member who leaves", () => {
  it("gives the place to the first who waits, and comes back behind the others", async () => {
    const { id } = await on.published(organiser, { capacity: 1 });
    const [jan, mia, piet] = [await on.person(), await on.person(), await on.person()];
    for (const one of [jan, mia, piet]) await on.enrol(one, id);
    expect(await on.leave(jan, id)).toMatchObject({ status: "LEFT", position: null });
    expect(await on.enrolmentOf(mia, id)).toMatchObject({ status: "ENROLLED" });
    expect(await on.enrolmentOf(piet, id)).toMatchObject({ status: "WAITLISTED", position: 1 });
    expect(await on.enrol(jan, id)).toMatchObject({ status: "WAITLISTED", position: 2 });
  });

  it("half-way finds their marks again when they return", async () => {
    const { id, steps } = await on.published(organiser, { steps: [on.reading("Eén"), on.reading("Twee")] });
    const jan = await on.person();
    await on.enrol(jan, id);
    await on.mark(jan, steps[0].id);
    await on.leave(jan, id);
    expect(await on.refused("markStep", jan, { stepId: steps[1].id, done: true })).toMatchObject([
      { code: "NOT_ENROLLED" },
    ]);
    expect(await on.enrol(jan, id)).toMatchObject({ progress: { done: 1, needed: 2 }, completedAt: null });
  });

  it("was in the track", async () => {
    const { id } = await on.published(organiser);
    const jan = await on.person();
    expect(await on.refused("leaveTrack", jan, { trackId: id })).toMatchObject([{ code: "NOT_ENROLLED" }]);
    await on.enrol(jan, id);
    await on.leave(jan, id);
    expect(await on.refused("leaveTrack", jan, { trackId: id })).toMatchObject([{ code: "NOT_ENROLLED" }]);
  });
});

describe("places", () => {
  it("that are added go to those who wait, in their order, and none is taken away", async () => {
    const track = await on.published(organiser, { capacity: 1 });
    const people = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    for (const one of people) await on.enrol(one, track.id);
    const edited = await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, capacity: 3 });
    expect(edited.capacity).toEqual({ limit: 3, taken: 3, waiting: 1 });
    const statuses = await Promise.all(people.map(async (one) => (await on.enrolmentOf(one, track.id)).status));
    expect(statuses).toEqual(["ENROLLED", "ENROLLED", "ENROLLED", "WAITLISTED"]);
    const fewer = { id: track.id, version: edited.version, capacity: 2 };
    expect(await on.refused("editLearningTrack", organiser, fewer)).toMatchObject([
      { code: "INVALID_INPUT", problem: "NOT_ALLOWED", path: ["input", "capacity"] },
    ]);
    const unlimited = { id: track.id, version: edited.version, capacity: null };
    expect((await on.done("editLearningTrack", organiser, unlimited)).capacity).toEqual({
      limit: null,
      taken: 4,
      waiting: 0,
    });
  });
});

describe("who is where", () => {
  it("is for the coordinators and organisers, without those who left; a learner sees their own", async () => {
    const [coordinator, jan, mia, piet] = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    const { id } = await on.published(organiser, { coordinators: [coordinator!.id], capacity: 2 });
    for (const one of [jan!, mia!, piet!]) await on.enrol(one, id);
    const seenBy = async (by?: Person) =>
      (
        await on.read(
          id,
          by,
          "enrolments(statuses: [ENROLLED, WAITLISTED, LEFT]) { nodes { member { id } status progress { done needed } } }",
        )
      ).enrolments.nodes.map(({ member }: { member: { id: string } | null }) => member?.id);
    expect(await seenBy(coordinator)).toEqual([jan!.id, mia!.id, piet!.id]);
    expect(await seenBy(organiser)).toEqual([jan!.id, mia!.id, piet!.id]);
    expect(await seenBy(jan)).toEqual([jan!.id]);
    expect(await seenBy()).toEqual([]);
    await on.leave(mia!, id);
    expect(await seenBy(coordinator)).toEqual([jan!.id, piet!.id]);
    expect(await seenBy(mia)).toEqual([mia!.id]);
  });
});
