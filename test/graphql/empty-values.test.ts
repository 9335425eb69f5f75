import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getNamedType, GraphQLID, isInputObjectType, isNonNullType, isObjectType } from "graphql";
import { isRequiredArgument, type GraphQLArgument, type GraphQLInputField } from "graphql";
import { schema } from "../../src/app/schema.js";
import { Role } from "../../src/core/access/role.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { eventStream } from "../support/event-stream.js";
import { followed, subscribers } from "../support/follow.js";

let app: TestApp;
let token: string;
let ids: { member: string; other: string; idea: string };
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const theme = await build.buildTheme("mobiliteit");
  const member = await build.buildMember({ roles: [Role.MEMBER, Role.ADMIN], interests: [[theme]] });
  const other = await build.buildMember({ interests: [[theme]] });
  const idea = await build.buildIdea({ authorId: other.id, themes: [theme] });
  await build.buildGathering({ hosts: [other] });
  await build.buildPractice({ sharedById: other.id });
  await build.buildTrack();
  await build.buildCollaboration([member, await build.buildMember()]);
  token = await app.tokenOf(member.id);
  ids = { member: member.id, other: other.id, idea: idea.id };
  // An entry of the audit trail.
  const grant = `mutation ($id: ID!) { grantRole(input: {memberId: $id, role: ORGANISER, reason: "test"}) { userErrors { code } } }`;
  expect((await app.ask(grant, { id: other.id }, token)).data.grantRole.userErrors).toEqual([]);
});
afterAll(() => app.end());

const count = async (field: string, filter: string): Promise<number> => {
  const { data, errors } = await app.ask(`{ ${field}(filter: ${filter}) { totalCount } }`, {}, token);
  expect(errors).toBeUndefined();
  return data[field].totalCount as number;
};
const ignored = (field: string, condition: string) => async (): Promise<void> => {
  const all = await count(field, "{}");
  expect(all).toBeGreaterThan(0);
  expect(await count(field, `{${condition}: ""}`)).toBe(all);
};
const mutate = async (name: string, input: object, fields: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} userErrors { code path } } }`;
  const { data, errors } = await app.ask(query, { input }, token);
  expect(errors).toBeUndefined();
  expect(data[name].userErrors).toEqual([]);
  return data[name];
};

/** Of what a check-in takes exactly one of, a code is the one; it belongs to nobody. */
const checksIn = async (empty: string): Promise<void> => {
  const query = `mutation ($input: CheckInInput!) { checkIn(input: $input) { userErrors { code path } } }`;
  const input = { gatheringId: ids.idea, code: "1-00000-00000", [empty]: "" };
  const { data } = await app.ask(query, { input }, token);
  expect(data.checkIn.userErrors).toEqual([{ code: "NOT_FOUND", path: ["input", "gatheringId"] }]);
};

/** A draft with a step in which this id is empty. */
const inStep = (name: string, kind: string) => async (): Promise<void> => {
  const step = { kind, title: "Een stap", link: "https://lezen.example/", [name]: "" };
  const { track } = await mutate("createLearningTrack", { title: "Leren", steps: [step] }, "track { steps { kind } }");
  expect(track).toEqual({ steps: [{ kind }] });
};

/** An empty id in each argument or field of the schema that may be left out. */
const optionalIds: Record<string, () => Promise<void>> = {
  "AssignMessageInput.memberId": async () => {
    const { id } = await builders(app.services.database.source.manager).buildLeftMessage();
    await mutate("assignMessage", { id, memberId: ids.member }, "message { status }");
    const { message } = await mutate("assignMessage", { id, memberId: "" }, "message { status }");
    expect(message).toEqual({ status: "OPEN" });
  },
  "AuditFilter.actorId": ignored("auditTrail", "actorId"),
  "AuditFilter.affectedId": ignored("auditTrail", "affectedId"),
  "AuditFilter.subjectId": ignored("auditTrail", "subjectId"),
  "CheckInInput.memberId": () => checksIn("memberId"),
  "CheckInInput.registrationId": () => checksIn("registrationId"),
  "CollaborationFilter.memberId": ignored("collaborations", "memberId"),
  "GatheringFilter.hostId": ignored("gatherings", "hostId"),
  "IdeaFilter.authorId": ignored("ideas", "authorId"),
  "IdeaFilter.organisationId": ignored("ideas", "organisationId"),
  "MarkAnswerInput.commentId": async () => {
    const build = builders(app.services.database.source.manager);
    const { id: ideaId } = await build.buildIdea({ authorId: ids.member, kind: IdeaKind.QUESTION });
    const { id: commentId } = await build.buildComment({ ideaId });
    await mutate("markAnswer", { ideaId, commentId }, "idea { answer { id } }");
    const { idea } = await mutate("markAnswer", { ideaId, commentId: "" }, "idea { answer { id } }");
    expect(idea).toEqual({ answer: null });
  },
  "EditPracticeInput.contactId": async () => {
    const build = builders(app.services.database.source.manager);
    const { id } = await build.buildPractice({ sharedById: ids.member, contactId: ids.other });
    const { practice } = await mutate("editPractice", { id, version: 1, contactId: "" }, "practice { contact { id } }");
    expect(practice).toEqual({ contact: { id: ids.other } });
  },
  "PracticeFilter.organisationId": ignored("practices", "organisationId"),
  "SharePracticeInput.contactId": async () => {
    const input = { kind: "INSTRUMENT", title: "Delen", summary: "Samen delen.", themes: [], contactId: "" };
    const { practice } = await mutate("sharePractice", input, "practice { contact { id } }");
    expect(practice).toEqual({ contact: { id: ids.member } });
  },
  "ProposeGatheringInput.ideaId": async () => {
    const startsAt = new Date(Date.now() + 86_400_000).toISOString();
    const input = { title: "Samen", format: "IDEA", startsAt, ideaId: "" };
    expect((await mutate("proposeGathering", input, "gathering { agenda { id } }")).gathering.agenda).toEqual([]);
  },
  "SaveIdeaDraftInput.id": async () => {
    const { draft } = await mutate("saveIdeaDraft", { id: "", title: "Delen" }, "draft { version }");
    expect(draft).toEqual({ version: 1 });
  },
  "CommentOnIdeaInput.replyToId": async () => {
    const input = { ideaId: ids.idea, body: "Goed idee.", replyToId: "" };
    const { comment } = await mutate("commentOnIdea", input, "comment { replies { totalCount } }");
    expect(comment).toEqual({ replies: { totalCount: 0 } });
  },
  "DecideThemeSuggestionInput.themeId": async () => {
    const { id } = await builders(app.services.database.source.manager).buildThemeSuggestion();
    const input = { id, status: "DECLINED", themeId: "", note: "Dat is te ruim." };
    const { suggestion } = await mutate("decideThemeSuggestion", input, "suggestion { status theme { id } }");
    expect(suggestion).toEqual({ status: "DECLINED", theme: null });
  },
  "LeaveMessageInput.appealsDecisionId": async () => {
    const { message } = await mutate(
      "leaveMessage",
      { body: "Dag.", appealsDecisionId: "" },
      "message { appealOf { id } }",
    );
    expect(message).toEqual({ appealOf: null });
  },
  "MarkNotificationsReadInput.upTo": async () => {
    expect(await mutate("markNotificationsRead", { ids: [], upTo: "" }, "notifications { id }")).toMatchObject({
      notifications: [],
    });
  },
  "RegistrationQuestionInput.id": async () => {
    const startsAt = new Date(Date.now() + 86_400_000).toISOString();
    const questions = [{ id: "", text: "Eet je vegetarisch?", kind: "YES_NO" }];
    const input = { title: "Samen", format: "IDEA", startsAt, questions };
    const { gathering } = await mutate("scheduleGathering", input, "gathering { questions { id } }");
    expect(gathering.questions).toEqual([{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
  },
  "RequestCollaborationInput.ideaId": async () => {
    const input = { memberId: ids.other, message: "Doe je mee?", ideaId: "" };
    const { request } = await mutate("requestCollaboration", input, "request { idea { id } }");
    expect(request).toEqual({ idea: null });
  },
  "StartCollaborationInput.ideaId": async () => {
    const startsAt = new Date(Date.now() - 86_400_000);
    const build = builders(app.services.database.source.manager);
    const [{ id: gatheringId }, { id }] = [await build.buildGathering({ startsAt }), await build.buildMember()];
    for (const memberId of [ids.member, id]) await build.buildRegistration({ gatheringId, memberId });
    const input = { gatheringId, memberIds: [id], message: "Doe je mee?", ideaId: "" };
    const { requests } = await mutate("startCollaboration", input, "requests { idea { id } }");
    expect(requests).toEqual([{ idea: null }]);
  },
  "TrackStepInput.gatheringId": inStep("gatheringId", "GATHERING"),
  "TrackStepInput.id": inStep("id", "READING"),
  "TrackStepInput.seriesId": inStep("seriesId", "SERIES"),
  "Subscription.messageReceived(collaborationId)": async () => {
    const build = builders(app.services.database.source.manager);
    const { id: collaborationId } = await build.buildCollaboration([
      { id: ids.member } as Member,
      await build.buildMember(),
    ]);
    const live = followed(app.socket(token), `subscription { messageReceived(collaborationId: "") { cursor } }`);
    await subscribers(app, 1);
    await mutate("sendMessage", { collaborationId, body: "Dag!" }, "message { id }");
    await live.has(1);
    live.stop();
    await subscribers(app, 0);
  },
};

const isOptionalId = ({ type }: GraphQLArgument | GraphQLInputField): boolean =>
  !isNonNullType(type) && getNamedType(type) === GraphQLID && type === GraphQLID;

describe("an empty id", () => {
  it.each(Object.entries(optionalIds))("in %s is as absent", (_coordinate, check) => check());

  it("is tested wherever an id may be left out", () => {
    const found = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (isInputObjectType(type))
        return Object.values(type.getFields()).flatMap((field) =>
          isOptionalId(field) ? [`${type.name}.${field.name}`] : [],
        );
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap(({ name, args }) =>
        args.filter(isOptionalId).map((argument) => `${type.name}.${name}(${argument.name})`),
      );
    });
    expect(Object.keys(optionalIds).sort()).toEqual(found.sort());
  });

  it("where one is required is of nothing", async () => {
    const { data } = await app.ask(
      `{ node(id: "") { id } nodes(ids: [""]) { id } idea(id: "") { id } member(id: "") { id } }`,
    );
    expect(data).toEqual({ node: null, nodes: [null], idea: null, member: null });
  });
});

describe("an empty slug or search", () => {
  it.each([
    ["ideas", `{themes: [""]}`],
    ["ideas", `{search: ""}`],
    ["ideas", `{kinds: []}`],
    ["practices", `{themes: [""], kinds: [], statuses: [], search: ""}`],
    ["gatherings", `{themes: [""]}`],
    ["learningTracks", `{themes: [""], statuses: []}`],
    ["members", `{themes: [""], search: ""}`],
  ])("of %s(filter: %s) is as absent", async (field, filter) => {
    const all = await count(field, "{}");
    expect(all).toBeGreaterThan(0);
    expect(await count(field, filter)).toBe(all);
  });

  it("beside another leaves that", async () => {
    expect(await count("ideas", `{themes: ["", "mobiliteit"]}`)).toBe(1);
    expect(await count("ideas", `{themes: ["", "nergens"]}`)).toBe(0);
  });

  it("of suggestions is as absent", async () => {
    const suggested = async (args: string): Promise<unknown> =>
      (await app.ask(`{ viewer { suggestedCollaborators${args} { member { id } } } }`, {}, token)).data;
    await app.caughtUp();
    const all = await suggested("");
    expect(JSON.stringify(all)).toContain(ids.other);
    expect(await suggested(`(themes: [""])`)).toEqual(all);
  });
});

/** The lists of a type that need no arguments, with the names of those they take. */
const listsOf = (type: string): [field: string, args: string[]][] => {
  const object = schema.getType(type);
  if (!isObjectType(object)) throw new Error(`There is no type ${type}.`);
  return Object.values(object.getFields())
    .filter(({ args }) => args.some(({ name }) => name === "after") && !args.some(isRequiredArgument))
    .map(({ name, args }) => [name, args.map((argument) => argument.name)]);
};

describe("an empty cursor", () => {
  it.each(listsOf("Query"))("of %s is as absent, as relayStylePagination sends it", async (field, args) => {
    const backward = args.includes("before") ? `last: ${field}(last: 2, before: "") { pageInfo { startCursor } }` : "";
    const query = `{ all: ${field}(first: 2) { pageInfo { startCursor } }
      first: ${field}(first: 2, after: "") { pageInfo { startCursor } } ${backward} }`;
    const { data, errors } = await app.ask(query, {}, token);
    expect(errors).toBeUndefined();
    expect(data.first).toEqual(data.all);
  });

  it.each(listsOf("Viewer"))("of viewer.%s is as absent", async (field) => {
    const { errors } = await app.ask(`{ viewer { ${field}(first: 1, after: "") { totalCount } } }`, {}, token);
    expect(errors).toBeUndefined();
  });

  const LIVE = `subscription ($after: String) {
    ideaPosted(after: $after, filter: {authorId: "", themes: [""], search: ""}) { idea { title } } }`;
  const post = (title: string) => mutate("postIdea", { kind: "IDEA", title, body: "b", themes: [] }, "idea { id }");

  it("of a subscription begins now, over WebSocket and in a stream", async () => {
    const socket = followed(app.socket(), LIVE, { after: "" });
    const stream = await eventStream(app.url, LIVE, { after: "" }, { "last-event-id": "" });
    await subscribers(app, 2);
    await post("nu");
    expect(await socket.has(1)).toEqual([{ ideaPosted: { idea: { title: "nu" } } }]);
    await stream.has(1);
    expect(stream.messages.map(({ data }) => JSON.parse(data))).toEqual([
      { data: { ideaPosted: { idea: { title: "nu" } } } },
    ]);
    socket.stop();
    await stream.leave();
  });
});
