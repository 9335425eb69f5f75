import { buildSchema, getNamedType, isCompositeType, type GraphQLObjectType } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { projectRoot } from "../../src/core/project-root.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let token: string;
let memberId: string;

beforeAll(async () => {
  app = await testApp();
  ({ id: memberId } = await builders(app.services.database.source.manager).buildMember());
  token = await app.tokenOf(memberId);
});
afterAll(() => app.end());

describe("what is the viewer's own", () => {
  it("has ids by which a cache joins what queries and mutations answer", async () => {
    const ids = { id: `${memberId}:viewer`, settings: { id: `${memberId}:settings` } };
    expect((await app.ask("{ viewer { id settings { id } } }", {}, token)).data.viewer).toEqual(ids);
    const changed = await app.ask(
      "mutation { updateSettings(input: {matchable: false}) { settings { id matchable } } }",
      {},
      token,
    );
    expect(changed.data.updateSettings.settings).toEqual({ ...ids.settings, matchable: false });
  });

  it("are the ids of nothing else", async () => {
    const { data } = await app.ask(`{ viewer { member { id } } node(id: "${memberId}:viewer") { id } }`, {}, token);
    expect(data).toEqual({ viewer: { member: { id: memberId } }, node: null });
  });
});

/** Nothing that a client shows changes, or nothing that it may see. */
const withoutChange = [
  ...["answerSharingByLink", "confirmErasure", "eraseMyAccount", "exportMyData", "recordShownSuggestions"],
  ...["requestEmailChange", "requestPasswordReset", "signOut"],
];

describe("a mutation", () => {
  it("returns what it changed, so that a cache can follow", () => {
    const schema = buildSchema(readFileSync(join(projectRoot, "schema.graphql"), "utf8"));
    const silent = Object.values(schema.getMutationType()!.getFields()).filter(({ type }) =>
      Object.values((getNamedType(type) as GraphQLObjectType).getFields()).every(
        (field) => field.name === "userErrors" || !isCompositeType(getNamedType(field.type)),
      ),
    );
    expect(silent.map(({ name }) => name).sort()).toEqual(withoutChange);
  });

  const changes = `viewer { id blockedMembers { totalCount } dismissedSuggestions { totalCount } }`;

  it("of what only the caller sees returns the caller after it", async () => {
    const build = builders(app.services.database.source.manager);
    const other = await build.buildMember();
    const input = `(input: {memberId: "${other.id}"})`;
    const { data } = await app.ask(
      `mutation {
        block: blockMember${input} { ${changes} }
        unblock: unblockMember${input} { ${changes} }
        dismiss: dismissSuggestion(input: {memberId: "${other.id}", reason: NOT_RELEVANT}) { ${changes} }
        restore: restoreSuggestion${input} { ${changes} }
      }`,
      {},
      token,
    );
    const viewer = (blocked: number, dismissed: number) => ({
      viewer: {
        id: `${memberId}:viewer`,
        blockedMembers: { totalCount: blocked },
        dismissedSuggestions: { totalCount: dismissed },
      },
    });
    expect(data).toEqual({
      block: viewer(1, 0),
      unblock: viewer(0, 0),
      dismiss: viewer(0, 1),
      restore: viewer(0, 0),
    });
  });

  it("that is refused returns no caller", async () => {
    const { data } = await app.ask(
      `mutation { unblockMember(input: {memberId: "${memberId}"}) { viewer { id } userErrors { code } } }`,
      {},
      token,
    );
    expect(data.unblockMember).toEqual({ viewer: null, userErrors: [{ code: "INVALID_INPUT" }] });
  });
});
