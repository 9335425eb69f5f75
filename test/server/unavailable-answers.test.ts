import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";
import { password } from "../support/passwords.js";

let app: TestApp;
/** What statements outside a transaction go through. */
const routes = () => [app.services.database, app.services.database.reads];
beforeAll(async () => {
  app = await testApp();
});
let restore = (): void => undefined;
afterEach(() => restore());
afterAll(() => app.end());

/** From now on the statements with this text fail, as when PostgreSQL cannot be reached, or with another error. */
function fail(text: string, code = "57P03"): void {
  restore();
  const queries = routes().map((route) => route.query.bind(route));
  restore = () => routes().forEach((route, n) => (route.query = queries[n]!));
  routes().forEach((route, n) => {
    route.query = (statement) =>
      statement.text.includes(text)
        ? Promise.reject(Object.assign(new Error("away"), { code }))
        : queries[n]!(statement);
  });
}

const themes = 'FROM "theme"';
const unavailable = [{ extensions: { code: "UNAVAILABLE", requestId: expect.any(String) } }];
const answer = async (query: string) => {
  const { status, headers, data, errors } = await app.ask(query);
  return { status, retryAfter: headers.get("retry-after"), data, errors };
};

describe("an answer whose every root field failed with UNAVAILABLE", () => {
  it("has status 503 and Retry-After, and the answer that it would have had", async () => {
    fail(themes);
    expect(await answer("{ themes { nodes { slug } } }")).toMatchObject({
      ...{ status: 503, retryAfter: "1", data: { themes: null } },
      errors: unavailable,
    });
    fail("WHERE named.slug");
    expect(await answer(`{ a: theme(slug: "a") { id } b: theme(slug: "b") { id } }`)).toMatchObject({
      ...{ status: 503, retryAfter: "1", data: { a: null, b: null } },
      errors: [...unavailable, ...unavailable],
    });
  });

  it("has it over GET, too", async () => {
    fail(themes);
    const response = await fetch(`${app.url}/graphql?query={themes{nodes{slug}}}`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  it("has it for a mutation, of which nothing was done", async () => {
    fail("leaky_bucket");
    const signIn = `mutation { signIn(input: {email: "a@test.example", password: "${password}"}) { userErrors { code } } }`;
    expect(await answer(signIn)).toMatchObject({ status: 503, retryAfter: "1", errors: unavailable });
  });

  it("is an error over WebSocket, where there is no status", async () => {
    fail(themes);
    const socket = app.socket();
    await expect(once(socket, "{ themes { nodes { slug } } }")).rejects.toThrow(`"code":"UNAVAILABLE"`);
  });
});

describe("any other answer has status 200", () => {
  it("when a root field has a value, or is null without an error", async () => {
    fail("WHERE named.slug");
    expect(await answer(`{ theme(slug: "a") { id } liveCursor }`)).toMatchObject({
      ...{ status: 200, retryAfter: null, data: { theme: null, liveCursor: expect.any(String) } },
      errors: unavailable,
    });
    expect(await answer(`{ theme(slug: "a") { id } viewer { email } }`)).toMatchObject({
      status: 200,
      data: { theme: null, viewer: null },
    });
  });

  it("when another error is among them", async () => {
    fail("WHERE named.slug");
    expect(await answer(`{ theme(slug: "a") { id } members(first: 101) { totalCount } }`)).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: "UNAVAILABLE" } }, { extensions: { code: "BAD_USER_INPUT" } }],
    });
    fail(themes, "42P01");
    expect(await answer("{ themes { nodes { slug } } }")).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    });
  });
});

it("a route that cannot read the database has status 503, too", async () => {
  fail("FROM export_link");
  const response = await fetch(`${app.url}/export/x`);
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(await response.json()).toMatchObject({ errors: unavailable });
});
