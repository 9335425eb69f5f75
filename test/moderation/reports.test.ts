import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { expectFilled } from "../support/limits.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { forgetAttempts } from "../support/mailbox.js";
import { inDays, moderating, type Person } from "./moderating.js";

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
beforeEach(() => forgetAttempts(app));

const caseAbout = async (subjectId: string) =>
  (await act.queue(organiser)).find((found: { subject: { id: string } | null }) => found.subject?.id === subjectId);

describe("a report", () => {
  it("may be about a member, an idea, a comment or a gathering", async () => {
    const author = await build.buildMember();
    const subjects = {
      Member: author,
      Idea: await build.buildIdea({ authorId: author.id }),
      Comment: await build.buildComment({ authorId: author.id }),
      Gathering: await build.buildGathering({ hosts: [author] }),
    };
    const reporter = await act.person();
    for (const [type, { id }] of Object.entries(subjects)) {
      expect(await act.report(reporter, id)).toMatchObject({ report: { reason: "SPAM", note: null }, userErrors: [] });
      expect(await caseAbout(id)).toMatchObject({
        status: "OPEN",
        subjectKind: type.toUpperCase(),
        subject: { __typename: type },
        affected: [{ id: author.id }],
        decision: null,
      });
    }
  });

  it("joins the open case about the same thing, also when all come at once; a member's second one replaces the first", async () => {
    const { id } = await build.buildIdea();
    const reporters = await Promise.all([1, 2, 3, 4, 5].map(() => act.person()));
    const answers = await Promise.all(reporters.map((reporter) => act.report(reporter, id)));
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual([]);
    const again = await act.report(reporters[0]!, id, { reason: "ABUSE", note: "Kijk naar de tweede zin." });
    expect(again.report.id).toBe(answers[0].report.id);
    const found = await caseAbout(id);
    expect(found.reportCount).toBe(5);
    expect(found.reports.nodes).toHaveLength(5);
    expect(found.reports.nodes).toContainEqual({
      id: again.report.id,
      reason: "ABUSE",
      note: "Kijk naar de tweede zin.",
      reporter: { id: reporters[0]!.id },
    });
  });

  it("opens a new case once the last one is decided", async () => {
    const { id } = await build.buildIdea();
    const first = await act.reportedCase(id, organiser);
    await act.decide(organiser, first.id, "DISMISS");
    expect(await caseAbout(id)).toBeUndefined();
    const second = await act.reportedCase(id, organiser);
    expect(second.id).not.toBe(first.id);
    expect(second.reportCount).toBe(1);
  });

  it("tells the same of what is not there, what is not to be seen, and what cannot be reported", async () => {
    const reporter = await act.person();
    const blocker = await build.buildMember();
    await app.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`,
      { id: reporter.id },
      await app.tokenOf(blocker.id),
    );
    const hidden = await build.buildIdea({ hiddenAt: new Date() });
    const theme = await build.buildTheme();
    // A block keeps nobody from being reported.
    expect((await act.report(reporter, blocker.id)).userErrors).toEqual([]);
    for (const id of ["01890000-0000-7000-8000-000000000000", "geen id", hidden.id, theme.id])
      expect(await act.report(reporter, id)).toEqual({
        report: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "subjectId"] }],
      });
  });

  it("is not about oneself or one's own", async () => {
    const author = await act.person();
    const own = [
      author,
      await build.buildIdea({ authorId: author.id }),
      await build.buildComment({ authorId: author.id }),
      await build.buildGathering({ hosts: [await build.buildMember(), author] }),
    ];
    for (const { id } of own)
      expect((await act.report(author, id)).userErrors).toEqual([
        { code: "INVALID_INPUT", path: ["input", "subjectId"] },
      ]);
  });

  it("is for members alone, suspended ones included, twenty a minute", async () => {
    const { id } = await build.buildIdea();
    const anonymous = await app.ask(
      `mutation ($id: ID!) { report(input: {subjectId: $id, reason: SPAM}) { userErrors { code } } }`,
      { id },
    );
    expect(anonymous.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    const suspended = await build.buildMember({ suspendedUntil: new Date(inDays(1)) });
    const reporter = Object.assign(suspended, { token: await app.tokenOf(suspended.id) });
    app.services.writeLimits = true;
    const began = performance.now();
    let reported = 0;
    let errors = (await act.report(reporter, id)).userErrors;
    for (; errors.length === 0; errors = (await act.report(reporter, id)).userErrors) reported++;
    app.services.writeLimits = false;
    expectFilled(reported, { size: 20, periodMs: 60_000 }, began);
    expect(errors).toMatchObject([{ code: "TRY_AGAIN" }]);
  });

  it("is read by moderators and who made it, and by nobody whom it is about", async () => {
    const author = await act.person();
    const moderatorReported = await act.person(Role.ORGANISER);
    const reporter = await act.person();
    const read = `query ($id: ID!) { node(id: $id) { ... on Report { note reporter { id } case { id } } } }`;
    for (const about of [author, moderatorReported]) {
      const { id } = await build.buildIdea({ authorId: about.id });
      const { report } = await act.report(reporter, id, { note: "Onder ons." });
      const seen = async (token?: string) => (await app.ask(read, { id: report.id }, token)).data.node;
      const found = await caseAbout(id);
      expect(await seen(organiser.token)).toEqual({
        note: "Onder ons.",
        reporter: { id: reporter.id },
        case: { id: found.id },
      });
      expect(await seen(reporter.token)).toEqual({ note: "Onder ons.", reporter: { id: reporter.id }, case: null });
      for (const token of [undefined, about.token, (await act.person()).token, (await act.person(Role.ANALYST)).token])
        expect(await seen(token)).toBeNull();
      const caseNode = async (token: string) =>
        (await app.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: found.id }, token)).data.node;
      expect(await caseNode(organiser.token)).toEqual({ id: found.id });
      for (const { token } of [about, reporter]) expect(await caseNode(token)).toBeNull();
      expect(found.affected).toEqual([{ id: about.id }]);
    }
    const own = (await act.queue(moderatorReported)).flatMap((found: { affected: { id: string }[] }) => found.affected);
    expect(own).not.toContainEqual({ id: moderatorReported.id });
    expect(own).toContainEqual({ id: author.id });
  });
});

describe("the moderators' queue", () => {
  it("lists cases, those that wait longest first, and is for organisers and administrators alone", async () => {
    const found = await act.queue(await act.person(Role.ADMIN));
    expect(found.length).toBeGreaterThan(3);
    expect(found.map(({ id }: { id: string }) => id)).toEqual(found.map(({ id }: { id: string }) => id).sort());
    const ask = async (token?: string) => (await app.ask(`{ moderationQueue { totalCount } }`, {}, token)).errors;
    expect(await ask()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const { token } of [await act.person(), await act.person(Role.ANALYST)])
      expect(await ask(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});
