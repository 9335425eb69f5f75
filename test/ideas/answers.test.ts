import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import { Role } from "../../src/core/access/role.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { mailing } from "../notifications/mailing.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
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
let question: Idea;
let commentId: string;
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  carl = await members.person("Carl");
  question = await members.build.buildIdea({ authorId: ada.id, kind: IdeaKind.QUESTION, title: "Wie helpt?" });
  commentId = await members.comment(bob, question.id);
});

const mark = (by: Person, comment: string | null, ideaId = question.id) =>
  members.mutate("markAnswer", by, { ideaId, commentId: comment }, "idea { version answer { id } }");
const edit = (by: Person, input: object) =>
  members.mutate("editIdea", by, { id: question.id, version: 1, ...input }, "");
const answer = async (token?: string, id = question.id): Promise<string | null> =>
  (await app.ask(`{ idea(id: "${id}") { answer { id } } }`, {}, token)).data.idea.answer?.id ?? null;
/** Whether the question is among those without an answer. */
const isUnanswered = async (token?: string): Promise<boolean> => {
  const query = `query ($filter: IdeaFilter) { ideas(filter: $filter) { nodes { id } } }`;
  const found = async (unanswered: boolean): Promise<boolean> => {
    const { data } = await app.ask(query, { filter: { unanswered, authorId: ada.id } }, token);
    return data.ideas.nodes.some(({ id }: { id: string }) => id === question.id);
  };
  const [without, withOne] = [await found(true), await found(false)];
  expect(withOne).toBe(!without);
  return without;
};
const history = async () =>
  (await app.ask(`{ idea(id: "${question.id}") { history { nodes { changed changedBy { name } } } } }`)).data.idea
    .history.nodes;
const notified = async (member: Person) => {
  await members.allMade();
  return (await members.list(member)).map(({ kind, text }) => [kind, text]);
};

describe("the answer to a question", () => {
  it("is the comment that its author marked, for everybody, until they remove the mark", async () => {
    expect([await answer(), await isUnanswered()]).toEqual([null, true]);
    expect(await mark(ada, commentId)).toEqual({ idea: { version: 1, answer: { id: commentId } }, userErrors: [] });
    for (const token of [undefined, bob.token, carl.token])
      expect([await answer(token), await isUnanswered(token)]).toEqual([commentId, false]);
    expect(await mark(ada, null)).toEqual({ idea: { version: 1, answer: null }, userErrors: [] });
    expect([await answer(), await isUnanswered()]).toEqual([null, true]);
  });

  it("is one comment, by anybody, a reply as well, and what was marked last", async () => {
    const reply = await members.comment(ada, question.id, commentId);
    await mark(ada, commentId);
    await mark(ada, reply);
    expect(await answer()).toBe(reply);
    expect(await history()).toEqual([
      { changed: ["ANSWER"], changedBy: { name: "Ada" } },
      { changed: ["ANSWER"], changedBy: { name: "Ada" } },
    ]);
  });

  it("changes nothing when it is marked twice, or removed where there is none", async () => {
    await mark(ada, null);
    await mark(ada, commentId);
    expect((await mark(ada, commentId)).userErrors).toEqual([]);
    expect(await history()).toHaveLength(1);
  });

  it("is marked by the author of the question alone", async () => {
    const organiser = await moderating(app, members.build).person(Role.ORGANISER);
    for (const other of [bob, organiser])
      expect(await mark(other, commentId)).toEqual({
        idea: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "ideaId"] }],
      });
    expect(await answer()).toBeNull();
  });

  it("is a comment on it that can be read", async () => {
    const wrong = async (id: string) => (await mark(ada, id)).userErrors;
    const path = ["input", "commentId"];
    const elsewhere = await members.comment(bob, (await members.build.buildIdea()).id);
    for (const id of [elsewhere, question.id, "x"]) expect(await wrong(id)).toEqual([{ code: "NOT_FOUND", path }]);
    await members.mutate("withdrawComment", bob, { id: commentId }, "");
    expect(await wrong(commentId)).toEqual([{ code: "COMMENT_WITHDRAWN", path }]);
    const { id: hidden } = await members.build.buildComment({ ideaId: question.id, hiddenAt: new Date() });
    expect(await wrong(hidden)).toEqual([{ code: "INVALID_INPUT", path }]);
    await members.mutate("blockMember", ada, { memberId: carl.id }, "");
    const { id: blocked } = await members.build.buildComment({ ideaId: question.id, authorId: carl.id });
    expect(await wrong(blocked)).toEqual([{ code: "NOT_FOUND", path }]);
    expect(await answer()).toBeNull();
  });

  it("is for questions that were not withdrawn", async () => {
    const idea = await members.build.buildIdea({ authorId: ada.id });
    const path = ["input", "ideaId"];
    expect((await mark(ada, await members.comment(bob, idea.id), idea.id)).userErrors).toEqual([
      { code: "INVALID_INPUT", path },
    ]);
    await members.mutate("withdrawIdea", ada, { id: question.id }, "");
    expect((await mark(ada, commentId)).userErrors).toEqual([{ code: "IDEA_WITHDRAWN", path }]);
  });
});

describe("a question is unanswered again", () => {
  beforeEach(() => mark(ada, commentId));

  it("when the comment is withdrawn", async () => {
    await members.mutate("withdrawComment", bob, { id: commentId }, "");
    expect([await answer(), await isUnanswered()]).toEqual([null, true]);
  });

  it("while a moderator hides the comment, also for moderators and its author", async () => {
    const { person, decided, reverse } = moderating(app, members.build);
    const organiser = await person(Role.ORGANISER);
    const decision = await decided(commentId, organiser, "HIDE");
    for (const { token } of [organiser, ada, bob])
      expect([await answer(token), await isUnanswered(token)]).toEqual([null, true]);
    await reverse(organiser, decision.id);
    expect([await answer(), await isUnanswered()]).toEqual([commentId, false]);
  });

  it("for those whom a block separates from the author of the comment, and for nobody else", async () => {
    await members.mutate("blockMember", bob, { memberId: carl.id }, "");
    expect([await answer(carl.token), await isUnanswered(carl.token)]).toEqual([null, true]);
    expect([await answer(ada.token), await isUnanswered(ada.token)]).toEqual([commentId, false]);
  });

  it("when the author of the comment leaves with their posts, and not when these stay", async () => {
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    const other = await members.build.buildIdea({ authorId: ada.id, kind: IdeaKind.QUESTION });
    const stays = await members.comment(carl, other.id);
    await mark(ada, stays, other.id);
    await inTransaction(ctx, (tx) => eraseAccount(tx, bob.id, false));
    await inTransaction(ctx, (tx) => eraseAccount(tx, carl.id, true));
    expect([await answer(), await isUnanswered(), await answer(undefined, other.id)]).toEqual([null, true, stays]);
  });

  it("for good when it was no question meanwhile", async () => {
    await edit(ada, { kind: "IDEA" });
    expect(await answer()).toBeNull();
    expect((await history())[0].changed).toEqual(["KIND", "ANSWER"]);
    await edit(ada, { version: 2, kind: "QUESTION" });
    expect([await answer(), await isUnanswered()]).toEqual([null, true]);
  });
});

describe("who hears of an answer", () => {
  it("is the author of the comment, and who follows the question, each once", async () => {
    await members.mutate("followIdea", carl, { ideaId: question.id }, "");
    await mark(ada, commentId);
    expect(await notified(bob)).toEqual([
      ["COMMENT_MARKED_AS_ANSWER", "Ada marked your comment as the answer to a question: “Wie helpt?”."],
    ]);
    expect(await notified(carl)).toEqual([
      ["FOLLOWED_QUESTION_ANSWERED", "Ada marked an answer to a question that you follow: “Wie helpt?”."],
    ]);
    expect((await notified(ada)).map(([kind]) => kind)).toEqual(["IDEA_COMMENTED"]);
  });

  it("hears nothing of a mark that is removed, of an own comment, or of a comment that was hidden", async () => {
    const own = await members.comment(ada, question.id, commentId);
    await mark(ada, own);
    await mark(ada, null);
    expect((await notified(ada)).map(([kind]) => kind)).toEqual(["IDEA_COMMENTED"]);
    expect((await notified(bob)).map(([kind]) => kind)).toEqual(["FOLLOWED_QUESTION_ANSWERED", "COMMENT_REPLIED"]);
  });

  it("gets it by mail, in their language", async () => {
    const mails = mailing(app, mailbox);
    const email = await mails.address(bob, Language.NL);
    await mails.choose(bob, "COMMENT_MARKED_AS_ANSWER", "AT_ONCE");
    await mark(ada, commentId);
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toBe("“Ada” koos jouw reactie als antwoord op een vraag: “Wie helpt?”");
    expect(mail!.text).toContain(`/ideas/${question.id}`);
  });

  it("gets it by mail while it stands", async () => {
    const mails = mailing(app, mailbox);
    const stands = await members.build.buildIdea({ authorId: ada.id, kind: IdeaKind.QUESTION, title: "Wie weet dat?" });
    const addresses = await Promise.all([bob, carl].map((by) => mails.address(by, Language.EN)));
    for (const { id: ideaId } of [question, stands]) await members.mutate("followIdea", carl, { ideaId }, "");
    await mark(ada, await members.comment(bob, stands.id), stands.id);
    await mark(ada, commentId);
    await mark(ada, null);
    await mails.settled();
    mails.inHours(25);
    await mails.settled();
    mails.inHours(0);
    for (const address of addresses) {
      const text = mails
        .mailsTo(address)
        .map((mail) => mail.text)
        .join();
      expect(text).toMatch(/marked .*answer.*“Wie weet dat\?”/s);
      expect(text).not.toContain("“Wie helpt?”");
    }
  });
});

describe("answers", () => {
  it("are shown on the page of the question, before the comments", async () => {
    await mark(ada, commentId);
    const page = await (await fetch(`${app.url}/ideas/${question.id}?language=NL`)).text();
    expect(page.indexOf("Antwoord</h2>")).toBeGreaterThan(0);
    expect(page.indexOf("Antwoord</h2>")).toBeLessThan(page.indexOf("Reacties</h2>"));
    await mark(ada, null);
    expect(await (await fetch(`${app.url}/ideas/${question.id}?language=NL`)).text()).not.toContain("Antwoord</h2>");
  });

  it("are in the exports of who asked and of who answered", async () => {
    const exportOf = async (by: Person): Promise<Record<string, Record<string, unknown>[]>> => {
      const { url } = await members.mutate("exportMyData", by, {}, "url");
      const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
      return JSON.parse(strFromU8(files["data.json"]!));
    };
    await mark(ada, commentId);
    expect((await exportOf(ada)).idea).toMatchObject([{ id: question.id, answerId: commentId }]);
    expect((await exportOf(bob)).comment).toMatchObject([
      { id: commentId, markedAsAnswerAt: expect.stringMatching(/^\d{4}-/) },
    ]);
  });

  it("are read for many ideas in the same number of statements", async () => {
    await mark(ada, commentId);
    for (let n = 0; n < 3; n++) {
      const { id } = await members.build.buildIdea({ authorId: ada.id, kind: IdeaKind.QUESTION });
      await mark(ada, await members.comment(bob, id), id);
    }
    await app.caughtUp();
    const asked = (first: number) => `{ ideas(first: ${first}) { nodes { answer { body author { name } } } } }`;
    const statements = async (first: number) => (await app.statements.ofRequests(() => app.ask(asked(first)))).length;
    expect(await statements(3)).toBe(await statements(1));
    expect(await statements(3)).toBeLessThanOrEqual(3);
  });

  it("are marked and withdrawn at the same time without an error, and then there is none", async () => {
    const rounds = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { id } = await members.build.buildIdea({ authorId: ada.id, kind: IdeaKind.QUESTION });
        const one = await members.comment(bob, id);
        const [marked] = await Promise.all([
          mark(ada, one, id),
          members.mutate("withdrawComment", bob, { id: one }, ""),
        ]);
        return [marked.userErrors[0]?.code ?? "marked", await answer(undefined, id)];
      }),
    );
    for (const [code, left] of rounds) {
      expect(["marked", "COMMENT_WITHDRAWN"]).toContain(code);
      expect(left).toBeNull();
    }
  });
});
