import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { mailing } from "../notifications/mailing.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";

let app: TestApp;
let mailbox: Mailbox;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  members = notifying(app);
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
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  carl = await members.person("Carl");
  idea = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
});

const follow = (by: Person, ideaId = idea.id) =>
  members.mutate("followIdea", by, { ideaId }, "idea { viewerFollows followerCount }");
const unfollow = (by: Person, ideaId = idea.id) =>
  members.mutate("unfollowIdea", by, { ideaId }, "idea { viewerFollows followerCount }");
const support = (by: Person) => members.mutate("supportIdea", by, { ideaId: idea.id }, "");
const update = (version: number, note?: string) =>
  members.mutate("updateIdeaStatus", ada, { id: idea.id, version, status: "IN_PROGRESS", note }, "");
const follows = async ({ token }: Person) =>
  (await app.ask(`{ idea(id: "${idea.id}") { viewerFollows followerCount } }`, {}, token)).data.idea;
const followed = async ({ token }: Person) =>
  (await app.ask(`{ viewer { followedIdeas { totalCount nodes { id } } } }`, {}, token)).data.viewer.followedIdeas;
const notified = async (member: Person) => {
  await members.allMade();
  return (await members.list(member)).map(({ kind }) => kind);
};

describe("a member follows an idea", () => {
  it("when they choose to, once however often", async () => {
    expect(await follow(bob)).toMatchObject({ idea: { viewerFollows: true, followerCount: 1 }, userErrors: [] });
    await Promise.all([follow(bob), follow(bob), follow(bob)]);
    expect(await follows(bob)).toEqual({ viewerFollows: true, followerCount: 1 });
    expect(await follows(carl)).toEqual({ viewerFollows: false, followerCount: 1 });
    expect(await followed(bob)).toEqual({ totalCount: 1, nodes: [{ id: idea.id }] });
    expect(await followed(carl)).toEqual({ totalCount: 0, nodes: [] });
  });

  it("when they comment on it, its author excepted", async () => {
    for (const member of [ada, bob]) await members.comment(member, idea.id);
    expect(await follows(ada)).toEqual({ viewerFollows: false, followerCount: 1 });
    expect(await follows(bob)).toEqual({ viewerFollows: true, followerCount: 1 });
  });

  it("no longer once they left it, also when they comment once more", async () => {
    await members.comment(bob, idea.id);
    expect(await unfollow(bob)).toMatchObject({ idea: { viewerFollows: false, followerCount: 0 }, userErrors: [] });
    await unfollow(bob);
    await members.comment(bob, idea.id);
    expect(await follows(bob)).toEqual({ viewerFollows: false, followerCount: 0 });
    await follow(bob);
    expect(await follows(bob)).toEqual({ viewerFollows: true, followerCount: 1 });
  });

  it("if they may see it, and it is not withdrawn", async () => {
    const codes = async (act: typeof follow, by: Person) => (await act(by)).userErrors;
    await members.mutate("blockMember", ada, { memberId: bob.id }, "");
    for (const act of [follow, unfollow])
      expect(await codes(act, bob)).toEqual([{ code: "NOT_FOUND", path: ["input", "ideaId"] }]);
    await members.mutate("withdrawIdea", ada, { id: idea.id }, "");
    expect(await codes(follow, carl)).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await codes(follow, ada)).toMatchObject([{ code: "IDEA_WITHDRAWN" }]);
    expect(await followed(carl)).toEqual({ totalCount: 0, nodes: [] });
  });
});

describe("news of an idea", () => {
  it("is for those who follow or support it, and not for who left it or wrote it", async () => {
    await follow(bob);
    await support(bob);
    await support(carl);
    await update(1, "We zijn begonnen.");
    const kind = "IDEA_STATUS_UPDATED";
    const text = "Ada updated the status of an idea: “Fietsen”.";
    for (const member of [bob, carl])
      expect(await members.has(member, 1)).toMatchObject([
        { kind, text, actor: { id: ada.id }, idea: { id: idea.id } },
      ]);
    await unfollow(carl);
    const left = await members.person();
    await follow(left);
    await unfollow(left);
    await update(2, "We zijn halverwege.");
    expect(await notified(bob)).toEqual([kind]);
    expect((await members.list(bob))[0]).toMatchObject({ count: 2, text });
    expect([await notified(carl), await notified(left), await notified(ada)]).toEqual([[kind], [], []]);
  });

  it("comes with the status and the note, as quoted words, by mail", async () => {
    const mails = mailing(app, mailbox);
    const email = await mails.address(bob, Language.NL);
    await mails.choose(bob, "IDEA_STATUS_UPDATED", "AT_ONCE");
    await follow(bob);
    await update(1, "Kijk op https://elders.example\nTot gauw.");
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toBe("“Ada” werkte de stand van zaken bij van een idee: “Fietsen”");
    expect(mail!.text).toContain("Status: in uitvoering");
    expect(mail!.text).toContain("> Kijk op https[:]//elders[.]example\n> Tot gauw.");
  });

  it("has comments for its followers, and one notification of each comment for everybody", async () => {
    const top = await members.comment(bob, idea.id);
    await follow(carl);
    const dora = await members.person("Dora");
    await members.comment(dora, idea.id, top);
    expect(await notified(bob)).toEqual(["COMMENT_REPLIED"]);
    expect(await notified(carl)).toEqual(["FOLLOWED_IDEA_COMMENTED"]);
    expect(await notified(dora)).toEqual([]);
    await members.comment(carl, idea.id);
    expect(await notified(bob)).toEqual(["FOLLOWED_IDEA_COMMENTED", "COMMENT_REPLIED"]);
    expect((await members.list(ada)).map(({ kind, count }) => [kind, count])).toEqual([["IDEA_COMMENTED", 3]]);
  });
});
