import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { appendEvents } from "../support/append-events.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { Role } from "../../src/core/access/role.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { notifying } from "./notifying.js";

let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  app = await testApp();
  members = notifying(app);
});
afterAll(() => app.end());

let ada: Person;
let bob: Person;
let idea: Idea;
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  idea = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
});

const nothing = {
  idea: null,
  comment: null,
  gathering: null,
  collaborationRequest: null,
  moderationDecision: null,
  readAt: null,
};
const told = async (member: Person) => {
  await members.allMade();
  return members.list(member);
};
const block = (by: Person, memberId: string) => members.mutate("blockMember", by, { memberId }, "");
const set = (table: string, id: string, change: string) =>
  app.services.database.source.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id]);

describe("a member is notified", () => {
  it("of a comment on their idea", async () => {
    const id = await members.comment(bob, idea.id);
    const kind = "IDEA_COMMENTED";
    expect(await members.has(ada, 1)).toMatchObject([
      {
        ...nothing,
        kind,
        text: "Bob commented on your idea “Fietsen”.",
        actor: { id: bob.id },
        idea: { id: idea.id },
        comment: { id },
      },
    ]);
  });

  it("of a reply to their comment, the idea's author as of a comment", async () => {
    const top = await members.comment(bob, idea.id);
    const carl = await members.person("Carl");
    const reply = await members.comment(carl, idea.id, top);
    expect(await told(bob)).toMatchObject([
      {
        ...nothing,
        kind: "COMMENT_REPLIED",
        text: "Carl replied to your comment on “Fietsen”.",
        actor: { id: carl.id },
        idea: { id: idea.id },
        comment: { id: reply },
      },
    ]);
    expect(await members.list(ada)).toMatchObject([
      { kind: "IDEA_COMMENTED", text: "2 new comments on your idea “Fietsen”.", count: 2, comment: null },
    ]);
  });

  it("once of a reply to their own comment on their own idea", async () => {
    const top = await members.comment(ada, idea.id);
    await members.comment(bob, idea.id, top);
    expect(await told(ada)).toMatchObject([{ kind: "COMMENT_REPLIED" }]);
  });

  it("of a request to collaborate, and of what became of theirs", async () => {
    const ask = async (by: Person, memberId: string, ideaId?: string) =>
      (await members.mutate("requestCollaboration", by, { memberId, ideaId, message: "Doe je mee?" }, "request { id }"))
        .request.id as string;
    const answer = (by: Person, id: string, accept: boolean) =>
      members.mutate("respondToCollaborationRequest", by, { id, accept }, "");
    const declined = await ask(bob, ada.id, idea.id);
    await answer(ada, declined, false);
    const accepted = await ask(ada, bob.id);
    await answer(bob, accepted, true);
    expect(await told(ada)).toMatchObject([
      {
        ...nothing,
        kind: "COLLABORATION_ACCEPTED",
        text: "Bob accepted your request to collaborate.",
        actor: { id: bob.id },
        collaborationRequest: { id: accepted },
      },
      {
        ...nothing,
        kind: "COLLABORATION_REQUESTED",
        text: "Bob would like to collaborate with you on “Fietsen”.",
        actor: { id: bob.id },
        idea: { id: idea.id },
        collaborationRequest: { id: declined },
      },
    ]);
    expect(await members.list(bob)).toMatchObject([
      { kind: "COLLABORATION_REQUESTED", collaborationRequest: { id: accepted } },
      {
        kind: "COLLABORATION_DECLINED",
        text: "Ada declined your request to collaborate on “Fietsen”.",
        collaborationRequest: { id: declined },
      },
    ]);
  });

  it("of a place from the waiting list, and not of one that they took", async () => {
    const gathering = await members.build.buildGathering({ limit: 1, title: "Ontbijt" });
    for (const member of [ada, bob])
      await members.mutate("registerForGathering", member, { gatheringId: gathering.id }, "");
    expect(await told(bob)).toEqual([]);
    await members.mutate("cancelRegistration", ada, { gatheringId: gathering.id }, "");
    expect(await members.has(bob, 1)).toMatchObject([
      {
        ...nothing,
        kind: "PLACE_GIVEN",
        text: "A place came free: you are registered for “Ontbijt”.",
        actor: null,
        gathering: { id: gathering.id },
      },
    ]);
    expect(await told(ada)).toEqual([]);
  });

  it("of what moderators decide about what is theirs, and take back, never by whom", async () => {
    const act = moderating(app, members.build);
    const organiser = await act.person(Role.ORGANISER);
    const decision = await act.decided(idea.id, organiser, "HIDE");
    await act.reverse(organiser, decision.id);
    const decisionOnly = { ...nothing, actor: null, moderationDecision: { id: decision.id } };
    expect(await told(ada)).toMatchObject([
      { ...decisionOnly, kind: "MODERATION_REVERSED" },
      { ...decisionOnly, kind: "MODERATION_DECIDED", text: "A moderator made a decision about something of yours." },
    ]);
    expect(await members.list(organiser)).toEqual([]);
    const dismissed = await members.build.buildIdea({ authorId: bob.id });
    await act.decided(dismissed.id, organiser, "DISMISS");
    expect(await told(bob)).toEqual([]);
  });

  it("each host of a gathering, once", async () => {
    const act = moderating(app, members.build);
    const gathering = await members.build.buildGathering({ hosts: [ada, bob] });
    await act.decided(gathering.id, await act.person(Role.ORGANISER), "HIDE");
    await members.allMade();
    for (const host of [ada, bob]) expect(await members.list(host)).toMatchObject([{ kind: "MODERATION_DECIDED" }]);
  });
});

describe("nobody is notified", () => {
  it("of their own doing", async () => {
    const top = await members.comment(ada, idea.id);
    await members.comment(ada, idea.id, top);
    expect(await told(ada)).toEqual([]);
  });

  it.each([
    ["who blocked them", () => block(bob, ada.id)],
    ["whom they blocked", () => block(ada, bob.id)],
  ])("of what somebody does %s", async (_who, blocked) => {
    const elsewhere = await members.build.buildIdea();
    const top = await members.comment(ada, elsewhere.id);
    await blocked();
    // The service would refuse it after the block; it may have been under way.
    const { id } = await members.build.buildComment({ ideaId: elsewhere.id, authorId: bob.id, replyToId: top });
    await announce(id, elsewhere.id, bob.id);
    expect(await told(ada)).toEqual([]);
  });

  it("who moderates, of what somebody does who blocked them", async () => {
    await app.services.database.source.query(`UPDATE account SET roles = '{MEMBER,ORGANISER}' WHERE member_id = $1`, [
      ada.id,
    ]);
    await block(bob, ada.id);
    const { id } = await members.build.buildComment({ ideaId: idea.id, authorId: bob.id });
    await announce(id, idea.id, bob.id);
    expect(await told(ada)).toEqual([]);
  });

  it("of a reply on an idea that is withdrawn or hidden by then, but its author", async () => {
    for (const change of ["status = 'WITHDRAWN'", "hidden_at = now()"]) {
      const [author, replied] = [await members.person(), await members.person()];
      const gone = await members.build.buildIdea({ authorId: author.id });
      const top = await members.build.buildComment({ ideaId: gone.id, authorId: replied.id });
      await set("idea", gone.id, change);
      const { id } = await members.build.buildComment({ ideaId: gone.id, authorId: bob.id, replyToId: top.id });
      await announce(id, gone.id, bob.id);
      expect([change, await told(replied)]).toEqual([change, []]);
      expect([change, await told(author)]).toMatchObject([change, [{ kind: "IDEA_COMMENTED" }]]);
    }
  });

  it("of a place at a gathering that is hidden", async () => {
    const gathering = await members.build.buildGathering({ limit: 1, hiddenAt: new Date() });
    for (const [member, status] of [
      [ada, RegistrationStatus.GOING],
      [bob, RegistrationStatus.WAITLISTED],
    ] as const)
      await members.build.buildRegistration({ gatheringId: gathering.id, memberId: member.id, status });
    await members.mutate("cancelRegistration", ada, { gatheringId: gathering.id }, "");
    expect(await told(bob)).toEqual([]);
    await set("gathering", gathering.id, "hidden_at = NULL");
    expect(await told(bob)).toEqual([]);
  });
});

describe("what was told", () => {
  const isTold = async () => (await told(ada)).length === 1 && (await members.unread(ada)).count === 1;

  it("is left out while one of the two blocks the other, and is there again after it", async () => {
    await members.comment(bob, idea.id);
    expect(await isTold()).toBe(true);
    for (const [by, other] of [
      [ada, bob],
      [bob, ada],
    ] as const) {
      await block(by, other.id);
      expect(await isTold()).toBe(false);
      expect(await members.unread(ada)).toEqual({ count: 0, ids: [] });
      await members.mutate("unblockMember", by, { memberId: other.id }, "");
      expect(await isTold()).toBe(true);
    }
  });

  it("is left out once its comment is hidden, or gone, or its idea is withdrawn", async () => {
    const elsewhere = await members.build.buildIdea();
    const top = await members.comment(ada, elsewhere.id);
    const reply = await members.comment(bob, elsewhere.id, top);
    expect(await isTold()).toBe(true);
    for (const [table, id, change, back] of [
      ["comment", reply, "hidden_at = now()", "hidden_at = NULL"],
      ["comment", reply, "removed_at = now()", "removed_at = NULL"],
      ["idea", elsewhere.id, "hidden_at = now()", "hidden_at = NULL"],
      ["idea", elsewhere.id, "status = 'WITHDRAWN'", "status = 'OPEN'"],
    ] as const) {
      await set(table, id, change);
      expect([change, await isTold()]).toEqual([change, false]);
      await set(table, id, back);
      expect([back, await isTold()]).toEqual([back, true]);
    }
  });

  it("is told without the name of whom a moderator hid, as reads do", async () => {
    await members.comment(bob, idea.id);
    await members.has(ada, 1);
    await set("member", bob.id, "hidden_at = now()");
    expect(await members.list(ada)).toMatchObject([
      { text: "Somebody commented on your idea “Fietsen”.", actor: null },
    ]);
  });
});

/** As `commentOnIdea` does, of a comment that it would refuse now. */
async function announce(subjectId: string, ideaId: string, authorId: string): Promise<void> {
  await appendEvents(app.services.database.source.manager, [
    { kind: "comment.added", subjectId, data: { ideaId, authorId } },
  ]);
}
