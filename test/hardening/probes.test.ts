import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { once } from "../support/follow.js";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp();
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterAll(() => app.end());

const POST = `mutation { postIdea(input: {kind: IDEA, title: "probe", body: "b", themes: []}) { idea { id } } }`;
const json = { "content-type": "application/json" };

/** A request that is not of the usual form; as somebody who is signed in, so that it could do harm. */
const send = (init: RequestInit, parameters: Record<string, string> = {}) =>
  fetch(`${app.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
const ideas = async () => (await app.ask("{ ideas { totalCount } }")).data.ideas.totalCount as number;
const codes = ({ errors = [] }: { errors?: { extensions: Record<string, unknown> }[] }) =>
  errors.map(({ extensions }) => extensions.code);

describe("overloading", () => {
  it("by aliases is refused", async () => {
    const aliases = Array.from({ length: 101 }, (_, n) => `alias${n}: __typename`).join(" ");
    const answer = await app.ask(`query cop { ${aliases} }`);
    expect([answer.status, answer.data, new Set(codes(answer))]).toEqual([
      400,
      undefined,
      new Set(["OPERATION_TOO_COMPLEX"]),
    ]);
  });

  it("by a batch is refused, of whatever size", async () => {
    for (const size of [1, 2, 10]) {
      const body = JSON.stringify(Array(size).fill({ query: POST }));
      const response = await send({ method: "POST", headers: json, body });
      const answer = (await response.json()) as { data?: unknown };
      expect([response.status, Array.isArray(answer), answer.data]).toEqual([400, false, undefined]);
    }
    expect(await ideas()).toBe(0);
  });

  it("by directives is refused, known ones and unknown ones, and not told of each", async () => {
    for (const directive of ["@aa", "@skip(if: false)", "@include(if: true)"]) {
      const answer = await app.ask(`query cop { __typename ${directive.repeat(100)} }`);
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      expect(answer.errors!.length).toBeLessThanOrEqual(6);
    }
  });

  it("by repeated fields is refused", async () => {
    const answer = await app.ask(`query cop { ${"__typename ".repeat(501)} }`);
    expect([answer.status, answer.data, codes(answer)]).toEqual([
      400,
      undefined,
      ["OPERATION_TOO_COMPLEX", "OPERATION_TOO_COMPLEX"],
    ]);
  });

  it("by circular fragments is refused", async () => {
    const answer = await app.ask(`query cop { ...A } fragment A on Query { ...B } fragment B on Query { ...A }`);
    expect([answer.status, answer.data]).toEqual([400, undefined]);
    expect(codes(answer)).toContain("GRAPHQL_VALIDATION_FAILED");
  });

  it("by circular introspection is refused", async () => {
    const circle = "fields { type { ".repeat(4) + "name" + " } }".repeat(4);
    const answer = await app.ask(`query cop { __schema { types { ${circle} } } }`);
    expect([answer.status, answer.data]).toEqual([400, undefined]);
  });
});

describe("a forged request", () => {
  it("is no mutation by GET, nor by HEAD", async () => {
    for (const headers of [{}, json])
      for (const method of ["GET", "HEAD"]) {
        const response = await send({ method, headers }, { query: POST });
        expect([400, 405]).toContain(response.status);
      }
    const refused = await send({}, { query: POST });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await ideas()).toBe(0);
  });

  it("is no form and no text by POST", async () => {
    const body = { query: POST };
    const form = new FormData();
    form.set("operations", JSON.stringify(body));
    const forged = [
      await send({ method: "POST", body: new URLSearchParams(body) }),
      await send({ method: "POST", body: JSON.stringify(body), headers: { "content-type": "text/plain" } }),
      await send({ method: "POST", body: new Blob([JSON.stringify(body)]) }),
      await send({ method: "POST", body: form }),
      await send({ method: "POST", body: "" }, body),
    ];
    for (const response of forged) expect([400, 415]).toContain(response.status);
    expect(await ideas()).toBe(0);
  });
});

describe("a suggestion for a misspelt field, argument, type or value", () => {
  const mistaken: [string, Record<string, unknown>?][] = [
    ["{ idea { titel } }"],
    ["{ ideas(frist: 1) { totalCount } }"],
    ["{ ... on Queri { __typename } }"],
    ['mutation { postIdea(input: {kind: IDEE, titel: "x"}) { idea { id } } }'],
    [
      "mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } } }",
      { input: { kind: "IDEE", titel: "x" } },
    ],
  ];
  const said = async (asked: TestApp, [query, variables]: [string, Record<string, unknown>?]): Promise<string[]> => [
    JSON.stringify((await asked.ask(query, variables)).errors),
    await once(asked.socket(), query, variables).then(
      () => "no error",
      (error: unknown) => (error instanceof Error ? error.message : JSON.stringify(error)),
    ),
  ];

  it("is given where introspection shows the schema", async () => {
    for (const request of mistaken)
      for (const errors of await said(app, request)) expect(errors).toContain("Did you mean");
  });

  it("is not given where it is hidden", async () => {
    const hidden = await testApp(app.databaseUrl, { introspection: false });
    for (const request of mistaken)
      for (const errors of await said(hidden, request)) {
        expect(errors).toMatch(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/);
        expect(errors).not.toMatch(/did you mean/i);
      }
    await hidden.end();
  });
});

describe("what an answer gives away", () => {
  it("is no trace, however it is asked for", async () => {
    const response = await send({
      method: "POST",
      headers: {
        ...json,
        "x-apollo-tracing": "1",
        "apollo-federation-include-trace": "ftv1",
        "apollo-query-plan": "1",
      },
      body: JSON.stringify({ query: "query cop { __typename }", extensions: { tracing: true } }),
    });
    expect(await response.json()).toEqual({ data: { __typename: "Query" } });
  });

  it("is no stack and no file of the service", async () => {
    for (const query of ["query cop { abc", 'query { node(id: "\\u0000") { id } }', "{ __typename @skip }"]) {
      const { errors } = await app.ask(query);
      expect(JSON.stringify(errors ?? [])).not.toMatch(/stacktrace|exception|node_modules|\.js|SELECT/i);
    }
  });
});

describe("what is open on purpose", () => {
  it("is the schema, unless it is switched off, on HTTP and on WebSocket", async () => {
    const asked = [getIntrospectionQuery(), '{ __type(name: "Idea") { name } }'];
    const closed = await testApp(app.databaseUrl, { introspection: false });
    for (const query of asked) {
      expect((await app.ask(query)).errors).toBeUndefined();
      await once(app.socket(), query);
      const answer = await closed.ask(query);
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      expect(new Set(codes(answer))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
      const told = await once(closed.socket(), query).catch((errors: unknown) => errors);
      expect(new Set(codes({ errors: told as never }))).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
    }
    expect((await closed.ask("{ ideas { __typename } }")).data).toEqual({ ideas: { __typename: "IdeaConnection" } });
    await closed.end();
  });

  it("is GraphiQL, at its own address alone", async () => {
    const browser = { headers: { accept: "text/html" } };
    expect((await fetch(`${app.url}/graphiql`, browser)).status).toBe(200);
    for (const path of ["/graphql", "/playground", "/console"])
      expect((await fetch(app.url + path, browser)).headers.get("content-type")).not.toContain("html");
  });
});
