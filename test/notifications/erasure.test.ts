import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { unzipSync, strFromU8 } from "fflate";
import pg from "pg";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";
import type { Person } from "../moderation/moderating.js";
import { notifying } from "./notifying.js";

let mails: MailFolder;
let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { dataDir: mails.dataDir });
  members = notifying(app);
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

const emailOf = async ({ id }: Person) =>
  (await app.services.database.query<{ email: string }>(sql`SELECT email FROM account WHERE member_id = ${id}`))[0]!
    .email;
const rowsWith = ({ id }: Person) =>
  app.services.database.query(sql`SELECT id FROM notification WHERE ${id} IN (member_id, actor_id)`);

/** Gives the link of the mail that erases the account. */
async function erasureOf(member: Person): Promise<() => Promise<unknown>> {
  const email = await emailOf(member);
  await members.mutate("eraseMyAccount", member, { posts: "KEEP" }, "");
  const token = tokenIn(await mails.mailTo(email, /confirm-erasure/));
  return () => members.mutate("confirmErasure", member, { token }, "");
}

/** Two members who were each notified of what the other did. */
async function acquainted(): Promise<[Person, Person]> {
  const [ada, bob] = [await members.person("Ada"), await members.person("Bob")];
  for (const [author, by] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    await members.comment(by, (await members.build.buildIdea({ authorId: author.id })).id);
    await members.has(author, 1);
  }
  return [ada, bob];
}

describe("a member who leaves", () => {
  it("takes along what they were notified of, and what others were of them", async () => {
    const [ada, bob] = await acquainted();
    await (
      await erasureOf(ada)
    )();
    expect(await rowsWith(ada)).toEqual([]);
    expect(await members.list(bob)).toEqual([]);
  });

  it("is told to nobody of what they did just before, also when it is looked at while they leave", async () => {
    const [ada, bob] = await acquainted();
    const { id } = await members.build.buildIdea({ authorId: bob.id });
    const erase = await erasureOf(ada);
    const [holder, gate] = [new pg.Client(app.databaseUrl), new pg.Client(app.databaseUrl)];
    for (const client of [holder, gate]) await client.connect();
    for (const client of [holder, gate]) await client.query("BEGIN");
    await holder.query("SELECT FROM notification_position FOR UPDATE");
    await members.comment(ada, id);
    // The erasure has begun, with the member's row, and is held up by this one.
    await gate.query("SELECT FROM account WHERE member_id = $1 FOR SHARE", [ada.id]);
    const erasing = erase();
    await waiting(1);
    // Now the notification is looked at, as another event wakes who makes them, and waits for the member's row.
    await holder.query("ROLLBACK");
    await members.comment(await members.person(), (await members.build.buildIdea()).id);
    await waiting(2);
    await gate.query("ROLLBACK");
    for (const client of [holder, gate]) await client.end();
    expect(await erasing).toEqual({ userErrors: [] });
    await members.allMade();
    expect(await rowsWith(ada)).toEqual([]);
  });

  it("finds what they were notified of in their export", async () => {
    const [ada, bob] = await acquainted();
    const { url } = await members.mutate("exportMyData", ada, {}, "url");
    const archive = unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const told = JSON.parse(strFromU8(archive["data.json"]!)) as { notification: unknown };
    expect(told.notification).toMatchObject([{ kind: "IDEA_COMMENTED", actorId: bob.id, readAt: null }]);
  });
});

/** Waits until so many transactions wait for another. */
async function waiting(count: number): Promise<void> {
  const blocked = sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await app.services.database.query(blocked)).length < count)
    await new Promise((resolve) => setImmediate(resolve));
}
