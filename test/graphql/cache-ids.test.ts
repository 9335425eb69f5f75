import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
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
