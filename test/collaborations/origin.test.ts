import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { organising } from "../gatherings/organising.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { forgetAttempts } from "../support/mailbox.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let act: ReturnType<typeof moderating>;
let ask: ReturnType<typeof requesting>;
let host: Person;
let a: Person;
let b: Person;
let c: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  act = moderating(app, on.build);
  ask = requesting(app);
});
afterAll(() => app.end());
beforeEach(async () => {
  await forgetAttempts(app);
  [host, a, b, c] = [await act.person(), await act.person(), await act.person(), await act.person()];
});

/** A gathering that is over, with these members there. */
const held = async (there: Person[], overrides: object = {}): Promise<string> => {
  const startsAt = new Date(Date.now() - 48 * 3_600_000);
  const { id } = await on.build.buildGathering({ startsAt, hosts: [host], ...overrides });
  for (const { id: memberId } of there) await on.build.buildRegistration({ gatheringId: id, memberId });
  return id;
};
const REQUESTS = "requests { id status message to { id } gathering { id } members { id } }";
const start = (by: Person, input: object) =>
  on.mutate("startCollaboration", by, { message: "Zullen we dit proberen?", ...input }, REQUESTS);
const started = async (by: Person, gatheringId: string, others: Person[], more: object = {}): Promise<string[]> => {
  const memberIds = others.map(({ id }) => id);
  const { requests, userErrors } = await start(by, { gatheringId, memberIds, ...more });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return requests.map(({ id }: { id: string }) => id) as string[];
};
const accept = async (by: Person, id: string): Promise<{ id: string; members: { id: string }[] } | null> => {
  const { request, userErrors } = await ask.respond(by, id, true);
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return request.collaboration;
};
const ORIGIN = `origin { gathering { id } idea { id } request { id } suggested }`;
const originOf = async (id: string, by?: Person) =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Collaboration { ${ORIGIN} } } }`, { id }, by?.token)).data
    .node.origin;
const collaborationsOf = async (id: string, by?: Person) =>
  (
    await app.ask(
      `query ($id: ID!) { gathering(id: $id) { collaborations { totalCount nodes { id members { id } } } } }`,
      { id },
      by?.token,
    )
  ).data.gathering.collaborations;
const idsOf = (nodes: { id: string }[]): string[] => nodes.map(({ id }) => id).sort();

describe("a host begins a collaboration of members who were at the gathering", () => {
  it("which starts once two of them agree, and nobody is in it who did not", async () => {
    const gatheringId = await held([a, b, c]);
    const [toA, toB, toC] = (await started(host, gatheringId, [a, b, c], { takesPart: false })) as [
      string,
      string,
      string,
    ];
    expect(await accept(a, toA)).toBeNull();
    expect(await collaborationsOf(gatheringId)).toEqual({ totalCount: 0, nodes: [] });
    const begun = (await accept(b, toB))!;
    expect(idsOf(begun.members)).toEqual([a.id, b.id].sort());
    expect((await ask.node(a, toA)).collaboration.id).toBe(begun.id);
    const joined = (await accept(c, toC))!;
    expect(joined.id).toBe(begun.id);
    expect(idsOf(joined.members)).toEqual([a.id, b.id, c.id].sort());
    expect((await collaborationsOf(gatheringId)).nodes).toEqual([{ id: begun.id, members: expect.any(Array) }]);
  });

  it("with themselves, when they take part, as soon as one agrees", async () => {
    const gatheringId = await held([a, b]);
    const [toA, toB] = (await started(host, gatheringId, [a, b])) as [string, string];
    const begun = (await accept(a, toA))!;
    expect(idsOf(begun.members)).toEqual([a.id, host.id].sort());
    expect((await ask.respond(b, toB, false)).userErrors).toEqual([]);
    expect((await collaborationsOf(gatheringId)).nodes[0].members).toHaveLength(2);
  });

  it("of which each sees before they answer where it begins, and with whom", async () => {
    const gatheringId = await held([a, b, c]);
    const [, toB, toC] = await started(host, gatheringId, [a, b, c], { takesPart: false });
    const SEEN = `query ($id: ID!) { node(id: $id) { ... on CollaborationRequest { gathering { id } members { id } } } }`;
    const seen = async (by: Person, id: string) => (await app.ask(SEEN, { id }, by.token)).data.node;
    expect(await seen(b, toB!)).toEqual({ gathering: { id: gatheringId }, members: [] });
    const [toA] = (await requestsTo(a)) as [string];
    await accept(a, toA);
    // Who waits alone is named to nobody.
    expect((await seen(b, toB!)).members).toEqual([]);
    await accept(b, toB!);
    expect(idsOf((await seen(c, toC!)).members)).toEqual([a.id, b.id].sort());
    expect((await app.ask(SEEN, { id: toC }, a.token)).data.node).toBeNull();
  });

  const requestsTo = async (by: Person): Promise<string[]> =>
    (await ask.requests(by, { direction: "RECEIVED" })).nodes.map(({ id }: { id: string }) => id);

  it("together when all accept at the same time: one collaboration, everybody in it once", async () => {
    const gatheringId = await held([a, b, c]);
    const ids = await started(host, gatheringId, [a, b, c], { takesPart: false });
    await Promise.all([a, b, c].map((by, index) => accept(by, ids[index]!)));
    const { totalCount, nodes } = await collaborationsOf(gatheringId);
    expect(totalCount).toBe(1);
    expect(idsOf(nodes[0].members)).toEqual([a.id, b.id, c.id].sort());
  });

  it("without who left, and nobody joins it once it has stopped", async () => {
    const gatheringId = await held([a, b]);
    const [toA, toB] = (await started(host, gatheringId, [a, b])) as [string, string];
    const begun = (await accept(a, toA))!;
    const LEAVE = `mutation ($id: ID!) { leaveCollaboration(input: {collaborationId: $id}) { userErrors { code } } }`;
    await app.ask(LEAVE, { id: begun.id }, a.token);
    expect((await ask.respond(b, toB, true)).userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "id"] }]);
    expect((await ask.respond(b, toB, false)).userErrors).toEqual([]);
  });

  it("and nobody joins a member from whom a block separates them", async () => {
    const gatheringId = await held([a, b]);
    const [toA, toB] = (await started(host, gatheringId, [a, b])) as [string, string];
    await accept(a, toA);
    await block(b, a);
    expect((await ask.respond(b, toB, true)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const nodes = (await collaborationsOf(gatheringId, host)).nodes as { members: { id: string }[] }[];
    expect(nodes.map(({ members }) => idsOf(members))).toEqual([[a.id, host.id].sort()]);
  });

  const block = (by: Person, { id }: Person) =>
    app.ask(`mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`, { id }, by.token);

  it("of those alone whom they may name", async () => {
    const elsewhere = await act.person();
    const waiting = await act.person();
    const gatheringId = await held([a, b]);
    await on.build.buildRegistration({ gatheringId, memberId: waiting.id, status: RegistrationStatus.WAITLISTED });
    await block(b, host);
    for (const { id } of [elsewhere, waiting, b, { id: "onzin" }])
      expect((await start(host, { gatheringId, memberIds: [a.id, id] })).userErrors).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "memberIds", "1"] },
      ]);
    expect(await requestsTo(a)).toEqual([]);
  });

  it("with what is wrong by field", async () => {
    const gatheringId = await held([a, b]);
    const wrong: [Person, object, string, string[]][] = [
      [host, { memberIds: [] }, "INVALID_INPUT", ["memberIds"]],
      [host, { memberIds: Array(11).fill(a.id) }, "INVALID_INPUT", ["memberIds"]],
      [host, { memberIds: [a.id, a.id] }, "INVALID_INPUT", ["memberIds", "1"]],
      [host, { memberIds: [host.id] }, "INVALID_INPUT", ["memberIds", "0"]],
      [host, { memberIds: [a.id], takesPart: false }, "INVALID_INPUT", ["memberIds"]],
      [a, { memberIds: [b.id, host.id], takesPart: false }, "INVALID_INPUT", ["takesPart"]],
      [host, { memberIds: [a.id], message: " " }, "INVALID_INPUT", ["message"]],
      [host, { memberIds: [a.id], ideaId: "onzin" }, "NOT_FOUND", ["ideaId"]],
      [c, { memberIds: [a.id] }, "NOT_FOUND", ["gatheringId"]],
    ];
    for (const [by, input, code, path] of wrong)
      expect((await start(by, { gatheringId, ...input })).userErrors).toMatchObject([
        { code, path: ["input", ...path] },
      ]);
    const toCome = await held([a], { startsAt: new Date(Date.now() + 3_600_000) });
    const cancelled = await held([a], { status: GatheringStatus.CANCELLED });
    for (const id of [toCome, cancelled])
      expect((await start(host, { gatheringId: id, memberIds: [a.id] })).userErrors).toMatchObject([
        { code: "STATUS_CONFLICT", path: ["input", "gatheringId"] },
      ]);
    await started(host, gatheringId, [a]);
    expect((await start(host, { gatheringId, memberIds: [b.id, a.id] })).userErrors).toMatchObject([
      { code: "ALREADY_REQUESTED", path: ["input", "memberIds", "1"] },
    ]);
    // All or nothing.
    expect(await requestsTo(b)).toEqual([]);
  });

  it("once, however often the request is repeated with the same key", async () => {
    const gatheringId = await held([a]);
    const input = { gatheringId, memberIds: [a.id], idempotencyKey: "samen-1" };
    const answers = await Promise.all([start(host, input), start(host, input)]);
    expect(answers[0].requests).toEqual(answers[1].requests);
    expect(await requestsTo(a)).toHaveLength(1);
  });

  it("of which the members, the host and who watches the gathering hear", async () => {
    const idea = await on.build.buildIdea({ title: "Deelwagens" });
    const gatheringId = await held([a, b]);
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const live = followed<{ gatheringChanged: { gathering: { collaborations: { totalCount: number } } } }>(
      app.socket(c.token),
      "subscription ($id: ID!, $after: String!) { gatheringChanged(gatheringId: $id, after: $after) { gathering { collaborations { totalCount } } } }",
      { id: gatheringId, after },
    );
    const [toA, toB] = await started(host, gatheringId, [a, b], { takesPart: false, ideaId: idea.id });
    await accept(a, toA!);
    await accept(b, toB!);
    expect((await live.has(1))[0]!.gatheringChanged.gathering.collaborations.totalCount).toBe(1);
    live.stop();
    await app.caughtUp();
    const of = async (by: Person) => (await notifying(app).list(by)).map(({ kind }) => kind).reverse();
    expect(await of(a)).toEqual(["COLLABORATION_PROPOSED", "COLLABORATION_JOINED"]);
    expect(await of(b)).toEqual(["COLLABORATION_PROPOSED"]);
    expect(await of(host)).toEqual(["COLLABORATION_ACCEPTED", "COLLABORATION_ACCEPTED"]);
    expect((await notifying(app).list(a))[0]!.text).toBe(`${b.name} joined your collaboration on “Deelwagens”.`);
  });
});

describe("a member who was at a gathering", () => {
  it("begins one with those whose attendance they may see, and its members alone see where", async () => {
    const hidden = Object.assign(await on.build.buildMember({ shareAttendance: false }), { token: "" });
    const gatheringId = await held([a, b, hidden]);
    expect((await start(a, { gatheringId, memberIds: [hidden.id] })).userErrors).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "memberIds", "0"] },
    ]);
    const [toB] = (await started(a, gatheringId, [b])) as [string];
    const begun = (await accept(b, toB))!;
    for (const by of [a, b]) expect((await originOf(begun.id, by)).gathering).toEqual({ id: gatheringId });
    for (const by of [undefined, c, host]) expect((await originOf(begun.id, by)).gathering).toBeNull();
    expect((await collaborationsOf(gatheringId, host)).totalCount).toBe(0);
  });
});

describe("the origin of a collaboration", () => {
  it("is the gathering and the idea for everybody when a host began it, the request for its members", async () => {
    const idea = await on.build.buildIdea();
    const gatheringId = await held([a, b]);
    const [toA, toB] = (await started(host, gatheringId, [a, b], { takesPart: false, ideaId: idea.id })) as [
      string,
      string,
    ];
    await accept(a, toA);
    const { id } = (await accept(b, toB))!;
    const places = { gathering: { id: gatheringId }, idea: { id: idea.id } };
    expect(await originOf(id, a)).toEqual({ ...places, request: { id: toA }, suggested: false });
    expect(await originOf(id, b)).toEqual({ ...places, request: { id: toB }, suggested: false });
    for (const by of [undefined, c, host, await act.person(Role.ADMIN)])
      expect(await originOf(id, by)).toEqual({ ...places, request: null, suggested: null });
    const { data } = await app.ask(`{ idea(id: "${idea.id}") { collaborations { totalCount nodes { id } } } }`);
    expect(data.idea.collaborations).toEqual({ totalCount: 1, nodes: [{ id }] });
  });

  it("is the request and whether it followed a suggestion, for the two members", async () => {
    const { request } = await ask.ask(a, b.id);
    const { id } = (await accept(b, request.id as string))!;
    for (const by of [a, b])
      expect(await originOf(id, by)).toEqual({
        ...{ gathering: null, idea: null, request: { id: request.id }, suggested: false },
      });
    expect(await originOf(id, c)).toEqual({ gathering: null, idea: null, request: null, suggested: null });
  });

  it("does not show a gathering that the reader may not see, nor anything to who left", async () => {
    const gatheringId = await held([a, b]);
    const [toA] = (await started(host, gatheringId, [a])) as [string];
    const { id } = (await accept(a, toA))!;
    await app.services.database.source.manager.update("Gathering", { id: gatheringId }, { hiddenAt: new Date() });
    expect((await originOf(id)).gathering).toBeNull();
    expect((await originOf(id, host)).gathering).toEqual({ id: gatheringId });
    await app.ask(
      `mutation ($id: ID!) { leaveCollaboration(input: {collaborationId: $id}) { userErrors { code } } }`,
      { id },
      a.token,
    );
    expect(await originOf(id, a)).toMatchObject({ request: null, suggested: null });
  });
});
