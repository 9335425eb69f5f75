import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { getNamedType, GraphQLString, isObjectType } from "graphql";
import sql from "sql-template-tag";
import { schema } from "../../src/app/schema.js";
import { Role } from "../../src/core/access/role.js";
import { subjectKinds } from "../../src/core/access/subject-kind.js";
import { messaging } from "../collaborations/messaging.js";
import { requesting } from "../collaborations/requesting.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed } from "../support/follow.js";
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

const db = () => app.services.database;

/** Node types with texts that cannot be reported. */
const notReportable: Record<string, string> = {
  AuditEntry: "Read by administrators alone.",
  Notification: "Its sentence is the service's own; the names in it are of what can be reported.",
  ModerationDecision: "Written by moderators; the affected members answer with an appeal.",
  Report: "Read by moderators alone.",
  Message: "Read by moderators alone.",
  MessageSharing: "Written by moderators, for who left the message alone; what is made of it can be reported.",
  MessageAnswer: "Written by moderators, for who left the message alone.",
  GatheringSeries: "Its title is that of its gatherings, which can be reported.",
  Registration: "Its reason is for who registered, who can report the gathering.",
  AgendaItem: "Its reason is for the author of the idea, who can report the gathering; the idea can be reported.",
  IdeaChange: "Its note is hidden with the idea, which can be reported.",
  IdeaDraft: "Read by its author alone.",
  Certificate: "Its texts are those of the learning track, which can be reported.",
  TrackStep: "Its texts are those of the learning track, which can be reported.",
  Theme: "Written by whoever runs the network, in its import or as an organiser.",
  ThemeSuggestion: "Read by its author and moderators alone.",
};

describe("what members write for others", () => {
  it("can be reported, whatever type it is in", () => {
    const withTexts = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => type.getInterfaces().some(({ name }) => name === "Node"))
      .filter((type) => Object.values(type.getFields()).some((field) => getNamedType(field.type) === GraphQLString))
      .map(({ name }) => name);
    const reportable = subjectKinds.entries().flatMap(([, { reportable: it }]) => (it ? [it.entity.name] : []));
    expect(withTexts.filter((name) => !reportable.includes(name) && !(name in notReportable))).toEqual([]);
    expect(Object.keys(notReportable).filter((name) => !withTexts.includes(name))).toEqual([]);
  });

  it("can be reported and hidden while its author is suspended, and the author can report, too", async () => {
    const author = await act.person();
    const idea = await build.buildIdea({ authorId: author.id });
    const comment = await build.buildComment({ authorId: author.id });
    await act.decided(idea.id, organiser, "SUSPEND", { suspendedUntil: inDays(30) });
    for (const id of [author.id, idea.id, comment.id]) {
      expect((await act.report(await act.person(), id)).userErrors).toEqual([]);
      expect(await act.decided(id, organiser, "HIDE")).toMatchObject({ kind: "HIDE" });
    }
    expect((await act.report(author, (await build.buildIdea()).id)).userErrors).toEqual([]);
  });
});

describe("a profile that a moderator has hidden", () => {
  it("shows its texts to nobody else", async () => {
    const member = await build.buildMember({ headline: "Verborgen regel", bio: "Verborgen tekst" });
    await act.decided(member.id, organiser, "HIDE");
    const asked = `query ($id: ID!) { member(id: $id) { headline bio } node(id: $id) { id }
      members(filter: {search: "Verborgen"}) { totalCount nodes { headline bio } } }`;
    for (const token of [undefined, (await act.person()).token]) {
      const { data } = await app.ask(asked, { id: member.id }, token);
      expect(data).toEqual({ member: null, node: null, members: { totalCount: 0, nodes: [] } });
    }
    const { data } = await app.ask(asked, { id: member.id }, await app.tokenOf(member.id));
    expect(data.member).toEqual({ headline: "Verborgen regel", bio: "Verborgen tekst" });
  });
});

describe("the outcome of a collaboration", () => {
  const outcomeFor = async (id: string, token?: string): Promise<string | null> =>
    (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Collaboration { outcome } } }`, { id }, token)).data.node
      .outcome as string | null;

  it("is hidden from all but its members and moderators, until the decision is reversed", async () => {
    const [one, two, other] = [await act.person(), await act.person(), await act.person()];
    const { id } = await build.buildCollaboration([one, two]);
    const { data } = await app.ask(
      `mutation ($id: ID!) { updateCollaboration(input: {id: $id, version: 1, outcome: "Koop nu!"}) { userErrors { code } } }`,
      { id },
      one.token,
    );
    expect(data.updateCollaboration.userErrors).toEqual([]);
    expect((await act.report(one, id)).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "subjectId"] }]);
    // Who takes part but did not write it.
    expect((await act.report(two, id)).userErrors).toEqual([]);
    const found = await act.reportedCase(id, organiser);
    expect(found).toMatchObject({
      subjectKind: "COLLABORATION",
      subject: { __typename: "Collaboration" },
      affected: [{ id: one.id }],
    });
    const { decision } = await act.decide(organiser, found.id as string, "HIDE");
    for (const { token } of [one, two, organiser]) expect(await outcomeFor(id, token)).toBe("Koop nu!");
    for (const token of [undefined, other.token]) expect(await outcomeFor(id, token)).toBeNull();
    await act.reverse(organiser, decision.id as string);
    expect(await outcomeFor(id)).toBe("Koop nu!");
  });

  it("is that of all members when its author is not recorded", async () => {
    const [one, two] = [await act.person(), await act.person()];
    const { id } = await build.buildCollaboration([one, two], { outcome: "Van vroeger." });
    const { affected } = await act.reportedCase(id, organiser);
    expect(new Set(affected.map((member: { id: string }) => member.id))).toEqual(new Set([one.id, two.id]));
  });
});

describe("the message of a collaboration request", () => {
  const messageFor = async (by: Person, id: string): Promise<string | null | undefined> =>
    (await requesting(app).node(by, id))?.message as string | null | undefined;

  it("is shown to moderators by who received it, and hidden from them alone", async () => {
    const [from, to] = [await act.person(), await act.person()];
    const { request } = await requesting(app).ask(from, to.id, { message: "Stuur geld." });
    const id = request.id as string;
    expect(await messageFor(organiser, id)).toBeUndefined();
    expect((await act.report(await act.person(), id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await act.report(organiser, id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await act.report(to, id)).userErrors).toEqual([]);
    const found = (await act.queue(organiser)).find(({ subject }: { subject: { id: string } }) => subject.id === id);
    expect(found).toMatchObject({ subjectKind: "COLLABORATION_REQUEST", affected: [{ id: from.id }] });
    expect(await messageFor(organiser, id)).toBe("Stuur geld.");
    expect(await requesting(app).requests(organiser)).toMatchObject({ totalCount: 0 });
    expect(await messageFor(await act.person(), id)).toBeUndefined();
    await act.decide(organiser, found.id as string, "HIDE");
    expect(await messageFor(to, id)).toBeNull();
    expect(await messageFor(from, id)).toBe("Stuur geld.");
    expect(await messageFor(organiser, id)).toBe("Stuur geld.");
    const { exportMyData } = (await app.ask(`mutation { exportMyData(input: {}) { url } }`, {}, to.token)).data;
    const archive = unzipSync(new Uint8Array(await (await fetch(exportMyData.url)).arrayBuffer()));
    expect(strFromU8(archive["data.json"]!)).not.toContain("Stuur geld.");
  });

  it("can be reported after a block, whoever made it", async () => {
    const [from, to] = [await act.person(), await act.person()];
    const { request } = await requesting(app).ask(from, to.id);
    const BLOCK = `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`;
    await app.ask(BLOCK, { id: from.id }, to.token);
    expect(await messageFor(to, request.id as string)).toBeUndefined();
    expect((await act.report(to, request.id as string)).userErrors).toEqual([]);
  });
});

describe("a message in a collaboration", () => {
  const bodyFor = async (by: Person, id: string): Promise<string | null | undefined> =>
    (await app.ask(`query ($id: ID!) { node(id: $id) { ... on CollaborationMessage { body } } }`, { id }, by.token))
      .data.node?.body as string | null | undefined;

  it("is shown to moderators by a member who reads it, alone of all messages, and hidden from the others", async () => {
    const [from, to] = [await act.person(), await act.person()];
    const { id: collaborationId } = await build.buildCollaboration([from, to]);
    const { send, read } = messaging(app);
    const id = (await send(from, collaborationId, "Stuur geld.")).message.id as string;
    const other = (await send(from, collaborationId, "Snel!")).message.id as string;
    for (const by of [await act.person(), organiser])
      expect((await act.report(by, id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await act.report(from, id)).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "subjectId"] }]);
    expect((await act.report(to, id)).userErrors).toEqual([]);
    const found = (await act.queue(organiser)).find(({ subject }: { subject: { id: string } }) => subject?.id === id);
    expect(found).toMatchObject({ subjectKind: "COLLABORATION_MESSAGE", affected: [{ id: from.id }] });
    expect([await bodyFor(organiser, id), await bodyFor(organiser, other)]).toEqual(["Stuur geld.", undefined]);
    expect(await read(organiser, collaborationId)).toBeNull();
    const { decision } = await act.decide(organiser, found.id as string, "HIDE");
    expect(await read(to, collaborationId)).toEqual([null, "Snel!"]);
    expect(await read(from, collaborationId)).toEqual(["Stuur geld.", "Snel!"]);
    expect(await bodyFor(organiser, id)).toBe("Stuur geld.");
    await act.reverse(organiser, decision.id as string);
    expect(await read(to, collaborationId)).toEqual(["Stuur geld.", "Snel!"]);
  });

  it("can be reported after a block, whoever made it", async () => {
    const [from, to] = [await act.person(), await act.person()];
    const { id: collaborationId } = await build.buildCollaboration([from, to]);
    const { send, block } = messaging(app);
    const id = (await send(from, collaborationId, "Stuur geld.")).message.id as string;
    await block(to, from);
    expect(await bodyFor(to, id)).toBeUndefined();
    expect((await act.report(to, id)).userErrors).toEqual([]);
  });
});

describe("an organisation that a moderator has hidden", () => {
  const organisationOf = async ({ id }: { id: string }, token?: string): Promise<string | null> =>
    ((await app.ask(`query ($id: ID!) { member(id: $id) { organisation { name } } }`, { id }, token)).data.member
      .organisation?.name ?? null) as string | null;
  const rename = (by: Person, organisation: string | null) =>
    app.ask(
      `mutation ($to: String) { updateProfile(input: {organisation: $to}) { member { organisation { name } } userErrors { code } } }`,
      { to: organisation },
      by.token,
    );

  it("is seen by moderators alone, everywhere", async () => {
    const member = await act.person();
    await rename(member, "Bel 0900-NEP");
    const [{ id }] = (await db().query<{ id: string }>(
      sql`SELECT id FROM organisation WHERE name = 'Bel 0900-NEP'`,
    )) as [{ id: string }];
    const watcher = followed<{ ideaPosted: { idea: { author: { organisation: { name: string } | null } } } }>(
      app.socket((await act.person()).token),
      "subscription { ideaPosted { idea { author { organisation { name } } } } }",
    );
    while (app.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    const found = await act.reportedCase(id, organiser);
    expect(found).toMatchObject({ subjectKind: "ORGANISATION", subject: { id }, affected: [] });
    const suspending = await act.decide(organiser, found.id as string, "SUSPEND", { suspendedUntil: inDays(3) });
    expect(suspending.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "kind"] }]);
    expect((await act.decide(organiser, found.id as string, "HIDE")).userErrors).toEqual([]);
    for (const token of [undefined, member.token, (await act.person()).token]) {
      expect(await organisationOf(member, token)).toBeNull();
      expect((await app.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, token)).data.node).toBeNull();
    }
    expect(await organisationOf(member, organiser.token)).toBe("Bel 0900-NEP");
    await app.ask(
      `mutation { postIdea(input: {kind: IDEA, title: "Idee", body: "Idee", themes: []}) { idea { id } } }`,
      {},
      member.token,
    );
    expect((await watcher.has(1))[0]!.ideaPosted.idea.author.organisation).toBeNull();
    watcher.stop();
  });

  it("stays hidden when its last member leaves, and when somebody gives its name again", async () => {
    const [one, two] = [await act.person(), await act.person()];
    await rename(one, "Nog een nepbureau");
    const [{ id }] = (await db().query<{ id: string }>(
      sql`SELECT id FROM organisation WHERE name = 'Nog een nepbureau'`,
    )) as [{ id: string }];
    await act.decided(id, organiser, "HIDE");
    await rename(one, null);
    const { data } = await rename(two, "Nog een nepbureau");
    expect(data.updateProfile).toEqual({ member: { organisation: null }, userErrors: [] });
    expect(await organisationOf(two)).toBeNull();
  });
});
