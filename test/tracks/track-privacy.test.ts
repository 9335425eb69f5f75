import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
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

const erase = async ({ id }: Person): Promise<void> => {
  const ctx = systemContext(app.services, pino({ level: "silent" }));
  expect(await inTransaction(ctx, (tx) => eraseAccount(tx, id, true))).toBe(true);
};

describe("the export of one's data", () => {
  it("has what the member coordinates, their enrolments and their marks, and nobody else's", async () => {
    const [mine, other] = [await on.person(), await on.person()];
    const { id, steps, title } = await on.published(organiser, {
      ...{ steps: [on.reading("Mijn lectuur"), on.reading("Nog een")], coordinators: [mine.id] },
    });
    for (const by of [mine, other]) {
      await on.enrol(by, id);
      await on.mark(by, steps[0].id);
    }
    const { url } = await on.mutate("exportMyData", mine, {}, "url");
    const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
    const data = JSON.parse(strFromU8(files["data.json"]!));
    expect(data.track_coordinator).toEqual([{ trackId: id, track: title }]);
    expect(data.track_enrolment).toMatchObject([{ trackId: id, status: "ENROLLED", completedAt: null }]);
    expect(data.track_mark).toMatchObject([{ stepId: steps[0].id, step: "Mijn lectuur" }]);
    expect([data.track_enrolment.length, data.track_mark.length]).toEqual([1, 1]);
  });
});

describe("when a learner leaves the network", () => {
  it("nothing of what they did stays, and who waits gets the place, also of a track that was completed", async () => {
    const { id, steps } = await on.published(organiser, { capacity: 2 });
    const [half, ready, next, last] = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    for (const by of [half!, ready!, next!, last!]) await on.enrol(by, id);
    await on.mark(ready!, steps[0].id);
    for (const by of [half!, ready!]) await erase(by);
    const rows = await app.services.database.source.query(
      `SELECT member_id AS id, status FROM track_enrolment WHERE track_id = $1 ORDER BY queue_number`,
      [id],
    );
    expect(rows).toEqual([
      { id: next!.id, status: "ENROLLED" },
      { id: last!.id, status: "ENROLLED" },
    ]);
    expect((await on.read(id)).capacity).toEqual({ limit: 2, taken: 2, waiting: 0 });
  });
});

describe("when a coordinator leaves the network", () => {
  it("they coordinate nothing any more, and organisers still may", async () => {
    const coordinator = await on.person();
    const { id, version } = await on.published(organiser, { coordinators: [coordinator.id] });
    await erase(coordinator);
    expect(await on.read(id)).toMatchObject({ coordinators: [] });
    expect(await on.done("editLearningTrack", organiser, { id, version, title: "Verder" })).toMatchObject({
      title: "Verder",
    });
  });
});
