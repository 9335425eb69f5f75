import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { lockEventPositions } from "../support/event-positions.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: () => Promise<Person>;
let act: ReturnType<typeof requesting>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
  act = requesting(app);
});
afterAll(() => app.end());

const db = () => app.services.database;
const code = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);

/** How many transactions wait for another. */
const waiting = async (): Promise<number> => {
  const [row] = await db().query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  return row!.count;
};

/** Holds what `statement` locks until the end of `work`, which is told how to wait for others to wait. */
async function held<T>(statement: string, values: unknown[], work: () => Promise<T>): Promise<T> {
  // Whoever is still to be notified of what was would wait, too.
  await app.caughtUp();
  const holder = db().source.createQueryRunner();
  await holder.connect();
  await holder.startTransaction();
  try {
    await holder.query(statement, values);
    return await work();
  } finally {
    await holder.commitTransaction();
    await holder.release();
  }
}

const waitFor = async (count: number): Promise<void> => {
  while ((await waiting()) < count) await sleep(5);
};

/** All these at once: none is committed before each has gone as far as it can, as the end of the event log is held. */
async function atOnce<T>(works: (() => Promise<T>)[]): Promise<T[]> {
  const answers = await held(lockEventPositions, [], async () => {
    const begun = works.map((work) => work());
    await waitFor(works.length);
    // Wrapped, so that it is not waited for here.
    return { begun };
  });
  return Promise.all(answers.begun);
}

describe("requests at once", () => {
  it("do not pass the limit of those that wait for an answer together", async () => {
    const a = await person();
    for (let n = 0; n < 19; n++) await act.ask(a, (await build.buildMember()).id);
    const [b, c] = [await build.buildMember(), await build.buildMember()];
    const answers = await atOnce(
      [b, c].map(
        ({ id }) =>
          () =>
            act.ask(a, id),
      ),
    );
    expect(answers.flatMap(code)).toEqual(["TOO_MANY_REQUESTS"]);
    expect((await act.requests(a, { status: "PENDING" })).totalCount).toBe(20);
  });

  it("of two members to each other come to one", async () => {
    const [a, b] = [await person(), await person()];
    const answers = await atOnce([() => act.ask(a, b.id), () => act.ask(b, a.id)]);
    expect(answers.flatMap(code)).toEqual(["ALREADY_REQUESTED"]);
    expect((await act.requests(a)).totalCount).toBe(1);
  });

  it("of one member to another come to one", async () => {
    const [a, b] = [await person(), await person()];
    const answers = await atOnce([() => act.ask(a, b.id), () => act.ask(a, b.id)]);
    expect(answers.flatMap(code)).toEqual(["ALREADY_REQUESTED"]);
  });
});

describe("a request under way", () => {
  it.each([
    ["to somebody who leaves meanwhile", "erased_at", 1, "NOT_FOUND"],
    ["to somebody whom a moderator hides meanwhile", "hidden_at", 1, "NOT_FOUND"],
    ["of somebody whom a moderator hides meanwhile", "hidden_at", 0, "PROFILE_HIDDEN"],
  ] as const)("%s is refused", async (_, column, who, expected) => {
    const [a, b] = [await person(), await person()];
    const { begun } = await held(`UPDATE member SET ${column} = now() WHERE id = $1`, [[a, b][who]!.id], async () => {
      const begun = act.ask(a, b.id);
      await waitFor(1);
      return { begun };
    });
    expect(code(await begun)).toEqual([expected]);
    expect((await act.requests(b)).totalCount).toBe(0);
  });
});

describe("writing down what has run out", () => {
  const requestsThatRanOut = async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    const ids: [string, string] = [(await act.ask(a, b.id)).request.id, (await act.ask(a, c.id)).request.id];
    await db().query(sql`UPDATE collaboration_request SET expires_at = now() WHERE id = ANY(${ids}::uuid[])`);
    return ids;
  };
  const written = async (id: string): Promise<boolean> =>
    (await db().query(sql`SELECT 1 FROM collaboration_request WHERE id = ${id} AND status = 'EXPIRED'`)).length > 0;

  it("does not wait for a request that somebody holds: the others go on", async () => {
    const [taken, free] = await requestsThatRanOut();
    await held("SELECT FROM collaboration_request WHERE id = $1 FOR UPDATE", [taken], async () => {
      const other = await testApp(app.databaseUrl);
      while (!(await written(free)) && (await waiting()) === 0) await sleep(5);
      expect([await written(free), await written(taken)]).toEqual([true, false]);
      await other.end();
    });
    const next = await testApp(app.databaseUrl);
    while (!(await written(taken))) await sleep(5);
    await next.end();
  });

  it("is shared by processes that do it at once: each request has one event", async () => {
    const ids = await requestsThatRanOut();
    const others = await held(lockEventPositions, [], async () => {
      const first = await testApp(app.databaseUrl);
      await waitFor(1);
      return [first, await testApp(app.databaseUrl)];
    });
    for (const id of ids) while (!(await written(id))) await sleep(5);
    for (const other of others) await other.end();
    const events = await app.services.events.after(0, ["collaboration.unanswered"], 10_000);
    for (const id of ids) expect(events.filter(({ subjectId }) => subjectId === id)).toHaveLength(1);
  });
});
