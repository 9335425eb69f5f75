import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Role } from "../../src/core/access/role.js";
import { Language } from "../../src/core/texts/language.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { mailing } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { coAuthoring } from "./co-authoring.js";

let app: TestApp;
let mailbox: Mailbox;
let on: ReturnType<typeof coAuthoring>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  on = coAuthoring(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

let ada: Person;
let bob: Person;
let carl: Person;
let idea: Idea;
beforeEach(async () => {
  [ada, bob, carl] = [await on.person("Ada"), await on.person("Bob"), await on.person("Carl")];
  idea = await on.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
});

describe("an invitation to be a co-author", () => {
  it("is answered once, and makes the member who accepts it a co-author", async () => {
    const { invitation, userErrors } = await on.invite(ada, idea.id, bob.id);
    expect(userErrors).toEqual([]);
    const { id } = invitation;
    expect(invitation).toMatchObject({ status: "PENDING", answeredAt: null, idea: { id: idea.id } });
    expect([await on.coAuthors(idea.id), await on.invited(bob)]).toEqual([[], [id]]);
    expect((await on.respond(bob, id)).invitation).toMatchObject({ id, status: "ACCEPTED", member: { id: bob.id } });
    expect((await on.respond(bob, id)).invitation).toMatchObject({ status: "ACCEPTED" });
    expect((await on.respond(bob, id, false)).userErrors).toEqual([
      { code: "INVITATION_CLOSED", path: ["input", "id"] },
    ]);
    expect([await on.coAuthors(idea.id), await on.invited(bob)]).toEqual([["Bob"], []]);
    const { data } = await app.ask(
      `{ member(id: "${bob.id}") { coAuthoredIdeas { totalCount nodes { id } } ideas { totalCount } } }`,
    );
    expect(data.member).toEqual({
      coAuthoredIdeas: { totalCount: 1, nodes: [{ id: idea.id }] },
      ideas: { totalCount: 0 },
    });
  });

  it("comes as a notification and by mail, and its answer to the authors", async () => {
    const mails = mailing(app, mailbox);
    const email = await mails.address(bob, Language.FR);
    const { id } = (await on.invite(ada, idea.id, bob.id)).invitation;
    expect(await on.notified(bob)).toEqual(["Ada invited you to be a co-author of an idea: “Fietsen”."]);
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toBe("«\u00a0Ada\u00a0» vous invite à être coauteur d'une idée : « Fietsen »");
    expect(mail!.text).toContain("Connectez-vous pour répondre.");
    await on.join(ada, idea.id, carl);
    await on.respond(bob, id);
    expect(await on.notified(carl)).toEqual([
      "Bob is now a co-author of your idea “Fietsen”.",
      "Ada invited you to be a co-author of an idea: “Fietsen”.",
    ]);
    expect(await on.notified(ada)).toEqual(["2 members are now co-authors of your idea “Fietsen”."]);
  });

  it("that is declined is repeated after 30 days, and one that was withdrawn after a day", async () => {
    const { id } = (await on.invite(ada, idea.id, bob.id)).invitation;
    await on.respond(bob, id, false);
    expect(await on.notified(ada)).toEqual(["Bob declined your invitation to be a co-author of “Fietsen”."]);
    const refused = [{ code: "ALREADY_INVITED", path: ["input", "memberId"] }];
    const later = (days: number) =>
      app.services.database.query(
        sql`UPDATE co_author_invitation SET answered_at = answered_at - make_interval(days => ${days}) WHERE id = ${id} RETURNING 1`,
      );
    await later(29);
    expect((await on.invite(ada, idea.id, bob.id)).userErrors).toEqual(refused);
    await later(2);
    expect((await on.invite(ada, idea.id, bob.id)).invitation).toMatchObject({
      id,
      status: "PENDING",
      answeredAt: null,
    });
    await on.remove(ada, idea.id, bob.id);
    expect(await on.invited(bob)).toEqual([]);
    expect((await on.respond(bob, id)).userErrors).toMatchObject([{ code: "INVITATION_CLOSED" }]);
    expect((await on.invite(ada, idea.id, bob.id)).userErrors).toEqual(refused);
    await later(1);
    expect((await on.invite(ada, idea.id, bob.id)).invitation.status).toBe("PENDING");
  });

  it("is the author's to make, to a member whom they may see", async () => {
    await on.join(ada, idea.id, bob);
    const codes = async (by: Person, memberId: string, ideaId = idea.id) =>
      (await on.invite(by, ideaId, memberId)).userErrors.map(({ code, path }: { code: string; path: string[] }) => [
        code,
        path[1],
      ]);
    for (const by of [bob, carl, await moderating(app, on.build).person(Role.ADMIN)])
      expect(await codes(by, (await on.person()).id)).toEqual([["NOT_FOUND", "ideaId"]]);
    expect(await codes(ada, ada.id)).toEqual([["INVALID_INPUT", "memberId"]]);
    expect(await codes(ada, uuidv7())).toEqual([["NOT_FOUND", "memberId"]]);
    await on.mutate("blockMember", carl, { memberId: ada.id }, "");
    expect(await codes(ada, carl.id)).toEqual([["NOT_FOUND", "memberId"]]);
    const hidden = await on.build.buildMember({ hiddenAt: new Date() });
    expect(await codes(ada, hidden.id)).toEqual([["NOT_FOUND", "memberId"]]);
    await on.mutate("withdrawIdea", ada, { id: idea.id }, "");
    expect(await codes(ada, (await on.person()).id)).toEqual([["IDEA_WITHDRAWN", "ideaId"]]);
  });

  it("is seen by the authors and the invited member alone", async () => {
    const { id } = (await on.invite(ada, idea.id, bob.id)).invitation;
    await on.join(ada, idea.id, carl);
    const dora = await moderating(app, on.build).person(Role.ADMIN);
    const seen = async (by: Person | null) => [
      (await app.ask(`{ node(id: "${id}") { id } }`, {}, by?.token)).data.node !== null,
      (await on.read(idea.id, by, "coAuthorInvitations { id }")).coAuthorInvitations.length,
    ];
    expect([await seen(ada), await seen(carl), await seen(bob)]).toEqual([
      [true, 1],
      [true, 1],
      [true, 0],
    ]);
    expect([await seen(dora), await seen(null)]).toEqual([
      [false, 0],
      [false, 0],
    ]);
    for (const by of [ada, carl, dora])
      expect((await on.respond(by, id)).userErrors).toEqual([{ code: "NOT_FOUND", path: ["input", "id"] }]);
  });

  it("is one of ten at most, with the co-authors, however many are made at once", async () => {
    await on.join(ada, idea.id, bob);
    const others = await Promise.all(Array.from({ length: 14 }, () => on.build.buildMember()));
    const made = await Promise.all(others.map(({ id }) => on.invite(ada, idea.id, id)));
    const codes = made.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(Array(5).fill("TOO_MANY_CO_AUTHORS"));
    expect((await on.read(idea.id, ada, "coAuthorInvitations { id }")).coAuthorInvitations).toHaveLength(9);
    await on.remove(ada, idea.id, bob.id);
    expect((await on.invite(ada, idea.id, carl.id)).invitation.status).toBe("PENDING");
  });

  it("that is made twice at once, or again, is one", async () => {
    const made = await Promise.all([1, 2, 3].map(() => on.invite(ada, idea.id, bob.id)));
    expect(new Set(made.map(({ invitation }) => invitation.id)).size).toBe(1);
    await on.respond(bob, made[0]!.invitation.id);
    expect((await on.invite(ada, idea.id, bob.id)).invitation.status).toBe("ACCEPTED");
    expect(await on.notified(bob)).toHaveLength(1);
  });
});

describe("a co-author", () => {
  beforeEach(() => on.join(ada, idea.id, bob));

  it("edits the idea and its status, of which the history and the other authors hear", async () => {
    expect((await on.edit(bob, idea.id, { version: 1, body: "Meer fietspaden." })).idea.version).toBe(2);
    await on.updateStatus(bob, idea.id, { version: 2, status: "DONE", note: "Klaar." });
    await on.updateStatus(ada, idea.id, { version: 3, status: "OPEN" });
    const { history, author } = await on.read(
      idea.id,
      null,
      "author { name } history { nodes { changedBy { name } changed note } }",
    );
    expect(author).toEqual({ name: "Ada" });
    expect(history.nodes).toEqual([
      { changedBy: { name: "Ada" }, changed: ["STATUS"], note: null },
      { changedBy: { name: "Bob" }, changed: ["STATUS"], note: "Klaar." },
      { changedBy: { name: "Bob" }, changed: ["BODY"], note: null },
    ]);
    expect((await on.notified(ada)).slice(0, 2)).toEqual([
      "Bob updated the status of an idea: “Fietsen”.",
      "Bob changed your idea “Fietsen”.",
    ]);
    expect((await on.notified(bob))[0]).toBe("Ada updated the status of an idea: “Fietsen”.");
  });

  it("hears of the status with its note by mail", async () => {
    const mails = mailing(app, mailbox);
    const email = await mails.address(bob, Language.NL);
    await mails.choose(bob, "IDEA_STATUS_UPDATED", "AT_ONCE");
    await on.updateStatus(ada, idea.id, { version: 1, status: "DONE", note: "Alles is klaar." });
    await on.notified(bob);
    const told = (await mailbox.to(email)).at(-1)!;
    expect(told.subject).toBe("“Ada” werkte de stand van zaken bij van een idee: “Fietsen”");
    expect(told.text).toContain("Status: afgerond");
    expect(told.text).toContain("> Alles is klaar.");
  });

  it("who edits the status with the text is heard of once", async () => {
    await on.edit(bob, idea.id, { version: 1, body: "Meer fietspaden.", status: "DONE" });
    await app.caughtUp();
    const [changed] = await on.list(ada);
    expect(changed).toMatchObject({ kind: "OWN_IDEA_CHANGED", count: 1 });
  });

  it("who changes the status as another does is second to none: each change is in the history, in one order", async () => {
    await on.join(ada, idea.id, carl);
    const statuses = ["IN_PROGRESS", "DONE", "OPEN"];
    /** Changes it until it succeeds, on the version that it finds. */
    const insist = async (by: Person, note: string): Promise<void> => {
      for (let turn = 0; ; turn++) {
        const { version } = await on.read(idea.id, by, "version");
        const status = statuses[(version + turn) % 3];
        const { userErrors } = await on.updateStatus(by, idea.id, { version, status, note });
        if (userErrors.length === 0) return;
        expect(userErrors).toEqual([{ code: "STALE_VERSION", path: ["input", "version"] }]);
      }
    };
    const notes = [ada, bob, carl].flatMap((by) => [1, 2, 3, 4].map((n) => [by, `${by.name} ${n}`] as const));
    await Promise.all(notes.map(([by, note]) => insist(by, note)));
    const { status, version, history } = await on.read(
      idea.id,
      null,
      "status version history { nodes { status note changedBy { name } } }",
    );
    expect(version).toBe(1 + notes.length);
    expect(history.nodes.map((change: { note: string }) => change.note).sort()).toEqual(
      notes.map(([, note]) => note).sort(),
    );
    for (const { note, changedBy } of history.nodes) expect(note).toContain(changedBy.name);
    expect(history.nodes[0].status).toBe(status);
  });

  it("sees it when it is withdrawn, which is the author's to do, and when it is hidden", async () => {
    expect((await on.mutate("withdrawIdea", bob, { id: idea.id }, "")).userErrors).toEqual([
      { code: "NOT_FOUND", path: ["input", "id"] },
    ]);
    const act = moderating(app, on.build);
    await act.decided(idea.id, await act.person(Role.ORGANISER), "HIDE");
    const sees = async (by: Person) => [
      (await on.read(idea.id, by, "title"))?.title,
      (await on.read(idea.id, by, "viewerCanEdit"))?.viewerCanEdit,
    ];
    expect([await sees(bob), await sees(carl)]).toEqual([
      ["Fietsen", true],
      [undefined, undefined],
    ]);
    await on.mutate("withdrawIdea", ada, { id: idea.id }, "");
    expect([await sees(bob), await sees(carl)]).toEqual([
      ["Fietsen", false],
      [undefined, undefined],
    ]);
    expect((await on.edit(bob, idea.id, { version: 2, title: "Stappen" })).userErrors).toMatchObject([
      { code: "IDEA_WITHDRAWN" },
    ]);
  });

  it("is affected by what moderators decide of it, and does not report it", async () => {
    const act = moderating(app, on.build);
    expect((await act.report(bob, idea.id)).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "subjectId"] },
    ]);
    const decision = await act.decided(idea.id, await act.person(Role.ORGANISER), "HIDE");
    expect(decision.affected.map(({ id }: { id: string }) => id).sort()).toEqual([ada.id, bob.id].sort());
    const organiser = await act.person(Role.ORGANISER);
    const other = await on.build.buildIdea({ authorId: ada.id });
    await on.join(ada, other.id, organiser);
    await act.report(carl, other.id);
    expect(JSON.stringify(await act.queue(organiser))).not.toContain(other.id);
  });

  it("hears of comments as the author does, once each, and follows nothing by commenting", async () => {
    const top = await on.comment(bob, idea.id);
    expect(await on.read(idea.id, bob, "followerCount viewerFollows")).toEqual({
      followerCount: 0,
      viewerFollows: false,
    });
    await on.mutate("followIdea", bob, { ideaId: idea.id }, "");
    await on.comment(carl, idea.id);
    await on.comment(carl, idea.id, top);
    await app.caughtUp();
    const kinds = async (by: Person) => (await on.list(by)).map(({ kind, count }) => [kind, count]);
    expect(await kinds(bob)).toEqual([
      ["COMMENT_REPLIED", 1],
      ["IDEA_COMMENTED", 1],
      ["CO_AUTHOR_INVITED", 1],
    ]);
    expect(await kinds(ada)).toEqual([
      ["IDEA_COMMENTED", 3],
      ["CO_AUTHOR_JOINED", 1],
    ]);
  });

  it("mentions members in it, who hear it from them", async () => {
    await on.edit(bob, idea.id, { version: 1, body: "Dag Carl", mentions: [{ memberId: carl.id, start: 4, end: 8 }] });
    expect(await on.notified(carl)).toEqual(["Bob mentioned you on “Fietsen”."]);
  });

  it("is shown with the author on its page, where others may see who they are", async () => {
    const page = async () => (await fetch(`${app.url}/ideas/${idea.id}`)).text();
    expect(await page()).toMatch(/Ada<\/a>, <a [^>]*>Bob/);
  });

  it("is not suggested for the idea, nor is the idea to them", async () => {
    const theme = await on.build.buildTheme();
    const interests: [typeof theme, Stance][] = [[theme, Stance.OFFERS]];
    const [dora, eve] = await Promise.all(
      ["Dora", "Eve"].map(async (name) => {
        const member = await on.build.buildMember({ name, interests });
        return Object.assign(member, { token: await app.tokenOf(member.id) });
      }),
    );
    const asked = await on.build.buildIdea({ authorId: ada.id, themes: [theme] });
    await on.join(ada, asked.id, dora!);
    await app.caughtUp();
    const { suggestedCollaborators } = await on.read(asked.id, null, "suggestedCollaborators { member { name } }");
    expect(suggestedCollaborators).toEqual([{ member: { name: "Eve" } }]);
    const ideas = async (by: Person) =>
      (await app.ask("{ viewer { suggestedIdeas { idea { id } } } }", {}, by.token)).data.viewer.suggestedIdeas;
    expect([await ideas(dora!), await ideas(eve!)]).toEqual([[], [{ idea: { id: asked.id } }]]);
  });

  it("costs what ten would, however often they are nested", async () => {
    const code = async (query: string) =>
      (await app.ask(query, { id: idea.id }, ada.token)).errors?.map(({ extensions }) => extensions.code);
    const authors = (inner: string) => `coAuthors { coAuthoredIdeas(first: 5) { nodes { ${inner} } } }`;
    const invitations = (inner: string) => `coAuthorInvitations { idea { ${inner} } }`;
    const ideaWith = (fields: string) => `query ($id: ID!) { idea(id: $id) { ${fields} } }`;
    const last = "coAuthors { name }";
    expect(await code(ideaWith(authors(last)))).toBeUndefined();
    expect(await code(ideaWith(authors(authors(last))))).toEqual(["OPERATION_TOO_COSTLY"]);
    expect(await code(ideaWith(invitations(invitations(last))))).toBeUndefined();
    expect(await code(ideaWith(invitations(invitations(invitations(invitations("title"))))))).toEqual([
      "OPERATION_TOO_COSTLY",
    ]);
  });

  it("is read for many ideas in the same number of statements", async () => {
    const fields = "viewerCanEdit coAuthors { name } coAuthorInvitations { id member { name } }";
    for (let n = 0; n < 4; n++) {
      const { id } = await on.build.buildIdea({ authorId: ada.id });
      for (const member of [bob, await on.person()]) await on.join(ada, id, member);
      await on.invite(ada, id, carl.id);
    }
    await mailing(app, mailbox).settled();
    const statements = async (first: number) =>
      (
        await app.statements.ofRequests(() =>
          app.ask(`{ ideas(first: ${first}) { nodes { ${fields} } } }`, {}, ada.token),
        )
      ).length;
    expect(await statements(4)).toBe(await statements(1));
    expect(await statements(4)).toBeLessThanOrEqual(6);
  });
});
