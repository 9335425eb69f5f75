import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OperationTypeNode, parse, validate, type OperationDefinitionNode } from "graphql";
import { schema } from "../../src/app/schema.js";
import { exampleTabs } from "../../src/server/http/graphiql.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

/** The addresses in a page, as a browser resolves them. */
const addressesIn = (page: string, base: string): URL[] =>
  [...page.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, address]) => address!)
    .filter((address) => address !== "data:,")
    .map((address) => new URL(address, base));

describe("GraphiQL", () => {
  const workers = ["editor", "json", "graphql"].map((name) => `${name}-worker.js`);
  const others = [...workers, "session.js", "fetcher.js", "tabs.json"].map((name) => `/graphiql/${name}`);

  it("comes whole from the service, without an address of anywhere else", async () => {
    const response = await fetch(`${app.url}/graphiql`);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    const files = addressesIn(await response.text(), response.url).filter(({ pathname }) => pathname !== "/graphql");
    for (const address of [...files, ...others.map((path) => new URL(path, app.url))]) {
      expect(address.origin).toBe(app.url);
      const file = await fetch(address);
      expect([address.pathname, file.status]).toEqual([address.pathname, 200]);
      expect((await file.text()).length).toBeGreaterThan(100);
    }
  });

  it("has relative addresses alone, so that it works behind a base path", async () => {
    const page = await (await fetch(`${app.url}/graphiql`)).text();
    expect([...page.matchAll(/(?:src|href|action)="\/[^"]*"/g)]).toEqual([]);
    const slash = await fetch(`${app.url}/graphiql/`, { redirect: "manual" });
    expect([slash.status, slash.headers.get("location")]).toEqual([302, "../graphiql"]);
  });

  it.each([
    ["br", /^br$/],
    ["gzip, deflate", /^gzip$/],
    ["identity", /^none$/],
  ])("is compressed for who takes %s, once for all requests", async (accepted, encoding) => {
    for (let n = 0; n < 2; n++) {
      const response = await fetch(`${app.url}/graphiql/graphiql.js`, { headers: { "accept-encoding": accepted } });
      expect(response.headers.get("content-encoding") ?? "none").toMatch(encoding);
      expect(response.headers.get("vary")).toMatch(/accept-encoding/i);
      const length = Number(response.headers.get("content-length"));
      if (accepted !== "identity") expect(length).toBeLessThan(1_800_000);
      expect((await response.text()).length).toBeGreaterThan(5_000_000);
    }
  });

  it("lists types and fields by their names", async () => {
    const { data } = await app.ask("{ __schema { types { name fields { name } } } }");
    const types = data.__schema.types as { name: string; fields: { name: string }[] | null }[];
    const names = (of: { name: string }[]) => of.map(({ name }) => name).filter((name) => !name.startsWith("__"));
    expect(names(types)).toEqual(names(types).sort());
    for (const { name, fields } of types)
      if (fields && !name.startsWith("__")) expect(names(fields)).toEqual(names(fields).sort());
  });

  it("opens with tabs of queries that work", async () => {
    const tabs = await exampleTabs();
    expect(tabs.length).toBeGreaterThan(5);
    const token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
    for (const tab of tabs) {
      const document = parse(tab);
      expect(validate(schema, document)).toEqual([]);
      for (const { operation, name } of document.definitions as OperationDefinitionNode[]) {
        if (operation === OperationTypeNode.SUBSCRIPTION) continue;
        const body = JSON.stringify({ query: tab, operationName: name!.value });
        const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
        const answer = await fetch(`${app.url}/graphql`, { method: "POST", headers, body });
        expect(await answer.json()).not.toHaveProperty("errors");
      }
    }
  });
});

describe("the address of the service", () => {
  it("leads to GraphiQL, behind a base path as well", async () => {
    const response = await fetch(app.url, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "graphiql"]);
  });

  it("names the addresses there are where there is no GraphiQL", async () => {
    const closed = await testApp(app.databaseUrl, { graphiql: false });
    const response = await fetch(closed.url, { headers: { accept: "text/html" } });
    const { service, ...addresses } = (await response.json()) as Record<string, string>;
    expect([response.status, service]).toEqual([200, "INO network"]);
    expect(addresses).toMatchObject({ graphql: "graphql", health: "healthz" });
    for (const address of Object.values(addresses))
      expect((await fetch(new URL(address, `${closed.url}/`))).status).not.toBe(404);
    await closed.end();
  });
});

describe("health", () => {
  it("tells that the process runs, and whether it can serve", async () => {
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({
      status: "ready",
      log: {
        lagSeconds: expect.any(Number),
        unread: 0,
        lockSeconds: 0,
        undelivered: expect.any(Number),
        deliveryLagSeconds: expect.any(Number),
      },
    });
  });

  it("is not ready without its database, but runs; and is ready again after", async () => {
    const { reads } = app.services.database;
    const query = reads.query.bind(reads);
    reads.query = () => Promise.reject(new Error("gone"));
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "the database cannot be reached" }]);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    reads.query = query;
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  });
});

it("an address that is none is told in GraphQL's form", async () => {
  const response = await fetch(`${app.url}/nothing`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: "NOT_FOUND", requestId: expect.any(String) } }],
  });
});
