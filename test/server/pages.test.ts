import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse, validate } from "graphql";
import { schema } from "../../src/app/schema.js";
import { defaultQuery } from "../../src/server/http/graphiql.js";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

describe("GraphiQL", () => {
  it("comes whole from the service, without an address of anywhere else", async () => {
    const response = await fetch(`${app.url}/graphiql`);
    const page = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(files.filter((address) => !address.startsWith("/graphiql/") && address !== "data:,")).toEqual([]);
    const workers = ["editor", "json", "graphql"].map((name) => `/graphiql/${name}-worker.js`);
    for (const address of [...files.filter((file) => file !== "data:,"), ...workers]) {
      const file = await fetch(`${app.url}${address}`);
      expect([address, file.status]).toEqual([address, 200]);
      expect((await file.text()).length).toBeGreaterThan(100);
    }
  });

  it("begins with a query that works", async () => {
    expect(validate(schema, parse(defaultQuery))).toEqual([]);
    expect((await app.ask(defaultQuery)).errors).toBeUndefined();
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
