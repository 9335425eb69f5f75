import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { forgetAttempts } from "../support/mailbox.js";

const LEAVE = `mutation ($input: LeaveMessageInput!) { leaveMessage(input: $input) {
  message { id body name replyTo member { id } appealOf { id } handledAt } userErrors { code path } } }`;
const HANDLE = `mutation ($input: HandleMessageInput!) { handleMessage(input: $input) {
  message { id handledAt handledBy { id } note } userErrors { code path } } }`;
const LIST = `query ($unhandledOnly: Boolean! = true) { messages(unhandledOnly: $unhandledOnly, first: 100) { nodes {
  id body name replyTo member { id } appealOf { id reason } } } }`;

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

const leave = async (fields: object, token?: string) =>
  (await app.ask(LEAVE, { input: { body: "Mag ik meedoen?", ...fields } }, token)).data.leaveMessage;
const handle = async (id: string, token: string, note?: string) =>
  (await app.ask(HANDLE, { input: { id, note } }, token)).data.handleMessage;
const list = async (unhandledOnly?: boolean) =>
  (await app.ask(LIST, { unhandledOnly }, organiser.token)).data.messages.nodes;
const node = async (id: string, token?: string) =>
  (
    await app.ask(
      `query ($id: ID!) { node(id: $id) { ... on Message { body replyTo note handledBy { id } handledAt } } }`,
      { id },
      token,
    )
  ).data.node;

describe("a message to the coordinators", () => {
  it("is left by anybody, with a name and an address or without", async () => {
    const sender = { name: "An Peeters", email: "An@Elders.example" };
    const named = await leave({ body: "  Kom eens langs.  ", ...sender });
    expect(named).toMatchObject({
      message: { body: "Kom eens langs.", name: "An Peeters", replyTo: "an@elders.example", member: null },
      userErrors: [],
    });
    expect((await leave({})).message).toMatchObject({ name: null, replyTo: null });
    expect(await list()).toContainEqual({
      id: named.message.id,
      body: "Kom eens langs.",
      name: "An Peeters",
      replyTo: "an@elders.example",
      member: null,
      appealOf: null,
    });
  });

  it("of a member tells who they are by itself", async () => {
    const member = await act.person();
    expect(await leave({}, member.token)).toMatchObject({ message: { name: null, member: { id: member.id } } });
    for (const field of [{ name: "Iemand anders" }, { email: "iemand@anders.example" }])
      expect((await leave(field, member.token)).userErrors).toEqual([
        { code: "INVALID_INPUT", path: ["input", Object.keys(field)[0]] },
      ]);
  });

  it.each([
    ["body", { body: "" }],
    ["name", { name: " " }],
    ["email", { email: "geen adres" }],
  ])("names the %s that does not fit", async (field, wrong) => {
    expect((await leave(wrong)).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", field] }]);
  });

  it("comes five times a minute at most, from an address and from a member", async () => {
    const { token } = await act.person();
    app.services.writeLimits = true;
    for (const sender of [undefined, token]) {
      for (let n = 1; n <= 5; n++) expect((await leave({}, sender)).userErrors).toEqual([]);
      expect((await leave({}, sender)).userErrors).toMatchObject([{ code: "TRY_AGAIN" }]);
    }
    app.services.writeLimits = false;
  });

  it("is read by moderators and by the member who left it, an anonymous one by moderators alone", async () => {
    const member = await act.person();
    const others = [undefined, (await act.person()).token, (await act.person(Role.ANALYST)).token];
    const { message } = await leave({}, member.token);
    const anonymous = (await leave({ email: "an@elders.example" })).message;
    for (const token of [member.token, organiser.token]) expect(await node(message.id, token)).not.toBeNull();
    for (const token of others) expect(await node(message.id, token)).toBeNull();
    for (const token of [...others, member.token]) expect(await node(anonymous.id, token)).toBeNull();
    const errors = async (token?: string) => (await app.ask(LIST, {}, token)).errors;
    expect(await errors()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const token of others.slice(1))
      expect(await errors(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  it("is handled once; the note is for moderators", async () => {
    const member = await act.person();
    const { message } = await leave({}, member.token);
    const moderators = await Promise.all([1, 2, 3].map(() => act.person(Role.ORGANISER)));
    const answers = await Promise.all(moderators.map(({ token }) => handle(message.id, token, "Gebeld.")));
    expect(answers.filter((answer) => answer.message !== null)).toHaveLength(1);
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual(
      Array(2).fill({ code: "ALREADY_DECIDED", path: ["input", "id"] }),
    );
    expect(await node(message.id, organiser.token)).toMatchObject({ note: "Gebeld." });
    expect(await node(message.id, member.token)).toMatchObject({
      note: null,
      handledBy: null,
      handledAt: expect.any(String),
    });
    const ids = async (unhandledOnly: boolean) => (await list(unhandledOnly)).map(({ id }: { id: string }) => id);
    expect(await ids(true)).not.toContain(message.id);
    expect(await ids(false)).toContain(message.id);
  });

  it("is handled by moderators alone, and not by who left it", async () => {
    const { message } = await leave({}, organiser.token);
    expect((await handle(message.id, organiser.token)).userErrors).toMatchObject([{ code: "NOT_YOURS_TO_DECIDE" }]);
    expect((await handle("geen id", organiser.token)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const suspended = await build.buildMember({ roles: [Role.ORGANISER], suspendedUntil: new Date(inDays(1)) });
    const errors = await handle(message.id, await app.tokenOf(suspended.id));
    expect(errors.userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    const ask = async (token?: string) => (await app.ask(HANDLE, { input: { id: message.id } }, token)).errors;
    expect(await ask()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const { token } of [await act.person(), await act.person(Role.ANALYST)])
      expect(await ask(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("an appeal", () => {
  it("is left once by whom the decision affects, also while suspended", async () => {
    const author = await act.person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const decision = await act.decided(id, organiser, "SUSPEND", { suspendedUntil: inDays(7) });
    const appeal = { body: "Dat was ik niet.", appealsDecisionId: decision.id };
    const answers = await Promise.all([1, 2, 3].map(() => leave(appeal, author.token)));
    const [left] = answers.flatMap((answer) => answer.message ?? []);
    expect(left).toMatchObject({ appealOf: { id: decision.id } });
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual(
      Array(2).fill({ code: "ALREADY_APPEALED", path: ["input", "appealsDecisionId"] }),
    );
    expect(await list()).toContainEqual(
      expect.objectContaining({ id: left.id, appealOf: { id: decision.id, reason: "Omdat het moet." } }),
    );
    const { data } = await app.ask(
      `{ viewer { moderationDecisions { nodes { viewerAppeal { id } } } } }`,
      {},
      author.token,
    );
    expect(data.viewer.moderationDecisions.nodes).toEqual([{ viewerAppeal: { id: left.id } }]);
  });

  it("is nobody else's: what affects others, is dismissed or is none reads as not there", async () => {
    const author = await act.person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const dismissal = await act.decided(id, organiser, "DISMISS");
    const decision = await act.decided(id, organiser, "HIDE");
    const notThere = [{ code: "NOT_FOUND", path: ["input", "appealsDecisionId"] }];
    const stranger = await act.person();
    for (const token of [stranger.token, organiser.token])
      expect((await leave({ appealsDecisionId: decision.id }, token)).userErrors).toEqual(notThere);
    for (const none of [dismissal.id, "geen id"])
      expect((await leave({ appealsDecisionId: none }, author.token)).userErrors).toEqual(notThere);
    const anonymous = await app.ask(LEAVE, { input: { body: "x", appealsDecisionId: decision.id } });
    expect(anonymous.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });

  it("comes too late once the decision was taken back", async () => {
    const author = await act.person();
    const decision = await act.decided((await build.buildIdea({ authorId: author.id })).id, organiser, "HIDE");
    await act.reverse(organiser, decision.id);
    expect((await leave({ appealsDecisionId: decision.id }, author.token)).userErrors).toMatchObject([
      { code: "ALREADY_DECIDED" },
    ]);
  });
});
