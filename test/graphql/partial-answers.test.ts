import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

describe("a field of an operation that fails", () => {
  it("is null, and the others have their answers", async () => {
    const answer = await app.ask(`{
      themes(first: 1000) { totalCount }
      ideas(after: "no cursor") { totalCount }
      nodes(ids: ["${"a".repeat(36)}"]) { id }
      messages { totalCount }
      members(first: 1) { totalCount } }`);
    expect(answer.data).toEqual({
      ...{ themes: null, ideas: null, nodes: [null], messages: null },
      members: { totalCount: 0 },
    });
    expect(answer.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual(
      expect.arrayContaining([
        [["themes"], "BAD_USER_INPUT"],
        [["ideas"], "INVALID_CURSOR"],
        [["messages"], "UNAUTHENTICATED"],
      ]),
    );
  });

  it("leaves what a mutation before it did, and says so", async () => {
    const { id: memberId } = await builders(app.services.database.source.manager).buildMember();
    const answer = await app.ask(
      `mutation {
        updateSettings(input: {matchable: false}) { settings { matchable } userErrors { code } }
        grantRole(input: {memberId: "${memberId}", role: ORGANISER, reason: "R"}) { userErrors { code } } }`,
      {},
      await app.tokenOf(memberId),
    );
    expect(answer.data).toEqual({
      updateSettings: { settings: { matchable: false }, userErrors: [] },
      grantRole: null,
    });
    expect(answer.errors).toMatchObject([{ path: ["grantRole"], extensions: { code: "FORBIDDEN" } }]);
  });
});
