import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { appendEvents } from "../support/append-events.js";
import { testApp, type TestApp } from "../support/app.js";
import { organising } from "../gatherings/organising.js";
import { moderating } from "../moderation/moderating.js";
import { tracking, type Person } from "./tracking.js";

// Two services on one database, as two processes behind a load balancer: each follows the log.
let one: TestApp;
let two: TestApp;
let on: ReturnType<typeof tracking>;
let act: ReturnType<typeof organising>;
let organiser: Person;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  on = tracking(one);
  act = organising(two);
  organiser = await on.organiser();
});
afterAll(async () => {
  await two.end();
  await one.end();
});

const query = (text: string, values: unknown[] = []) =>
  one.services.database.source.query<Record<string, unknown>[]>(text, values);
const caughtUp = async () => {
  for (const app of [one, two]) await app.caughtUp();
};
/** How often each enrolment in the track was announced as completed. */
const completions = async (trackId: string): Promise<unknown[]> => {
  await caughtUp();
  return query(
    `SELECT e.member_id AS "memberId", count(event)::int AS announced, e.completed_at IS NOT NULL AS "isCompleted"
     FROM track_enrolment e LEFT JOIN event ON event.subject_id = e.id AND event.kind = 'track.completed'
     WHERE e.track_id = $1 GROUP BY e.id ORDER BY e.queue_number`,
    [trackId],
  );
};
const dropped = async (trackId: string): Promise<number> => {
  await caughtUp();
  const [row] = await query(
    `SELECT count(*)::int AS count FROM event WHERE kind = 'track.step_dropped' AND data->>'trackId' = $1`,
    [trackId],
  );
  return row!.count as number;
};
/** A gathering of the host's that is under way, so that people can be checked in. */
const underway = (host: Person) => on.build.buildGathering({ hosts: [host], startsAt: new Date(Date.now() - 60_000) });
const checkIn = async (host: Person, gatheringId: string, memberId: string) => {
  const { userErrors } = await act.mutate("checkIn", host, { gatheringId, memberId }, "registration { id }");
  expect(userErrors).toEqual([]);
};

describe("a check-in", () => {
  it("that is the last step completes the track, once, whichever process reads it", async () => {
    const host = await on.person();
    const gathering = await underway(host);
    const { id, steps } = await on.published(organiser, {
      steps: [on.reading(), { kind: "GATHERING", gatheringId: gathering.id }],
    });
    const [learner, other] = [await on.person(), await on.person()];
    for (const by of [learner, other]) await on.enrol(by, id);
    await on.mark(learner, steps[0].id);
    for (const by of [learner, other]) await checkIn(host, gathering.id, by.id);
    expect(await completions(id)).toEqual([
      { memberId: learner.id, announced: 1, isCompleted: true },
      { memberId: other.id, announced: 0, isCompleted: false },
    ]);
    await on.mark(other, steps[0].id);
    expect(await completions(id)).toMatchObject([{ announced: 1 }, { announced: 1, isCompleted: true }]);
  });

  it("from before the enrolment completes the track upon enrolment, and upon a place that comes free", async () => {
    const host = await on.person();
    const gathering = await underway(host);
    const { id } = await on.published(organiser, {
      ...{ steps: [{ kind: "GATHERING", gatheringId: gathering.id }], capacity: 1 },
    });
    const [absent, early] = [await on.person(), await on.person()];
    await checkIn(host, gathering.id, early.id);
    await on.enrol(absent, id);
    await on.enrol(early, id);
    expect(await completions(id)).toMatchObject([{ isCompleted: false }, { isCompleted: false, announced: 0 }]);
    await on.leave(absent, id);
    expect(await completions(id)).toContainEqual({ memberId: early.id, announced: 1, isCompleted: true });
  });

  it("that is taken back after completion leaves it as it is", async () => {
    const host = await on.person();
    const gathering = await underway(host);
    const { id } = await on.published(organiser, { steps: [{ kind: "GATHERING", gatheringId: gathering.id }] });
    const learner = await on.person();
    await on.enrol(learner, id);
    await checkIn(host, gathering.id, learner.id);
    expect(await completions(id)).toMatchObject([{ isCompleted: true }]);
    const [registration] = await query("SELECT id FROM registration WHERE gathering_id = $1", [gathering.id]);
    await act.mutate("undoCheckIn", host, { registrationId: registration!.id }, "registration { id }");
    expect(await completions(id)).toMatchObject([{ isCompleted: true, announced: 1 }]);
    expect(await on.enrolmentOf(learner, id)).toMatchObject({ progress: { done: 0, needed: 1 } });
  });

  it("at the same time as the last mark completes the track once, whichever comes first", async () => {
    const host = await on.person();
    for (let round = 0; round < 6; round++) {
      const gathering = await underway(host);
      const { id, steps } = await on.published(organiser, {
        steps: [on.reading(), { kind: "GATHERING", gatheringId: gathering.id }],
      });
      const learner = await on.person();
      await on.enrol(learner, id);
      await Promise.all([on.mark(learner, steps[0].id), checkIn(host, gathering.id, learner.id)]);
      expect(await completions(id)).toEqual([{ memberId: learner.id, announced: 1, isCompleted: true }]);
    }
  });

  it("that an import brings completes the track", async () => {
    const gathering = await on.build.buildGathering();
    const { id } = await on.published(organiser, { steps: [{ kind: "GATHERING", gatheringId: gathering.id }] });
    const learner = await on.person();
    await on.enrol(learner, id);
    await caughtUp();
    await on.build.buildRegistration({ gatheringId: gathering.id, memberId: learner.id, checkedInAt: new Date() });
    const data = { source: "elders", file: "registrations.csv", rows: 1 } as const;
    await appendEvents(one.services.database.source.manager, [{ kind: "network.imported", subjectId: null, data }]);
    expect(await completions(id)).toEqual([{ memberId: learner.id, announced: 1, isCompleted: true }]);
  });
});

describe("a step whose gathering is cancelled", () => {
  it("is no longer needed: who has done the rest has completed the track, and its coordinators hear of it once", async () => {
    const coordinator = await on.person();
    const gathering = await on.build.buildGathering();
    const { id, steps } = await on.published(organiser, {
      ...{ steps: [on.reading(), { kind: "GATHERING", gatheringId: gathering.id }], coordinators: [coordinator.id] },
    });
    const [learner, beginner] = [await on.person(), await on.person()];
    for (const by of [learner, beginner]) await on.enrol(by, id);
    await on.mark(learner, steps[0].id);
    await act.done("cancelGathering", organiser, { id: gathering.id, version: 1, reason: "De zaal is weg." });
    expect(await completions(id)).toMatchObject([
      { announced: 1, isCompleted: true },
      { announced: 0, isCompleted: false },
    ]);
    expect(await dropped(id)).toBe(1);
    expect((await on.read(id)).steps[1]).toMatchObject({ counts: false, gathering: { id: gathering.id } });
  });

  it("completes nothing when no step is left that counts", async () => {
    const gathering = await on.build.buildGathering();
    const { id } = await on.published(organiser, { steps: [{ kind: "GATHERING", gatheringId: gathering.id }] });
    const learner = await on.person();
    await on.enrol(learner, id);
    await act.done("cancelGathering", organiser, { id: gathering.id, version: 1, reason: "De zaal is weg." });
    expect(await completions(id)).toMatchObject([{ isCompleted: false }]);
  });

  it("of a series is dropped with the last of its gatherings, and announced once", async () => {
    const series = await on.build.buildSeries();
    const gatherings = [
      await on.build.buildGathering({ seriesId: series.id }),
      await on.build.buildGathering({ seriesId: series.id }),
    ];
    const { id } = await on.published(organiser, { steps: [on.reading(), { kind: "SERIES", seriesId: series.id }] });
    const cancel = (index: number) =>
      act.done("cancelGathering", organiser, { id: gatherings[index]!.id, version: 1, reason: "Te weinig volk." });
    await cancel(0);
    expect(await dropped(id)).toBe(0);
    await cancel(1);
    expect(await dropped(id)).toBe(1);
  });

  it("or hidden by a moderator is dropped, and announced anew when it is hidden again", async () => {
    const moderation = moderating(one, on.build);
    const moderator = await moderation.person(Role.ORGANISER);
    const gathering = await on.build.buildGathering({ hosts: [await on.person()] });
    const { id } = await on.published(organiser, {
      steps: [on.reading(), { kind: "GATHERING", gatheringId: gathering.id }],
    });
    const hide = async (): Promise<void> => {
      await query("UPDATE gathering SET hidden_at = now() WHERE id = $1", [gathering.id]);
      await moderated("moderation.decided");
    };
    const moderated = (kind: "moderation.decided" | "moderation.reversed") =>
      appendEvents(one.services.database.source.manager, [
        {
          ...{ kind, subjectId: gathering.id },
          data: {
            ...{ decisionId: moderator.id, decision: "HIDE" as never, subjectKind: "GATHERING" },
            ...{ affectedIds: [], gatheringId: gathering.id },
          },
        },
      ]);
    await hide();
    expect(await dropped(id)).toBe(1);
    await query("UPDATE gathering SET hidden_at = NULL WHERE id = $1", [gathering.id]);
    await moderated("moderation.reversed");
    expect(await dropped(id)).toBe(1);
    await hide();
    expect(await dropped(id)).toBe(2);
  });
});

describe("an edit", () => {
  it("that asks for fewer steps completes the track for who has done them", async () => {
    const track = await on.published(organiser, { steps: [on.reading("Eén"), on.reading("Twee")] });
    const [learner, beginner] = [await on.person(), await on.person()];
    for (const by of [learner, beginner]) await on.enrol(by, track.id);
    await on.mark(learner, track.steps[1].id);
    await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, requiredSteps: 1 });
    expect(await completions(track.id)).toMatchObject([{ isCompleted: true, announced: 1 }, { isCompleted: false }]);
  });

  it("of other fields than the steps and their number looks at no learner", async () => {
    const { id, version, steps } = await on.published(organiser);
    const { id: enrolmentId } = await on.build.buildEnrolment({ trackId: id, memberId: (await on.person()).id });
    await query("INSERT INTO track_mark (enrolment_id, step_id, marked_at) VALUES ($1, $2, now())", [
      ...[enrolmentId, steps[0].id],
    ]);
    await on.done("editLearningTrack", organiser, { id, version, title: "Anders" });
    expect(await completions(id)).toMatchObject([{ isCompleted: false }]);
    await on.done("editLearningTrack", organiser, { id, version: version + 1, requiredSteps: 1 });
    expect(await completions(id)).toMatchObject([{ isCompleted: true }]);
  });
});

describe("an edit of a track with more learners than are completed at once", () => {
  it("completes it for them in several transactions", async () => {
    const track = await on.published(organiser, { steps: [on.reading("Eén"), on.reading("Twee")] });
    await query(
      `WITH learner AS (
        INSERT INTO member (id, name, joined_at) SELECT gen_random_uuid(), 'x', now() FROM generate_series(1, 2500) RETURNING id),
      enrolled AS (
        INSERT INTO track_enrolment (id, track_id, member_id, status, enrolled_at)
        SELECT gen_random_uuid(), $1, id, 'ENROLLED', now() FROM learner RETURNING id)
      INSERT INTO track_mark (enrolment_id, step_id, marked_at) SELECT id, $2, now() FROM enrolled`,
      [track.id, track.steps[0].id],
    );
    await on.done("editLearningTrack", organiser, { id: track.id, version: track.version, requiredSteps: 1 });
    await caughtUp();
    const completed = await query(
      `SELECT count(*)::int AS count FROM track_enrolment WHERE track_id = $1 AND completed_at IS NOT NULL
       GROUP BY xmin ORDER BY 1`,
      [track.id],
    );
    expect(completed).toEqual([{ count: 500 }, { count: 2000 }]);
    const [{ announced }] = (await query(
      `SELECT count(*)::int AS announced FROM event WHERE kind = 'track.completed' AND data->>'trackId' = $1`,
      [track.id],
    )) as [{ announced: number }];
    expect(announced).toBe(2500);
  });
});

describe("a process that falls while it completes tracks", () => {
  it("leaves them to the next: what it read is read again, and nothing is completed twice", async () => {
    const gathering = await on.build.buildGathering();
    const { id } = await on.published(organiser, { steps: [{ kind: "GATHERING", gatheringId: gathering.id }] });
    const learner = await on.person();
    await on.enrol(learner, id);
    await caughtUp();
    await query(`CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'gone'; END $$`);
    await query(`CREATE TRIGGER fails BEFORE UPDATE ON track_position FOR EACH ROW EXECUTE FUNCTION fails()`);
    const registration = await on.build.buildRegistration({
      ...{ gatheringId: gathering.id, memberId: learner.id, checkedInAt: new Date() },
    });
    const data = { gatheringId: gathering.id, memberId: learner.id, status: registration.status, checkedIn: true };
    await appendEvents(one.services.database.source.manager, [
      { kind: "registration.changed", subjectId: registration.id, data },
    ]);
    await caughtUp();
    expect(await completions(id)).toMatchObject([{ isCompleted: false, announced: 0 }]);
    await query(`DROP TRIGGER fails ON track_position`);
    await query(`DROP FUNCTION fails`);
    for (let tries = 0; tries < 100; tries++) {
      const [row] = (await completions(id)) as { isCompleted: boolean }[];
      if (row!.isCompleted) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await completions(id)).toEqual([{ memberId: learner.id, announced: 1, isCompleted: true }]);
  });
});
