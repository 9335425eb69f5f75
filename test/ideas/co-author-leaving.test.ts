import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { strFromU8, unzipSync } from "fflate";
import pg from "pg";
import sql from "sql-template-tag";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";
import { coAuthoring } from "./co-authoring.js";

let mails: MailFolder;
let app: TestApp;
let on: ReturnType<typeof coAuthoring>;
beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { dataDir: mails.dataDir });
  on = coAuthoring(app);
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

let ada: Person;
let bob: Person;
let carl: Person;
let idea: Idea;
beforeEach(async () => {
  [ada, bob, carl] = [await on.person("Ada"), await on.person("Bob"), await on.person("Carl")];
  idea = await on.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
  await on.join(ada, idea.id, bob);
  await on.join(ada, idea.id, carl);
});

const erase = async (member: Person, posts: "KEEP" | "REMOVE") => {
  const { email } = (await app.ask("{ viewer { email } }", {}, member.token)).data.viewer;
  await on.mutate("eraseMyAccount", member, { posts }, "");
  await on.mutate("confirmErasure", member, { token: tokenIn(await mails.mailTo(email, /confirm-erasure/)) }, "");
};
const block = (by: Person, other: Person) => on.mutate("blockMember", by, { memberId: other.id }, "");
/** What somebody reads of an invitation. */
const seen = async (by: Person, id: string) =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { ... on CoAuthorInvitation { id status } } }`, { id }, by.token))
    .data.node;
const statuses = async () =>
  (
    await app.services.database.query<{ status: string }>(
      sql`SELECT status FROM co_author_invitation WHERE idea_id = ${idea.id} ORDER BY invited_at`,
    )
  ).map(({ status }) => status);

describe("a co-author", () => {
  it("leaves an idea, which they cannot edit from then on", async () => {
    expect((await on.remove(bob, idea.id, bob.id)).idea.coAuthors).toEqual([{ id: carl.id }]);
    expect(await on.notified(ada)).toContain("Bob is no longer a co-author of your idea “Fietsen”.");
    expect((await on.edit(bob, idea.id, { version: 1, title: "Mijn idee" })).userErrors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    expect((await on.remove(bob, idea.id, bob.id)).userErrors).toEqual([
      { code: "NOT_FOUND", path: ["input", "ideaId"] },
    ]);
    expect((await on.invite(ada, idea.id, bob.id)).invitation.status).toBe("PENDING");
  });

  it("is removed by the author, and by no other co-author", async () => {
    expect((await on.remove(carl, idea.id, bob.id)).userErrors).toEqual([
      { code: "NOT_FOUND", path: ["input", "memberId"] },
    ]);
    expect((await on.remove(ada, idea.id, bob.id)).idea.coAuthors).toEqual([{ id: carl.id }]);
    expect((await on.remove(ada, idea.id, bob.id)).userErrors).toEqual([]);
    expect((await on.notified(bob))[0]).toBe("You are no longer a co-author of an idea: “Fietsen”.");
    expect((await on.notified(bob)).filter((text) => text.startsWith("You are"))).toHaveLength(1);
  });

  it("who is removed while their edit waits does not edit it", async () => {
    const other = new pg.Client(app.databaseUrl);
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT FROM idea WHERE id = $1 FOR UPDATE", [idea.id]);
    await other.query("UPDATE co_author_invitation SET status = 'ENDED' WHERE idea_id = $1 AND member_id = $2", [
      idea.id,
      bob.id,
    ]);
    const edited = on.edit(bob, idea.id, { version: 1, title: "Anders" });
    const isWaiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await other.query(isWaiting)).rowCount === 0) await sleep(5);
    await other.query("COMMIT");
    await other.end();
    expect((await edited).userErrors).toEqual([{ code: "NOT_FOUND", path: ["input", "id"] }]);
    expect((await on.read(idea.id, ada, "title")).title).toBe("Fietsen");
  });

  it("stays what they are while they are suspended, and changes nothing meanwhile", async () => {
    await app.services.database.query(
      sql`UPDATE member SET suspended_until = now() + interval '1 day' WHERE id = ${bob.id} RETURNING 1`,
    );
    expect(await on.coAuthors(idea.id)).toEqual(["Bob", "Carl"]);
    expect((await on.edit(bob, idea.id, { version: 1, title: "Anders" })).userErrors).toMatchObject([
      { code: "SUSPENDED" },
    ]);
    expect((await on.remove(bob, idea.id, bob.id)).userErrors).toEqual([]);
    expect(await on.coAuthors(idea.id)).toEqual(["Carl"]);
  });
});

describe("a block", () => {
  it("between the author and a co-author, or an invited member, ends what they have of the idea", async () => {
    const dora = await on.person("Dora");
    const { id } = (await on.invite(ada, idea.id, dora.id)).invitation;
    await block(bob, ada);
    await block(ada, dora);
    expect(await on.coAuthors(idea.id)).toEqual(["Carl"]);
    expect(await on.read(idea.id, bob, "title")).toBeNull();
    expect((await on.respond(dora, id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await statuses()).toEqual(["ENDED", "ACCEPTED", "WITHDRAWN"]);
    // The author is not told of what they did not do.
    for (const by of [ada, carl, bob, dora]) expect(await seen(by, id)).toBeNull();
    await on.mutate("unblockMember", bob, { memberId: ada.id }, "");
    await on.mutate("unblockMember", ada, { memberId: dora.id }, "");
    for (const by of [ada, dora]) expect(await seen(by, id)).toEqual({ id, status: "WITHDRAWN" });
    expect((await on.read(idea.id, bob, "viewerCanEdit")).viewerCanEdit).toBe(false);
    expect((await on.notified(ada)).join()).not.toContain("Bob is no longer");
  });

  it("between a co-author and another hides the co-author from them, and not the idea", async () => {
    const dora = await on.person();
    await block(bob, dora);
    await block(bob, carl);
    expect([await on.coAuthors(idea.id, dora), await on.coAuthors(idea.id, carl)]).toEqual([["Carl"], ["Carl"]]);
    expect((await on.edit(carl, idea.id, { version: 1, title: "Samen" })).idea.title).toBe("Samen");
    expect(await on.coAuthors(idea.id, bob)).toEqual(["Bob"]);
  });

  it("that comes as the member accepts leaves no co-author", async () => {
    for (let round = 0; round < 5; round++) {
      const member = await on.person();
      const { id } = (await on.invite(ada, idea.id, member.id)).invitation;
      await Promise.all([on.respond(member, id), block(member, ada)]);
      expect((await statuses()).filter((status) => status === "ACCEPTED")).toHaveLength(2);
    }
  });
});

describe("an erased account", () => {
  it("of a co-author is one co-author less, and nothing of the idea", async () => {
    await on.edit(bob, idea.id, { version: 1, body: "Van Bob." });
    await erase(bob, "REMOVE");
    const { body, coAuthors, history } = await on.read(
      idea.id,
      ada,
      "body coAuthors { name } history { nodes { changedBy { name } } }",
    );
    expect([body, coAuthors]).toEqual(["Van Bob.", [{ name: "Carl" }]]);
    expect(JSON.stringify(history)).not.toContain("Bob");
    expect(
      await app.services.database.query(sql`SELECT FROM co_author_invitation WHERE member_id = ${bob.id}`),
    ).toEqual([]);
  });

  it("of the author leaves the co-authors an idea that stays, and takes back what is not answered", async () => {
    const dora = await on.person();
    await on.invite(ada, idea.id, dora.id);
    await erase(ada, "KEEP");
    expect(await on.invited(dora)).toEqual([]);
    expect((await on.updateStatus(bob, idea.id, { version: 1, status: "DONE" })).idea.status).toBe("DONE");
    expect(await statuses()).toEqual(["ACCEPTED", "ACCEPTED"]);
    expect((await on.invite(bob, idea.id, dora.id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await on.remove(bob, idea.id, bob.id)).idea.coAuthors).toEqual([{ id: carl.id }]);
  });

  it("of the author takes the idea from its co-authors when the posts go", async () => {
    await erase(ada, "REMOVE");
    expect([await on.read(idea.id, bob, "title"), await statuses()]).toEqual([null, []]);
    const { data } = await app.ask("{ viewer { member { coAuthoredIdeas { totalCount } } } }", {}, bob.token);
    expect(data.viewer.member.coAuthoredIdeas.totalCount).toBe(0);
  });
});

it("the export of a co-author has their part in ideas, and not who else has one", async () => {
  const { url } = await on.mutate("exportMyData", bob, {}, "url");
  const files = unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  const exported = JSON.parse(strFromU8(files["data.json"]!)) as Record<string, object[]>;
  expect(exported.co_author_invitation).toMatchObject([{ ideaId: idea.id, status: "ACCEPTED" }]);
  expect(JSON.stringify(exported.co_author_invitation)).not.toContain(carl.id);
});
