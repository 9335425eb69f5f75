import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isObjectType } from "graphql";
import { schema } from "../../src/app/schema.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { v7 as uuidv7 } from "uuid";
import { Outcome } from "../../src/domains/gatherings/outcomes/outcome.entity.js";
import { testApp, type Answer, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { password } from "../support/passwords.js";

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  session { accessToken refreshToken } viewer { email } userErrors { code } } }`;
const unauthenticated = { extensions: { code: "UNAUTHENTICATED", requestId: expect.any(String) } };
/** A token that has run out looks no different. */
const stale = "eyJhbGciOiJIUzI1NiJ9.e30.x";

let app: TestApp;
/** The ids of what the queries are about. */
const ids: Record<string, string> = {};
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const { buildMember, buildIdea, buildComment, buildPractice, buildGathering, buildSeries, buildCollaboration } =
    build;
  const [member, other] = [
    await buildMember({ profileVisibility: ProfileVisibility.EVERYBODY }),
    await buildMember({ profileVisibility: ProfileVisibility.EVERYBODY }),
  ];
  ids.member = member.id;
  ids.idea = (await buildIdea({ authorId: member.id })).id;
  ids.track = (await build.buildTrack({ coordinators: [member] })).id;
  ids.organisation = (await build.buildOrganisation()).id;
  ids.practice = (await buildPractice({ sharedById: member.id })).id;
  ids.comment = (await buildComment({ ideaId: ids.idea })).id;
  ids.gathering = (await buildGathering({ hosts: [member], seriesId: (await buildSeries()).id })).id;
  ids.collaboration = (await buildCollaboration([member, other])).id;
  const outcome = { summary: "Gedaan.", recordedAt: new Date(), authorId: null };
  const row = { ...outcome, id: uuidv7(), gatheringId: ids.gathering };
  await app.services.database.source.manager.insert(Outcome, row);
});
afterAll(() => app.end());

const ask = async (
  query: string,
  variables?: Record<string, unknown>,
  token = stale,
): Promise<Answer & { extensions?: { warnings?: { code: string; message: string }[] } }> =>
  app.ask(query, variables, token);
let counter = 0;
const newcomer = async () => {
  const input = { name: "Zoë", email: `verlopen${++counter}@test.example`, password };
  const { data } = await app.ask(SIGN_UP, { input });
  return { input, session: data.signUp.session as { accessToken: string; refreshToken: string } };
};

describe("an access token that is not valid", () => {
  it.each<[string, () => Promise<{ query: string; variables?: Record<string, unknown> }>, (data: never) => unknown]>([
    [
      "refreshSession",
      async () => ({
        query: `mutation ($token: String!) { refreshSession(input: {refreshToken: $token}) { session { accessToken } } }`,
        variables: { token: (await newcomer()).session.refreshToken },
      }),
      ({ refreshSession }: { refreshSession: { session: object | null } }) => refreshSession.session,
    ],
    [
      "signIn",
      async () => {
        const { email } = (await newcomer()).input;
        return {
          query: `mutation ($email: String!) { signIn(input: {email: $email, password: "${password}"}) { viewer { email member { ideas { nodes { viewerSupports } } } } } }`,
          variables: { email },
        };
      },
      ({ signIn }: { signIn: { viewer: object | null } }) => signIn.viewer,
    ],
    [
      "signUp",
      () =>
        Promise.resolve({
          query: SIGN_UP,
          variables: { input: { name: "Zoë", email: `verlopen${++counter}@test.example`, password } },
        }),
      ({ signUp }: { signUp: { viewer: object | null } }) => signUp.viewer,
    ],
    [
      "requestPasswordReset",
      () =>
        Promise.resolve({
          query: `mutation { requestPasswordReset(input: {email: "wie@test.example"}) { userErrors { code } } }`,
        }),
      ({ requestPasswordReset }: { requestPasswordReset: object }) => requestPasswordReset,
    ],
    [
      "confirmEmailChange",
      () => Promise.resolve({ query: `mutation { confirmEmailChange(input: {token: "x"}) { userErrors { code } } }` }),
      ({ confirmEmailChange }: { confirmEmailChange: object }) => confirmEmailChange,
    ],
    [
      "leaveMessage",
      () => Promise.resolve({ query: `mutation { leaveMessage(input: {body: "Dag!"}) { message { body } } }` }),
      ({ leaveMessage }: { leaveMessage: { message: object } }) => leaveMessage.message,
    ],
    [
      "ideas",
      () => Promise.resolve({ query: `{ ideas { totalCount nodes { title author { name } } } }` }),
      ({ ideas }: { ideas: { nodes: object[] } }) => ideas.nodes[0],
    ],
  ])("does not block %s, whose answer has a warning", async (_what, make, found) => {
    const { query, variables } = await make();
    const { status, data, errors, extensions } = await ask(query, variables);
    expect([status, errors]).toEqual([200, undefined]);
    expect(found(data as never)).toEqual(expect.any(Object));
    expect(extensions).toEqual({
      warnings: [{ code: "UNAUTHENTICATED", message: expect.stringMatching(/refresh the session or sign in again/) }],
    });
  });

  it("tells a failed sign-in as it is", async () => {
    const { data, errors } = await ask(
      `mutation { signIn(input: {email: "niemand@test.example", password: "x"}) { viewer { email } userErrors { code } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.signIn).toEqual({ viewer: null, userErrors: [{ code: "INVALID_CREDENTIALS" }] });
  });

  it("leaves the other fields their answers, with status 200", async () => {
    const { status, data, errors } = await ask(`{ themes(first: 1) { totalCount } viewer { email } }`);
    expect([status, data]).toEqual([200, { themes: { totalCount: expect.any(Number) }, viewer: null }]);
    expect(errors).toMatchObject([{ path: ["viewer"], ...unauthenticated }]);
  });

  it("is refused with status 401 where every field requires a caller", async () => {
    for (const query of [
      `mutation { postIdea(input: {kind: IDEA, title: "t", body: "b", themes: []}) { idea { id } } }`,
      `mutation { a: signOut(input: {}) { userErrors { code } } b: signOut(input: {}) { userErrors { code } } }`,
    ]) {
      const { status, errors, extensions } = await ask(query);
      expect(status).toBe(401);
      for (const error of errors!) expect(error).toMatchObject(unauthenticated);
      expect(extensions!.warnings).toHaveLength(1);
    }
  });

  it("is warned of in an answer to a document that does not run, too", async () => {
    const { status, extensions } = await ask("{ nothing }");
    expect([status, extensions!.warnings!.length]).toEqual([400, 1]);
  });
});

describe("a viewer's field", () => {
  /** Each of the schema, with a query for it; those of payloads belong to who has just signed in. */
  const queries: Record<string, string | null> = {
    "Query.viewer": "{ viewer { email } }",
    "Idea.viewerSupports": `query ($idea: ID!) { idea(id: $idea) { viewerSupports } }`,
    "Idea.viewerFollows": `query ($idea: ID!) { idea(id: $idea) { viewerFollows } }`,
    "Comment.viewerCanEdit": `query ($comment: ID!) { node(id: $comment) { ... on Comment { viewerCanEdit } } }`,
    "Idea.viewerCanEdit": `query ($idea: ID!) { idea(id: $idea) { viewerCanEdit } }`,
    "Practice.viewerCanEdit": `query ($practice: ID!) { practice(id: $practice) { viewerCanEdit } }`,
    "LearningTrack.viewerCanEdit": `query ($track: ID!) { learningTrack(id: $track) { viewerCanEdit } }`,
    "LearningTrack.viewerEnrolment": `query ($track: ID!) { learningTrack(id: $track) { viewerEnrolment { status } } }`,
    "Organisation.viewerCanEdit": `query ($organisation: ID!) { organisation(id: $organisation) { viewerCanEdit } }`,
    "Member.viewerCanEdit": `query ($member: ID!) { member(id: $member) { viewerCanEdit } }`,
    "Gathering.viewerCanEdit": `query ($gathering: ID!) { gathering(id: $gathering) { viewerCanEdit } }`,
    "Gathering.viewerRegistration": `query ($gathering: ID!) { gathering(id: $gathering) { viewerRegistration { status } } }`,
    "GatheringSeries.viewerRegistration": `query ($gathering: ID!) { gathering(id: $gathering) { series { viewerRegistration { id } } } }`,
    "Outcome.viewerCanEdit": `query ($gathering: ID!) { gathering(id: $gathering) { outcome { viewerCanEdit } } }`,
    "Collaboration.viewerCanEdit": `query ($collaboration: ID!) { node(id: $collaboration) { ... on Collaboration { viewerCanEdit } } }`,
    // Of a decision and of a suggestion, which only the viewer gets.
    "ModerationDecision.viewerAppeal": null,
    "Complement.viewerStance": null,
  };
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.endsWith("Payload"))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => ({ type: type.name, field })))
    .filter(({ field }) => field.startsWith("viewer"))
    .map(({ type, field }) => `${type}.${field}`);

  it("has a query here", () => {
    expect(Object.keys(queries).sort()).toEqual(fields.sort());
  });

  it.each(Object.entries(queries).filter(([, query]) => query !== null))(
    "%s has no value for an invalid token, but one for nobody",
    async (_field, query) => {
      const names = [...query!.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
      const variables = Object.fromEntries(names.map((name) => [name, ids[name]]));
      const { errors } = await ask(query!, variables);
      expect(errors).toMatchObject([unauthenticated]);
      const anonymous = await app.ask(query!, variables);
      expect([anonymous.status, anonymous.errors]).toEqual([200, undefined]);
    },
  );
});

describe("an answer without a warning", () => {
  it("is that to a valid token, and to none", async () => {
    const { accessToken } = (await newcomer()).session;
    for (const token of [accessToken, undefined])
      expect(await app.ask("{ themes(first: 1) { totalCount } }", {}, token)).not.toHaveProperty("extensions");
  });
});
