import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { readTrustedDocuments } from "../../src/server/operations/trusted-documents.file.js";
import { documentHash } from "../../src/server/operations/trusted-documents.js";
import { ConfigError } from "../../src/config.js";
import { schema } from "../../src/app/schema.js";
import { testApp, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";
import { endPrograms, startIno } from "../support/process.js";

const count = "query Count($kinds: [IdeaKind!]) { ideas(filter: {kinds: $kinds}) { totalCount } }";
const live = "subscription Live { ideaPosted { cursor } }";
const secret = "{ members { totalCount } }";

let folder: string;
let app: TestApp;
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ino-trusted-"));
  app = await testApp(undefined, {
    trustedDocuments: file("list.json", { [documentHash(count)]: count, [documentHash(live)]: live }),
  });
});
afterAll(async () => {
  await app.end();
  await endPrograms();
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  status: number;
  data?: unknown;
  errors?: { extensions: Record<string, unknown> }[];
}
type Way = (request: Record<string, unknown>) => Promise<Told>;

const told = async (response: Response): Promise<Told> => ({
  ...((await response.json()) as object),
  status: response.status,
});
const post: Way = async (request) =>
  told(
    await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    }),
  );
const get: Way = async (request) => {
  const parts = Object.entries(request).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const address = `${app.url}/graphql?${new URLSearchParams(parts).toString()}`;
  return told(await fetch(address));
};
const socket: Way = (request) =>
  new Promise((resolve, reject) => {
    const url = `${app.url.replace("http", "ws")}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const done = (answer: Omit<Told, "status">) => {
      resolve({ ...answer, status: answer.errors ? 400 : 200 });
      void client.dispose();
    };
    client.subscribe(
      { query: "", ...request },
      {
        next: (result) => done(result as never),
        error: (errors) => (Array.isArray(errors) ? done({ errors: errors as never }) : reject(errors as Error)),
        complete: () => undefined,
      },
    );
  });

describe.each<[string, Way]>([
  ["POST", post],
  ["GET", get],
  ["WebSocket", socket],
])("with a list of trusted documents, by %s,", (_way, send) => {
  const answered = { status: 200, data: { ideas: { totalCount: 0 } } };
  const variables = { kinds: ["IDEA"] };

  it.each<[string, Record<string, unknown>]>([
    ["its text", { query: count }],
    ["its text in another layout", { query: count.replaceAll(" ", "\n  ").replaceAll(",", "") + " # as we know it" }],
    [
      "its hash, as Apollo's clients send it",
      { extensions: { persistedQuery: { version: 1, sha256Hash: documentHash(count) } } },
    ],
    ["its hash as document id", { documentId: documentHash(count) }],
    ["its hash as document id with the kind of hash", { documentId: `sha256:${documentHash(count).toUpperCase()}` }],
    [
      "text and hash",
      { query: count, extensions: { persistedQuery: { version: 1, sha256Hash: documentHash(count) } } },
    ],
  ])("a listed document runs by %s", async (_by, request) => {
    expect(await send({ ...request, variables, operationName: "Count" })).toMatchObject(answered);
  });

  it.each<[string, Record<string, unknown>]>([
    ["another text", { query: secret }],
    ["another text with the hash of a listed one", { query: secret, documentId: documentHash(count) }],
    ["a listed text and more", { query: `${count} query Other ${secret}` }],
    ["introspection", { query: getIntrospectionQuery() }],
    ["text that does not parse", { query: "{" }],
    ["an unknown hash", { extensions: { persistedQuery: { version: 1, sha256Hash: documentHash(secret) } } }],
    ["an unknown document id", { documentId: documentHash(secret) }],
    ["a name of every object", { documentId: "constructor" }],
    ["nothing", { variables: {} }],
  ])("nothing runs for %s", async (_what, request) => {
    const answer = await send(request);
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "DOCUMENT_NOT_TRUSTED", requestId: expect.any(String) } }],
    });
    expect(answer.data ?? null).toBeNull();
  });
});

describe("with a list of trusted documents", () => {
  it("no form of body or address gets around it", async () => {
    for (const body of [[{ query: secret }], "x", null, 1])
      expect((await post(body as never)).errors![0]!.extensions.code).toMatch(/^(DOCUMENT_NOT_TRUSTED|BAD_REQUEST)$/);
    const twice = `${app.url}/graphql?${new URLSearchParams([
      ["query", count],
      ["query", secret],
    ]).toString()}`;
    for (const address of [twice, `${twice}&query=${encodeURIComponent(count)}`]) {
      const answer = await told(await fetch(address));
      expect(JSON.stringify(answer)).not.toContain("members");
    }
    // Apollo's clients would register a text by sending it with its hash.
    const register = {
      query: secret,
      extensions: { persistedQuery: { version: 1, sha256Hash: documentHash(secret) } },
    };
    expect((await post(register)).status).toBe(400);
    expect((await post({ extensions: register.extensions })).status).toBe(400);
  });

  it("a subscription of it is followed, by its hash", async () => {
    const url = `${app.url.replace("http", "ws")}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const handlers = app.followers();
    const stop = client.subscribe({ query: "", documentId: documentHash(live) } as never, {
      next: () => undefined,
      error: () => undefined,
      complete: () => undefined,
    });
    while (app.followers() === handlers) await new Promise((resolve) => setImmediate(resolve));
    stop();
    await client.dispose();
  });
});

describe("without such a list", () => {
  it("any document runs, and hashes are refused as ever", async () => {
    const open = await testApp(app.databaseUrl);
    expect((await open.ask(secret)).data.members.totalCount).toBe(0);
    const response = await fetch(`${open.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: documentHash(count) } } }),
    });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }],
    });
    await open.end();
  });
});

describe("the file", () => {
  const problems = (content: unknown): string[] => {
    try {
      readTrustedDocuments(file("tried.json", content), schema);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.problems;
    }
  };

  it("is a list of texts, or texts by their hash", () => {
    expect(problems([count, live])).toEqual([]);
    expect(problems({ [`sha256:${documentHash(count)}`]: count, [documentHash(live).toUpperCase()]: live })).toEqual(
      [],
    );
    for (const content of ["", "{", 1, [1], { a: 1 }, null])
      expect(problems(content)).toEqual([expect.stringMatching(/^TRUSTED_DOCUMENTS: (must hold|cannot be read)/)]);
  });

  it("is told every problem of at once", () => {
    expect(problems(["{ idees { id } ideas { nodes { name } } }", count, "{", "fragment F on Idea { id }"])).toEqual([
      expect.stringMatching(/^TRUSTED_DOCUMENTS: document 1: Cannot query field "idees" .* \(line 1, column 3\)$/),
      expect.stringContaining('document 1: Cannot query field "name" on type "Idea".'),
      "TRUSTED_DOCUMENTS: document 3: Syntax Error: Expected Name, found <EOF>. (line 1, column 2)",
      "TRUSTED_DOCUMENTS: document 4: has no operation",
    ]);
    expect(problems({ abc: count })).toEqual([
      `TRUSTED_DOCUMENTS: abc: is not the SHA-256 of its text, which is ${documentHash(count)}`,
    ]);
  });

  it("keeps the service from starting when it is bad or missing", async () => {
    const startWith = async (path: string): Promise<[unknown, string]> => {
      const service = startIno(["start"], { DATA_DIR: join(folder, "data"), TRUSTED_DOCUMENTS: path });
      return [await service.exit, service.output()];
    };
    expect(await startWith(file("bad.json", ["{", "{ nothing }"]))).toEqual([
      1,
      "The configuration is not usable:\n" +
        "  TRUSTED_DOCUMENTS: document 1: Syntax Error: Expected Name, found <EOF>. (line 1, column 2)\n" +
        '  TRUSTED_DOCUMENTS: document 2: Cannot query field "nothing" on type "Query". (line 1, column 3)\n',
    ]);
    expect(await startWith(join(folder, "absent.json"))).toEqual([1, expect.stringMatching(/cannot be read: ENOENT/)]);
  });
});

describe("what is not on the list", () => {
  it("is charged like any refusal, by its length", async () => {
    const rest = "{ rateLimit { remaining cost } }";
    const limited = await testApp(undefined, { trustedDocuments: file("limit.json", [rest]) });
    try {
      const look = async () => (await limited.ask(rest)).data.rateLimit as { remaining: number; cost: number };
      const before = await look();
      expect((await limited.ask(secret.padEnd(320, " "))).errors).toMatchObject([
        { extensions: { code: "DOCUMENT_NOT_TRUSTED" } },
      ]);
      await expect(once(limited.socket(), secret.padEnd(640, " "))).rejects.toMatchObject([
        { extensions: { code: "DOCUMENT_NOT_TRUSTED" } },
      ]);
      const { remaining, cost } = await look();
      expect(before.remaining - remaining - cost).toBe(1 + 10 + 1 + 20);
    } finally {
      await limited.end();
    }
  });
});
