import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

/**
 * Recommendations that the service does not follow, each with the reason. What the audits call MUST has no exceptions.
 */
const refusedIs400 =
  "A request that does not run is answered 400 for every media type, so that proxies and monitors see it; the body is the same.";
const exceptions: Record<string, string> = {
  "572B": refusedIs400,
  FDE2: refusedIs400,
  "7B9B": refusedIs400,
};

const audits = serverAudits({ url: () => `${app.url}/graphql` });

describe("GraphQL over HTTP, as graphql-http audits it", () => {
  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))("$id $name", async ({ id, fn }) => {
    const result = await fn();
    const reason = result.status === "ok" ? "" : result.reason;
    expect([result.status, reason]).toEqual([id in exceptions ? "warn" : "ok", reason]);
  });

  it("has no exception for an audit that does not exist", () => {
    const ids = audits.map(({ id }) => id);
    expect(Object.keys(exceptions).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
