import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import type { Person } from "../moderation/moderating.js";
import { mailing } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { askingForHelp } from "./asking-for-help.js";

let app: TestApp;
let mailbox: Mailbox;
let on: ReturnType<typeof askingForHelp>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  on = askingForHelp(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

let ada: Person;
let bob: Person;
let question: Idea;
beforeEach(async () => {
  ada = await on.person("Ada");
  bob = await on.person("Bob");
  question = await on.question(ada);
});

const codes = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map(({ code }) => code);
const told = async (member: Person) => {
  await on.allMade();
  return (await on.list(member)).map(({ kind, text }) => [kind, text]);
};
const hide = ({ id }: Person) =>
  app.services.database.query(sql`UPDATE member SET hidden_at = now() WHERE id = ${id} RETURNING 1`);

describe("who asked a question asks a member for help", () => {
  it("with a message that the two alone read", async () => {
    const { request, userErrors } = await on.ask(ada, bob, question.id, { message: " Jij weet dit vast. " });
    expect(userErrors).toEqual([]);
    expect(request).toMatchObject({
      ...{ status: "PENDING", message: "Jij weet dit vast.", answeredAt: null, comment: null },
      ...{ idea: { id: question.id }, from: { id: ada.id }, to: { id: bob.id } },
    });
    expect(Date.parse(request.expiresAt) - Date.parse(request.askedAt)).toBe(30 * 86_400_000);
    for (const by of [ada, bob]) expect(await on.node(by, request.id)).toEqual(request);
    expect(await on.node(await on.person(), request.id)).toBeNull();
    expect(await on.requests(bob, "(direction: RECEIVED, status: PENDING)")).toEqual({
      totalCount: 1,
      nodes: [request],
    });
    expect(await on.requests(ada, "(direction: SENT)")).toEqual({ totalCount: 1, nodes: [request] });
    expect((await on.requests(ada, "(direction: RECEIVED)")).totalCount).toBe(0);
  });

  it("who is notified, by mail as well, in their language", async () => {
    const mails = mailing(app, mailbox);
    const email = await mails.address(bob);
    await on.ask(ada, bob, question.id);
    expect(await told(bob)).toEqual([["HELP_REQUESTED", "Ada asks for your help with a question: “Wie helpt?”."]]);
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toBe("“Ada” vraagt je hulp bij een vraag: “Wie helpt?”");
    expect(mail!.text).toContain("Je hoeft niet te zeggen waarom.");
  });

  it.each<[string, () => Partial<Idea>, string]>([
    ["an idea that is no question", () => ({ kind: IdeaKind.IDEA }), "INVALID_INPUT"],
    ["a question that is done", () => ({ status: IdeaStatus.DONE }), "INVALID_INPUT"],
    ["a question that a moderator hid", () => ({ hiddenAt: new Date() }), "INVALID_INPUT"],
    ["a question that was withdrawn", () => ({ status: IdeaStatus.WITHDRAWN }), "IDEA_WITHDRAWN"],
  ])("not with %s", async (_what, overrides, code) => {
    const { id } = await on.question(ada, overrides());
    expect((await on.ask(ada, bob, id)).userErrors).toEqual([{ code, path: ["input", "ideaId"] }]);
  });

  it("not with a question of somebody else, themselves, or who is not there for them", async () => {
    expect((await on.ask(bob, ada, question.id)).userErrors).toEqual([
      { code: "NOT_FOUND", path: ["input", "ideaId"] },
    ]);
    const path = ["input", "memberId"];
    expect((await on.ask(ada, ada, question.id)).userErrors).toEqual([{ code: "INVALID_INPUT", path }]);
    const [hidden, left, blocker] = [await on.person(), await on.person(), await on.person()];
    await hide(hidden);
    await app.services.database.query(sql`UPDATE member SET erased_at = now() WHERE id = ${left.id} RETURNING 1`);
    await on.mutate("blockMember", blocker, { memberId: ada.id }, "");
    for (const gone of [hidden, left, blocker, { id: "x" }])
      expect((await on.ask(ada, gone, question.id)).userErrors).toEqual([{ code: "NOT_FOUND", path }]);
    await hide(ada);
    expect(codes(await on.ask(ada, bob, question.id))).toEqual(["PROFILE_HIDDEN"]);
  });

  it("not with a message that is empty or too long", async () => {
    for (const message of [" ", "x".repeat(1_001)])
      expect((await on.ask(ada, bob, question.id, { message })).userErrors).toEqual([
        { code: "INVALID_INPUT", path: ["input", "message"] },
      ]);
  });

  it("once until they answer, also when it is asked at the same time, and repeated with a key", async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => on.ask(ada, bob, question.id)));
    expect(all.flatMap(codes).sort()).toEqual(Array(4).fill("ALREADY_REQUESTED"));
    const other = await on.question(ada);
    const keyed = () => on.ask(ada, bob, other.id, { idempotencyKey: "een sleutel" });
    const [first, second] = [await keyed(), await keyed()];
    expect(second).toEqual(first);
    expect((await on.requests(bob)).totalCount).toBe(2);
  });
});

describe("a request for help", () => {
  it("is answered by a comment of who was asked, of which who asked is notified once", async () => {
    const { request } = await on.ask(ada, bob, question.id);
    await on.comment(await on.person(), (await on.question(ada)).id);
    expect((await on.node(ada, request.id)).status).toBe("PENDING");
    const commentId = await on.comment(bob, question.id);
    expect(await on.node(ada, request.id)).toMatchObject({
      ...{ status: "ANSWERED", comment: { id: commentId }, answeredAt: expect.any(String) },
    });
    const [answered, other] = await told(ada);
    expect(answered).toEqual([
      "HELP_ANSWERED",
      "Bob, whom you asked for help, commented on your question: “Wie helpt?”.",
    ]);
    expect(other![0]).toBe("IDEA_COMMENTED");
    await on.comment(bob, question.id);
    expect((await on.node(bob, request.id)).comment).toEqual({ id: commentId });
    expect((await told(ada)).map(([kind]) => kind)).toEqual(["IDEA_COMMENTED", "HELP_ANSWERED", "IDEA_COMMENTED"]);
    expect(codes(await on.decline(bob, request.id))).toEqual(["ALREADY_ANSWERED"]);
  });

  it("is declined without a reason, and then not sent again for the same question", async () => {
    const { request } = await on.ask(ada, bob, question.id);
    expect(codes(await on.decline(ada, request.id))).toEqual(["NOT_FOUND"]);
    const declined = await on.decline(bob, request.id);
    expect(declined).toMatchObject({ request: { status: "DECLINED", comment: null }, userErrors: [] });
    expect(await on.decline(bob, request.id)).toEqual(declined);
    expect(await told(ada)).toEqual([
      ["HELP_DECLINED", "Bob cannot help you with your question at the moment: “Wie helpt?”."],
    ]);
    expect((await on.ask(ada, bob, question.id)).userErrors).toEqual([
      { code: "ALREADY_REQUESTED", path: ["input", "memberId"] },
    ]);
    expect(codes(await on.ask(ada, bob, (await on.question(ada)).id))).toEqual([]);
    await on.comment(bob, question.id);
    expect((await on.node(bob, request.id)).status).toBe("DECLINED");
  });

  it("is withdrawn by who asked, who may then ask again", async () => {
    const { request } = await on.ask(ada, bob, question.id);
    expect(codes(await on.withdraw(bob, request.id))).toEqual(["NOT_FOUND"]);
    expect(await on.withdraw(ada, request.id)).toMatchObject({ request: { status: "WITHDRAWN" }, userErrors: [] });
    expect(codes(await on.withdraw(ada, request.id))).toEqual([]);
    expect(codes(await on.ask(ada, bob, question.id))).toEqual([]);
  });

  it("expires after 30 days: a comment answers nothing then, and who asked may ask again", async () => {
    const { request } = await on.ask(ada, bob, question.id);
    await app.services.database.query(
      sql`UPDATE help_request SET expires_at = now() WHERE id = ${request.id} RETURNING 1`,
    );
    expect((await on.requests(bob, "(status: EXPIRED)")).totalCount).toBe(1);
    await on.comment(bob, question.id);
    expect(await on.node(ada, request.id)).toMatchObject({ status: "EXPIRED", comment: null, answeredAt: null });
    expect(codes(await on.decline(bob, request.id))).toEqual(["ALREADY_ANSWERED"]);
    expect(codes(await on.ask(ada, bob, question.id))).toEqual([]);
  });

  it("is answered or declined, and not both, when both happen at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const { id, ideaId } = await on.asked(ada, await on.takesMany(bob));
      const [declined, commentId] = await Promise.all([on.decline(bob, id), on.comment(bob, ideaId)]);
      const { status, comment } = await on.node(ada, id);
      const isDeclined = codes(declined).length === 0;
      expect([status, comment]).toEqual(isDeclined ? ["DECLINED", null] : ["ANSWERED", { id: commentId }]);
    }
  });
});

describe("how many requests a member takes in a month", () => {
  it("is five, or what they set from 0 to 20, whoever asks and whatever became of them", async () => {
    for (let n = 0; n < 5; n++) await on.asked(await on.person(), bob);
    const refused = async () => (await on.ask(ada, bob, question.id)).userErrors;
    expect(await refused()).toEqual([{ code: "NO_MORE_HELP_REQUESTS", path: ["input", "memberId"] }]);
    const [{ id }] = (await on.requests(bob)).nodes;
    await on.decline(bob, id);
    expect(await refused()).toMatchObject([{ code: "NO_MORE_HELP_REQUESTS" }]);
    expect(await on.takes(bob, 6)).toEqual({ settings: { helpRequestsPerMonth: 6 }, userErrors: [] });
    expect(await refused()).toEqual([]);
  });

  it("is none with 0, which reads the same", async () => {
    await on.takes(bob, 0);
    expect((await on.ask(ada, bob, question.id)).userErrors).toEqual([
      { code: "NO_MORE_HELP_REQUESTS", path: ["input", "memberId"] },
    ]);
    for (const wrong of [-1, 21])
      expect((await on.takes(bob, wrong)).userErrors).toEqual([
        { code: "INVALID_INPUT", path: ["input", "helpRequestsPerMonth"] },
      ]);
  });

  it("begins anew with each month", async () => {
    await on.takes(bob, 1);
    const { id } = await on.asked(await on.person(), bob);
    await app.services.database.query(sql`
      UPDATE help_request SET asked_at = date_trunc('month', now() AT TIME ZONE 'Europe/Brussels') AT TIME ZONE 'Europe/Brussels'
        - interval '1 second' WHERE id = ${id} RETURNING 1`);
    expect(codes(await on.ask(ada, bob, question.id))).toEqual([]);
    expect(codes(await on.ask(ada, bob, (await on.question(ada)).id))).toEqual(["NO_MORE_HELP_REQUESTS"]);
  });

  it("is not exceeded by twelve who ask at the same time", async () => {
    const asking = await Promise.all(Array.from({ length: 12 }, () => on.person()));
    const all = await Promise.all(asking.map(async (by) => on.ask(by, bob, (await on.question(by)).id)));
    expect(all.flatMap(codes)).toEqual(Array(7).fill("NO_MORE_HELP_REQUESTS"));
    expect((await on.requests(bob)).totalCount).toBe(5);
  });
});

describe("requests for help are read", () => {
  it("by nobody of the two after a block, which withdraws them", async () => {
    const { request } = await on.ask(ada, bob, question.id);
    await on.mutate("blockMember", bob, { memberId: ada.id }, "");
    for (const by of [ada, bob]) expect(await on.node(by, request.id)).toBeNull();
    await on.mutate("unblockMember", bob, { memberId: ada.id }, "");
    expect((await on.node(ada, request.id)).status).toBe("WITHDRAWN");
    expect(await told(ada)).toEqual([]);
  });
});
