import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findings } from "../../bench/registration/checker.js";
import { makeSeries } from "../../bench/registration/series.js";
import { Overloaded, storm, type Ask } from "../../bench/registration/storm.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { appendEvents } from "../support/append-events.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

/** As many as a slow machine has done in half a minute; `npm run bench -- registration` takes 500, 10 and 20. */
const [members, gatherings, places] = [60, 10, 5];
const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;
const nothing = { givenTwice: 0, outOfOrder: 0, promotionsMissed: 0 };

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

const query = async (text: string, values: unknown[] = []) => ({
  rows: await app.services.database.source.query<Record<string, unknown>[]>(text, values),
});
const asking: Ask<string> = async (token, document, variables) => {
  const { data, errors } = await app.ask(document, variables as Record<string, unknown>, token);
  if (errors?.some(({ extensions }) => extensions.code === "UNAVAILABLE")) throw new Overloaded();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

describe("members who register at once for a series, while its host moves, shrinks, extends and cancels gatherings", () => {
  it("have each place once, in the order in which they registered, and are notified once of each promotion", async () => {
    const host = await build.buildMember();
    const series = await makeSeries({ query } as never, host.id, { gatherings, places });
    const tokens: string[] = [];
    for (let n = 0; n < members; n++) tokens.push(await app.tokenOf((await build.buildMember()).id));
    const { done } = await storm(asking, { members: tokens, host: await app.tokenOf(host.id), series });
    expect(done).toMatchObject({
      registered: members,
      cancelled: 2,
      extended: expect.any(Number),
      moved: expect.any(Number),
    });
    await app.caughtUp();
    expect(await findings(app.databaseUrl, series.gatheringIds)).toEqual(nothing);
    const { rows } = await query(
      `SELECT count(*) FILTER (WHERE data ? 'promoted')::int AS promotions, count(*) FILTER (WHERE data->>'status' = 'WAITLISTED')::int AS waited
       FROM event WHERE kind = 'registration.changed' AND (data->>'gatheringId')::uuid = ANY($1::uuid[])`,
      [series.gatheringIds],
    );
    // It was a storm: there were promotions to miss.
    expect(rows[0]).toEqual({ promotions: expect.any(Number), waited: expect.any(Number) });
    expect(Number(rows[0]!.promotions)).toBeGreaterThan(20);
  }, 120_000);
});

describe("what looks for broken rules", () => {
  /** A gathering with one place, and what its log and tables have: a name, what it did, and so on. */
  const history = async (...steps: [string, RegistrationStatus, { promoted?: true; checkedIn?: boolean }?][]) => {
    const gathering = await build.buildGathering({ limit: 1 });
    const people = new Map<string, { member: Member; registrationId: string }>();
    for (const [name, status, extra] of steps) {
      let person = people.get(name);
      if (!person) {
        const member = await build.buildMember();
        const { id } = await build.buildRegistration({ gatheringId: gathering.id, memberId: member.id, status });
        people.set(name, (person = { member, registrationId: id }));
      }
      const { member, registrationId } = person;
      await query("UPDATE registration SET status = $2 WHERE id = $1", [registrationId, status]);
      const data = { gatheringId: gathering.id, memberId: member.id, status, ...extra };
      await appendEvents(app.services.database.source.manager, [
        { kind: "registration.changed", subjectId: registrationId, data },
      ]);
    }
    await app.caughtUp();
    return { id: gathering.id, of: (name: string) => people.get(name)! };
  };
  const found = ({ id }: { id: string }) => findings(app.databaseUrl, [id]);

  it("finds nothing where a place goes to the next in line, and where a host lets somebody in", async () => {
    const one = await history(
      ["Jan", GOING],
      ["Mia", WAITLISTED],
      ["Piet", WAITLISTED],
      ["Jan", CANCELLED],
      ["Mia", GOING, { promoted: true }],
    );
    expect(await found(one)).toEqual(nothing);
    expect(
      await found(await history(["Jan", GOING], ["Mia", WAITLISTED], ["Piet", GOING, { checkedIn: true }])),
    ).toEqual(nothing);
  });

  it("finds a place that was given beyond the limit", async () => {
    expect(await found(await history(["Jan", GOING], ["Mia", GOING]))).toEqual({ ...nothing, givenTwice: 1 });
  });

  it("finds a place that was given beyond the limit of that moment, whatever it became", async () => {
    const one = await history(["Jan", GOING], ["Mia", GOING]);
    const grown = {
      gatheringId: one.id,
      by: one.of("Jan").member.id,
      changed: ["limit"],
      capacity: { before: 1, after: 2 },
    };
    await appendEvents(app.services.database.source.manager, [
      { kind: "gathering.edited", subjectId: one.id, data: grown },
    ]);
    await query("UPDATE gathering SET capacity = 2 WHERE id = $1", [one.id]);
    expect(await found(one)).toEqual({ ...nothing, givenTwice: 1 });
  });

  it("finds a place that the table has and the log does not", async () => {
    const one = await history(["Jan", GOING], ["Mia", WAITLISTED]);
    await query("UPDATE registration SET status = 'GOING' WHERE id = $1", [one.of("Mia").registrationId]);
    expect(await found(one)).toEqual({ ...nothing, givenTwice: 1 });
  });

  it("finds who was given a place before somebody who waited longer, whether they waited or came last", async () => {
    const overtaken = [
      ["Jan", GOING],
      ["Mia", WAITLISTED],
      ["Piet", WAITLISTED],
      ["Jan", CANCELLED],
    ] as const;
    const later = await history(...overtaken.map(([...step]) => step as [string, RegistrationStatus]), [
      "Piet",
      GOING,
      { promoted: true },
    ]);
    expect(await found(later)).toEqual({ ...nothing, outOfOrder: 1 });
    const newcomer = await history(...overtaken.map(([...step]) => step as [string, RegistrationStatus]), [
      "Eva",
      GOING,
    ]);
    expect(await found(newcomer)).toEqual({ ...nothing, outOfOrder: 1 });
    const back = await history(["Jan", GOING], ["Mia", WAITLISTED], ["Jan", CANCELLED], ["Jan", GOING]);
    expect(await found(back)).toEqual({ ...nothing, outOfOrder: 1 });
  });

  it("finds a promotion without its notification, and one with two", async () => {
    const steps: [string, RegistrationStatus, { promoted: true }?][] = [
      ...([
        ["Jan", GOING],
        ["Mia", WAITLISTED],
        ["Jan", CANCELLED],
      ] as [string, RegistrationStatus][]),
      ["Mia", GOING, { promoted: true }],
    ];
    const silent = await history(...steps);
    await query("DELETE FROM notification WHERE gathering_id = $1", [silent.id]);
    expect(await found(silent)).toEqual({ ...nothing, promotionsMissed: 1 });
    const twice = await history(...steps);
    await query("UPDATE notification SET count = 2 WHERE gathering_id = $1", [twice.id]);
    expect(await found(twice)).toEqual({ ...nothing, promotionsMissed: 1 });
  });

  it("finds a place that stays free while somebody waits", async () => {
    expect(await found(await history(["Jan", GOING], ["Mia", WAITLISTED], ["Jan", CANCELLED]))).toEqual({
      ...nothing,
      promotionsMissed: 1,
    });
  });
});
