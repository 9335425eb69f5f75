import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp();
  const { buildIdea, buildMember } = builders(app.services.database.source.manager);
  const { id: authorId } = await buildMember();
  token = await app.tokenOf(authorId);
  for (let n = 0; n < 100; n++) await buildIdea({ authorId, title: `Idea ${n}` });
});
afterAll(() => app.end());

/** By node:http, as `fetch` decompresses. */
async function send(path: string, headers: Record<string, string>, body?: string): Promise<IncomingMessage> {
  const sent = request(app.url + path, { method: body === undefined ? "GET" : "POST", headers });
  const [response] = (await once(sent.end(body), "response")) as [IncomingMessage];
  return response;
}

const titles = "{ ideas(first: 100) { nodes { title } } }";
const post = (query: string, headers: Record<string, string>) =>
  send("/graphql", { "content-type": "application/json", ...headers }, JSON.stringify({ query }));

const decoders: Record<string, (body: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  none: (body) => body,
};

describe("an answer", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["GZIP", "gzip"],
    ["deflate", "none"],
    ["identity", "none"],
    ["", "none"],
  ])("of more than 1 KiB to who takes %j is in %s", async (accepted, encoding) => {
    for (const response of [
      await post(titles, { "accept-encoding": accepted }),
      await send(`/graphql?query=${encodeURIComponent(titles)}`, { "accept-encoding": accepted }),
    ]) {
      expect(response.headers["content-encoding"] ?? "none").toBe(encoding);
      if (encoding !== "none") expect(response.headers.vary).toMatch(/accept-encoding/i);
      const body = await buffer(response);
      const { data } = JSON.parse(decoders[encoding]!(body).toString()) as { data: { ideas: { nodes: unknown[] } } };
      expect(data.ideas.nodes).toHaveLength(100);
      if (encoding !== "none") expect(body.length).toBeLessThan(1_000);
    }
  });

  it("of less is as it is", async () => {
    const response = await post("{ __typename }", { "accept-encoding": "gzip, br" });
    expect(response.headers["content-encoding"]).toBeUndefined();
    expect(JSON.parse((await buffer(response)).toString())).toEqual({ data: { __typename: "Query" } });
  });

  it("of a refusal keeps its status and headers", async () => {
    const response = await post(`{ ${"x".repeat(2_000)} }`, { "accept-encoding": "gzip" });
    expect([response.statusCode, response.headers["content-encoding"]]).toEqual([400, "gzip"]);
    expect(response.headers["content-type"]).toMatch(/json/);
    expect(JSON.parse(gunzipSync(await buffer(response)).toString())).toMatchObject({
      errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED", requestId: response.headers["x-request-id"] } }],
    });
  });

  it("of /metrics is compressed", async () => {
    const response = await send("/metrics", { "accept-encoding": "gzip" });
    expect(response.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(await buffer(response)).toString()).toContain("# HELP");
  });
});

describe("a stream of events", () => {
  it("is neither compressed nor held back", async () => {
    const query = "subscription { ideaPosted { idea { title body } } }";
    const stream = await send(`/graphql/stream?query=${encodeURIComponent(query)}`, {
      accept: "text/event-stream",
      "accept-encoding": "gzip, br",
    });
    expect(stream.headers["content-encoding"]).toBeUndefined();
    expect(stream.headers["cache-control"]).toContain("no-transform");
    const chunks = stream.setEncoding("utf8")[Symbol.asyncIterator]();
    const until = async (text: string) => {
      for (let received = ""; !received.includes(text);) received += (await chunks.next()).value as string;
    };
    await until("id: ");
    // Each event is written at once, short or long.
    for (const body of ["short", "long ".repeat(1_000)]) {
      const mutation = `mutation ($body: String!) { postIdea(input: {kind: IDEA, title: "t", body: $body, themes: []}) { userErrors { code } } }`;
      await app.ask(mutation, { body }, token);
      await until(`"body":"${body.trim()}`);
    }
    stream.destroy();
  });
});
