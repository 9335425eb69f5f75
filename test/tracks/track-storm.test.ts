import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { tracking, type Person } from "./tracking.js";

const [members, places] = [100, 10];

let one: TestApp;
let two: TestApp;
let on: ReturnType<typeof tracking>;
let there: ReturnType<typeof tracking>;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  [on, there] = [tracking(one), tracking(two)];
});
afterAll(async () => {
  await two.end();
  await one.end();
});

interface Standing {
  memberId: string;
  status: "ENROLLED" | "WAITLISTED" | "LEFT";
}
/** How things stand in a track, in the order of enrolment. */
const standing = (trackId: string): Promise<Standing[]> =>
  one.services.database.source.query<Standing[]>(
    `SELECT member_id AS "memberId", status FROM track_enrolment WHERE track_id = $1 ORDER BY queue_number`,
    [trackId],
  );

/** What is wrong with the end state: places beyond the limit or left free, an order that was broken, promotions told of amiss. */
async function findings(trackId: string): Promise<Record<string, number>> {
  for (const app of [one, two]) await app.caughtUp();
  const rows = (await standing(trackId)).filter(({ status }) => status !== "LEFT");
  const taken = rows.filter(({ status }) => status === "ENROLLED").length;
  const waiting = rows.length - taken;
  const [told] = await one.services.database.source.query<[{ amiss: number }]>(
    `SELECT count(*)::int AS amiss FROM (
       SELECT e.member_id, count(event) FILTER (WHERE event.data ? 'promoted') AS promotions,
         (SELECT coalesce(sum(n.count), 0) FROM notification n
          WHERE n.member_id = e.member_id AND n.track_id = e.track_id AND n.kind = 'TRACK_PLACE_GIVEN') AS notified
       FROM track_enrolment e LEFT JOIN event ON event.kind = 'enrolment.changed' AND event.subject_id = e.id
       WHERE e.track_id = $1 GROUP BY e.id) AS each
     WHERE promotions <> notified OR promotions > 1`,
    [trackId],
  );
  return {
    beyond: Math.max(taken - places, 0),
    free: waiting > 0 ? Math.max(places - taken, 0) : 0,
    // Who waits came after all who have a place.
    outOfOrder: rows.slice(0, taken).filter(({ status }) => status !== "ENROLLED").length,
    toldAmiss: told.amiss,
  };
}
const nothing = { beyond: 0, free: 0, outOfOrder: 0, toldAmiss: 0 };

describe("a hundred members who enrol at once for ten places, in two processes", () => {
  it("have ten places and ninety on the waiting list, each once, and who leaves lets exactly one in", async () => {
    const organiser = await on.organiser();
    const { id } = await on.published(organiser, { capacity: places });
    const people: Person[] = [];
    for (let n = 0; n < members; n++) people.push(await on.person());
    const at = (n: number) => (n % 2 === 0 ? on : there);
    // Each asks twice.
    const answers = await Promise.all(
      [...people, ...people].map((by, n) => at(n).mutate("enrolInTrack", by, { trackId: id }, "enrolment { status }")),
    );
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? "in");
    expect([
      codes.filter((code) => code === "in").length,
      codes.filter((code) => code === "ALREADY_ENROLLED").length,
    ]).toEqual([members, members]);
    expect((await on.read(id)).capacity).toEqual({ limit: places, taken: places, waiting: members - places });
    expect(await findings(id)).toEqual(nothing);

    const before = await standing(id);
    const gone = [...before.slice(0, 4), ...before.slice(50, 53)].map(({ memberId }) => memberId);
    const leaving = people.filter((by) => gone.includes(by.id));
    await Promise.all(leaving.map((by, n) => at(n).leave(by, id)));
    const after = await standing(id);
    const stay = before.filter(({ memberId }) => !gone.includes(memberId)).map(({ memberId }) => memberId);
    expect(after.filter(({ status }) => status === "ENROLLED").map(({ memberId }) => memberId)).toEqual(
      stay.slice(0, places),
    );
    expect((await on.read(id)).capacity).toEqual({
      limit: places,
      taken: places,
      waiting: members - places - gone.length,
    });
    expect(await findings(id)).toEqual(nothing);
  }, 180_000);
});

describe("what looks for broken rules", () => {
  it("finds a place too many, one left free, somebody who was passed over, and a promotion nobody was told of", async () => {
    const enrolled = async (...statuses: Standing["status"][]) => {
      const { id } = await on.build.buildTrack({ limit: places });
      for (const status of statuses) await on.build.buildEnrolment({ trackId: id, status: status as never });
      return id;
    };
    const many = (count: number) => Array.from({ length: count }, () => "ENROLLED" as const);
    expect(await findings(await enrolled(...many(places + 1)))).toEqual({ ...nothing, beyond: 1 });
    expect(await findings(await enrolled(...many(places - 1), "WAITLISTED"))).toEqual({ ...nothing, free: 1 });
    expect(await findings(await enrolled("WAITLISTED", ...many(places)))).toEqual({ ...nothing, outOfOrder: 1 });
    const id = await enrolled(...many(places), "WAITLISTED");
    const [first] = await standing(id);
    const leaver = { id: first!.memberId, token: await one.tokenOf(first!.memberId) } as Person;
    await on.leave(leaver, id);
    expect(await findings(id)).toEqual(nothing);
    await one.services.database.source.query("DELETE FROM notification WHERE track_id = $1", [id]);
    expect(await findings(id)).toEqual({ ...nothing, toldAmiss: 1 });
  });
});
