import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { allSent, forgetAttempts, openMailbox, type Mailbox } from "../support/mailbox.js";
import { inDays, moderating, type Person } from "./moderating.js";

const POST = `mutation { postIdea(input: {kind: IDEA, title: "Nieuw", body: "Idee", themes: []}) { userErrors { code } } }`;
const MINE = `{ viewer { moderationDecisions { totalCount nodes {
  id kind reason suspendedUntil reversedAt reversalReason subject { id } affected { id } decidedBy { id } reversedBy { id } case { id } } } } }`;

let mailbox: Mailbox;
let app: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
let organiser: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  two = await testApp(app.databaseUrl, { smtpUrl: mailbox.url });
  build = builders(app.services.database.source.manager);
  act = moderating(app, build);
  organiser = await act.person(Role.ORGANISER);
});
afterAll(async () => {
  await two.end();
  await app.end();
  await mailbox.down();
});
beforeEach(() => forgetAttempts(app));

const addressOf = async ({ id }: { id: string }) =>
  (await app.services.database.query<{ email: string }>(sql`SELECT email FROM account WHERE member_id = ${id}`))[0]!
    .email;
const decisionsAbout = async (member: Person) =>
  (await app.ask(MINE, {}, member.token)).data.viewer.moderationDecisions;
const isSeen = async (id: string, token?: string) =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, token)).data.node !== null;
const mayPost = async (member: Person, on = app) =>
  (await on.ask(POST, {}, member.token)).data.postIdea.userErrors.length === 0;

describe("hiding", () => {
  it("takes an idea, a profile or a gathering from everybody's sight, but for its author and moderators", async () => {
    const author = await act.person();
    const stranger = await act.person();
    const subjects = [
      await build.buildIdea({ authorId: author.id }),
      author,
      await build.buildGathering({ hosts: [author] }),
    ];
    for (const { id } of subjects) {
      const decision = await act.decided(id, organiser, "HIDE");
      expect(decision).toMatchObject({ kind: "HIDE", suspendedUntil: null, affected: [{ id: author.id }] });
      for (const token of [undefined, stranger.token]) expect(await isSeen(id, token)).toBe(false);
      for (const token of [author.token, organiser.token]) expect(await isSeen(id, token)).toBe(true);
      expect(await mayPost(author)).toBe(true);
    }
  });

  it("takes the words of a comment away, and leaves its place", async () => {
    const author = await act.person();
    const { id } = await build.buildComment({ authorId: author.id });
    await act.decided(id, organiser, "HIDE");
    const body = async (token?: string) =>
      (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Comment { body } } }`, { id }, token)).data.node.body;
    expect(await body()).toBeNull();
    expect(await body(author.token)).toBe("Goed idee.");
  });
});

describe("suspending", () => {
  it("keeps the author from taking part, in every process, from the next request on, until the moment comes", async () => {
    const author = await act.person();
    const { id } = await build.buildIdea({ authorId: author.id });
    expect(await mayPost(author, two)).toBe(true);
    const suspendedUntil = inDays(7);
    const decision = await act.decided(id, organiser, "SUSPEND", { suspendedUntil });
    expect(decision).toMatchObject({ kind: "SUSPEND", suspendedUntil });
    for (const on of [app, two])
      expect((await on.ask(POST, {}, author.token)).data.postIdea.userErrors).toEqual([{ code: "SUSPENDED" }]);
    expect(await isSeen(id)).toBe(true);
    await app.services.database.query(
      sql`UPDATE member SET suspended_until = now() - interval '1 minute' WHERE id = ${author.id}`,
    );
    expect(await mayPost(author)).toBe(true);
  });

  it("with hiding does both, to every host of a gathering", async () => {
    const hosts = [await act.person(), await act.person()];
    const { id } = await build.buildGathering({ hosts });
    await act.decided(id, organiser, "HIDE_AND_SUSPEND", { suspendedUntil: inDays(1) });
    expect(await isSeen(id)).toBe(false);
    for (const host of hosts) {
      expect(await mayPost(host)).toBe(false);
      expect((await decisionsAbout(host)).totalCount).toBe(1);
    }
  });

  it("needs a moment within a year, and only suspending takes one", async () => {
    const { id } = await act.reportedCase((await build.buildIdea()).id, organiser);
    const wrong: [string, object][] = [
      ["SUSPEND", {}],
      ["HIDE_AND_SUSPEND", { suspendedUntil: null }],
      ["SUSPEND", { suspendedUntil: inDays(-1) }],
      ["SUSPEND", { suspendedUntil: inDays(400) }],
      ["HIDE", { suspendedUntil: inDays(1) }],
      ["DISMISS", { suspendedUntil: inDays(1) }],
    ];
    for (const [kind, fields] of wrong)
      expect((await act.decide(organiser, id, kind, fields)).userErrors).toEqual([
        { code: "INVALID_INPUT", path: ["input", "suspendedUntil"] },
      ]);
    expect((await act.decide(organiser, id, "HIDE", { reason: " " })).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "reason"] },
    ]);
    expect((await act.queue(organiser)).map((found: { id: string }) => found.id)).toContain(id);
  });
});

describe("the author", () => {
  it("is told what and why, under the viewer and by mail whatever they want to get; never who reported or decided", async () => {
    const author = await act.person();
    await app.services.database.query(
      sql`UPDATE account SET email_notifications = false, language = 'EN' WHERE member_id = ${author.id}`,
    );
    const { id, title } = await build.buildIdea({ authorId: author.id });
    const decision = await act.decided(id, organiser, "HIDE_AND_SUSPEND", {
      reason: "Dit is reclame.",
      suspendedUntil: inDays(3),
    });
    expect(decision.decidedBy).toEqual({ id: organiser.id });
    const about = { id: decision.id, kind: "HIDE_AND_SUSPEND", reason: "Dit is reclame.", subject: { id } };
    expect((await decisionsAbout(author)).nodes).toEqual([
      {
        ...about,
        suspendedUntil: decision.suspendedUntil,
        affected: [{ id: author.id }],
        reversedAt: null,
        reversalReason: null,
        decidedBy: null,
        reversedBy: null,
        case: null,
      },
    ]);
    const [mail] = await mailbox.to(await addressOf(author));
    expect(mail!.text).toContain("\n> Dit is reclame.\n");
    expect(mail!.text).toContain(`your idea “${title}”`);
    expect(mail!.text).not.toContain(organiser.name);

    await act.reverse(organiser, decision.id);
    expect((await decisionsAbout(author)).nodes).toMatchObject([
      { ...about, reversalReason: "Het was een vergissing.", reversedBy: null },
    ]);
    const [, second] = await mailbox.to(await addressOf(author), 2);
    expect(second!.text).toContain("\n> Het was een vergissing.\n");
  });

  it("never hears of a dismissal", async () => {
    const author = await act.person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const dismissal = await act.decided(id, organiser, "DISMISS");
    expect(await isSeen(id)).toBe(true);
    expect(await decisionsAbout(author)).toEqual({ totalCount: 0, nodes: [] });
    expect(await isSeen(dismissal.id, author.token)).toBe(false);
    const { exportMyData } = (await app.ask(`mutation { exportMyData(input: {}) { url } }`, {}, author.token)).data;
    const archive = unzipSync(new Uint8Array(await (await fetch(exportMyData.url)).arrayBuffer()));
    expect(JSON.parse(strFromU8(archive["data.json"]!)).moderation_case_member).toEqual([]);
    expect(await isSeen(dismissal.id, organiser.token)).toBe(true);
    const later = await act.decided(id, organiser, "HIDE");
    await allSent(app);
    expect(await mailbox.to(await addressOf(author))).toHaveLength(1);
    expect(await isSeen(later.id, author.token)).toBe(true);
    for (const token of [undefined, (await act.person()).token]) expect(await isSeen(later.id, token)).toBe(false);
  });
});

describe("deciding", () => {
  it("is done once, however many moderators decide at once", async () => {
    const author = await act.person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const found = await act.reportedCase(id, organiser);
    const moderators = await Promise.all([1, 2, 3, 4].map(() => act.person(Role.ORGANISER)));
    const answers = await Promise.all(moderators.map((moderator) => act.decide(moderator, found.id, "HIDE")));
    expect(answers.filter((answer) => answer.decision !== null)).toHaveLength(1);
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual(
      Array(3).fill({ code: "ALREADY_DECIDED", path: ["input", "caseId"] }),
    );
    expect((await decisionsAbout(author)).totalCount).toBe(1);
    const [decidedCase] = (await act.queue(organiser, "DECIDED")).filter((one: { id: string }) => one.id === found.id);
    expect(decidedCase).toMatchObject({ status: "DECIDED", decision: { kind: "HIDE" } });
  });

  it("is for moderators who are not suspended themselves", async () => {
    const { id } = await act.reportedCase((await build.buildIdea()).id, organiser);
    const decide = async (token?: string) =>
      app.ask(
        `mutation ($id: ID!) { decideCase(input: {caseId: $id, kind: HIDE, reason: "x"}) { userErrors { code } } }`,
        { id },
        token,
      );
    expect((await decide()).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const { token } of [await act.person(), await act.person(Role.ANALYST)])
      expect((await decide(token)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    const suspended = await build.buildMember({ roles: [Role.ORGANISER], suspendedUntil: new Date(inDays(1)) });
    expect((await decide(await app.tokenOf(suspended.id))).data.decideCase.userErrors).toEqual([{ code: "SUSPENDED" }]);
  });

  it("is not done in one's own cause, and a case about oneself reads as none", async () => {
    const moderator = await act.person(Role.ORGANISER);
    const { id } = await build.buildIdea({ authorId: moderator.id });
    const found = await act.reportedCase(id, organiser);
    const notThere = { decision: null, userErrors: [{ code: "NOT_FOUND", path: ["input", "caseId"] }] };
    expect(await act.decide(moderator, found.id, "DISMISS")).toEqual(notThere);
    expect(await act.decide(moderator, "01890000-0000-7000-8000-000000000000", "DISMISS")).toEqual(notThere);

    const gathering = await build.buildGathering({ hosts: [await build.buildMember()] });
    const reported = await act.reportedCase(gathering.id, organiser);
    await app.services.database.query(
      sql`INSERT INTO gathering_host (gathering_id, member_id) VALUES (${gathering.id}, ${moderator.id})`,
    );
    expect((await act.decide(moderator, reported.id, "DISMISS")).userErrors).toEqual([
      { code: "NOT_YOURS_TO_DECIDE", path: ["input", "caseId"] },
    ]);

    const { decision } = await act.decide(organiser, found.id, "HIDE");
    expect((await act.reverse(moderator, decision.id)).userErrors).toEqual([
      { code: "NOT_YOURS_TO_DECIDE", path: ["input", "decisionId"] },
    ]);
    expect((await decisionsAbout(moderator)).nodes).toMatchObject([{ decidedBy: null, case: null }]);
  });

  it("suspends an administrator only when another administrator does it", async () => {
    const admin = await act.person(Role.ADMIN);
    const suspending = { suspendedUntil: inDays(1) };
    const { id } = await act.reportedCase((await build.buildIdea({ authorId: admin.id })).id, organiser);
    expect((await act.decide(organiser, id, "SUSPEND", suspending)).userErrors).toMatchObject([
      { code: "NOT_YOURS_TO_DECIDE" },
    ]);
    const other = await act.person(Role.ADMIN);
    const { decision } = await act.decide(other, id, "SUSPEND", suspending);
    expect(decision).toMatchObject({ kind: "SUSPEND" });
    expect((await act.reverse(organiser, decision.id)).userErrors).toMatchObject([{ code: "NOT_YOURS_TO_DECIDE" }]);
  });
});

describe("taking a decision back", () => {
  it("shows and frees again what no other decision holds", async () => {
    const author = await act.person();
    const [one, other] = [
      await build.buildIdea({ authorId: author.id }),
      await build.buildIdea({ authorId: author.id }),
    ];
    const long = await act.decided(one.id, organiser, "HIDE_AND_SUSPEND", { suspendedUntil: inDays(30) });
    const short = await act.decided(other.id, organiser, "SUSPEND", { suspendedUntil: inDays(2) });
    const until = async () =>
      (
        await app.services.database.query<{ until: Date | null }>(
          sql`SELECT suspended_until AS until FROM member WHERE id = ${author.id}`,
        )
      )[0]!.until?.toISOString() ?? null;
    expect(await until()).toBe(long.suspendedUntil);
    expect((await act.reverse(organiser, long.id)).decision).toMatchObject({
      reversalReason: "Het was een vergissing.",
      reversedBy: { id: organiser.id },
    });
    expect(await until()).toBe(short.suspendedUntil);
    expect(await isSeen(one.id)).toBe(true);
    expect(await mayPost(author)).toBe(false);
    await act.reverse(organiser, short.id);
    expect(await until()).toBeNull();
    expect(await mayPost(author)).toBe(true);
  });

  it("frees the author also when all decisions are taken back at once", async () => {
    const author = await act.person();
    const decisions = await Promise.all(
      [1, 2, 3, 4].map(async (days) => {
        const { id } = await build.buildIdea({ authorId: author.id });
        return act.decided(id, organiser, "SUSPEND", { suspendedUntil: inDays(days) });
      }),
    );
    expect(await mayPost(author)).toBe(false);
    const answers = await Promise.all(decisions.map(({ id }) => act.reverse(organiser, id)));
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual([]);
    expect(await mayPost(author)).toBe(true);
  });

  it("leaves hidden what two decisions hid", async () => {
    const { id } = await build.buildIdea();
    const first = await act.decided(id, organiser, "HIDE");
    // Only moderators still see it; who reports does not decide.
    const colleague = await act.person(Role.ORGANISER);
    await act.report(colleague, id);
    const reported = (await act.queue(organiser)).find((found: { subject: { id: string } }) => found.subject.id === id);
    const second = (await act.decide(organiser, reported.id, "HIDE")).decision;
    await act.reverse(organiser, first.id);
    expect(await isSeen(id)).toBe(false);
    await act.reverse(organiser, second.id);
    expect(await isSeen(id)).toBe(true);
  });

  it("is done once, and never to a dismissal", async () => {
    const decision = await act.decided((await build.buildIdea()).id, organiser, "HIDE");
    const answers = await Promise.all([1, 2, 3].map(() => act.reverse(organiser, decision.id)));
    expect(answers.filter((answer) => answer.decision !== null)).toHaveLength(1);
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual(
      Array(2).fill({ code: "ALREADY_DECIDED", path: ["input", "decisionId"] }),
    );
    const dismissal = await act.decided((await build.buildIdea()).id, organiser, "DISMISS");
    expect((await act.reverse(organiser, dismissal.id)).userErrors).toMatchObject([{ code: "INVALID_INPUT" }]);
    expect((await act.reverse(organiser, "geen id")).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("is for moderators alone", async () => {
    const author = await act.person();
    const decision = await act.decided((await build.buildIdea({ authorId: author.id })).id, organiser, "HIDE");
    const reverse = async (token?: string) =>
      (
        await app.ask(
          `mutation ($id: ID!) { reverseDecision(input: {decisionId: $id, reason: "x"}) { userErrors { code } } }`,
          { id: decision.id },
          token,
        )
      ).errors;
    expect(await reverse()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const { token } of [author, await act.person(Role.ANALYST)])
      expect(await reverse(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("the event log", () => {
  it("hears of what hides and suspends, in ids and enum values", async () => {
    const author = await act.person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const decision = await act.decided(id, organiser, "HIDE");
    await act.reverse(organiser, decision.id);
    const events = await app.services.events.after(0, ["moderation.decided", "moderation.reversed"], 10_000);
    const data = { decisionId: decision.id, decision: "HIDE", subjectKind: "IDEA", affectedIds: [author.id] };
    expect(events.filter((event) => event.subjectId === id)).toMatchObject([
      { kind: "moderation.decided", data },
      { kind: "moderation.reversed", data },
    ]);
  });
});
