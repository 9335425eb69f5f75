import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { holdQueries } from "../support/hold-queries.js";
import { inDays, moderating, type Person } from "./moderating.js";

const POST = `mutation ($key: String) { postIdea(input: {kind: IDEA, title: "Nieuw", body: "Idee", themes: [], idempotencyKey: $key}) {
  idea { id } userErrors { code } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  act = moderating(app, build);
  organiser = await act.person(Role.ORGANISER);
});
afterAll(() => app.end());

const db = () => app.services.database;
const ideasOf = ({ id }: Person) => db().query(sql`SELECT FROM idea WHERE author_id = ${id} AND title = 'Nieuw'`);
const waiting = () =>
  db().query(sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);

/** Somebody who can be suspended for an idea, and a function that does it. */
async function author(): Promise<{ member: Person; suspend: () => Promise<unknown> }> {
  const member = await act.person();
  const idea = await build.buildIdea({ authorId: member.id });
  const { id } = await act.reportedCase(idea.id, organiser);
  return { member, suspend: () => act.decide(organiser, id as string, "SUSPEND", { suspendedUntil: inDays(7) }) };
}

/** Holds what `statement` locks or changes in a transaction while `work` runs, then commits it. */
async function during<T>(statement: string, values: unknown[], work: () => Promise<T>): Promise<T> {
  const holder = db().source.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query(statement, values);
    return await work();
  } finally {
    await holder.commitTransaction();
    await holder.release();
  }
}

describe("a member who stops taking part while a write is under way", () => {
  it("writes nothing when suspended between the request and its transaction", async () => {
    const { member, suspend } = await author();
    const held = holdQueries(db(), "idempotency_key =");
    const posted = app.ask(POST, { key: "a key of this test" }, member.token);
    await held.held(1);
    await suspend();
    held.open();
    expect((await posted).data.postIdea).toEqual({ idea: null, userErrors: [{ code: "SUSPENDED" }] });
    expect(await ideasOf(member)).toHaveLength(0);
  });

  it("writes nothing when the account is erased between the request and its transaction", async () => {
    const { member } = await author();
    const held = holdQueries(db(), "idempotency_key =");
    const posted = app.ask(POST, { key: "a key of this test" }, member.token);
    await held.held(1);
    await db().query(sql`UPDATE member SET erased_at = now() WHERE id = ${member.id}`);
    held.open();
    expect((await posted).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect(await ideasOf(member)).toHaveLength(0);
  });

  it("writes nothing when the suspension is about to be committed", async () => {
    const { member } = await author();
    // As a decision does: the lock first.
    const suspension = `WITH member_locked AS (SELECT id FROM member WHERE id = $1 FOR UPDATE)
      UPDATE member SET suspended_until = now() + interval '1 day' FROM member_locked WHERE member.id = member_locked.id`;
    const { posted } = await during(suspension, [member.id], async () => {
      const posted = app.ask(POST, {}, member.token);
      while ((await waiting()).length === 0) await sleep(5);
      return { posted };
    });
    expect((await posted).data.postIdea).toEqual({ idea: null, userErrors: [{ code: "SUSPENDED" }] });
    expect(await ideasOf(member)).toHaveLength(0);
  });

  it("is suspended after the writes that were under way, so that none follows the suspension", async () => {
    const { member, suspend } = await author();
    const { suspended, ended } = await during(
      "SELECT FROM member WHERE id = $1 FOR KEY SHARE",
      [member.id],
      async () => {
        let ended = false;
        const suspended = suspend().finally(() => (ended = true));
        while ((await waiting()).length === 0) {
          if (ended) break;
          await sleep(5);
        }
        return { suspended, ended };
      },
    );
    expect(ended).toBe(false);
    expect(await suspended).toMatchObject({ userErrors: [] });
  });
});
