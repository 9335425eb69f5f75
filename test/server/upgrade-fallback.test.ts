import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
const clients: Socket[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.destroy()));
afterAll(() => app.end());

/** As `curl --http2` and Java's HttpClient ask. */
const H2C = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n";
const GET = (headers = ""): string => `GET /healthz HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const POST = (body: string, headers: string): string =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
const WEBSOCKET =
  "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";

/** Says things over one connection, and waits for what comes next. */
function connection(): {
  say: (text: string) => void;
  hears: (what: RegExp) => Promise<string>;
  closed: Promise<unknown>;
} {
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  clients.push(socket);
  let heard = "";
  socket.on("data", (data) => (heard += data.toString()));
  return {
    say: (text) => void socket.write(text, "latin1"),
    closed: once(socket, "close"),
    hears: async (what) => {
      for (;;) {
        const found = what.exec(heard);
        if (found) {
          heard = heard.slice(found.index + found[0].length);
          return found[0];
        }
        if (socket.destroyed) throw new Error(`closed after ${heard}`);
        await Promise.race([once(socket, "data"), once(socket, "close")]);
      }
    },
  };
}

const answer = /HTTP\/1\.1 [^]*?\r\n\r\n[^]*?\}\s*(?=HTTP|$)/;

describe("a request that asks for a protocol that is not spoken", () => {
  it("is answered over HTTP/1.1, and so are those that follow it on its connection", async () => {
    const { say, hears } = connection();
    say(GET(H2C));
    expect(await hears(answer)).toMatch(/^HTTP\/1\.1 200 /);
    say(GET());
    expect(await hears(answer)).toMatch(/^HTTP\/1\.1 200 /);
    say(GET(H2C) + GET(H2C) + GET());
    for (let n = 0; n < 3; n++) expect(await hears(answer)).toMatch(/^HTTP\/1\.1 200 /);
    say(WEBSOCKET);
    expect(await hears(/HTTP\/1\.1 .*/)).toMatch(/101 Switching Protocols/);
  });

  it("is answered with its body, whole, chunked and in pieces", async () => {
    const { say, hears } = connection();
    const body = JSON.stringify({ query: "{ __typename }" });
    const whole = POST(body, `${H2C}Content-Length: ${body.length}\r\n`);
    const data = `{"data":{"__typename":"Query"}}`;
    say(whole);
    expect(await hears(answer)).toContain(data);
    say(POST("", `${H2C}Content-Length: ${body.length}\r\nExpect: 100-continue\r\n`));
    await hears(/100 Continue\r\n\r\n/);
    say(body.slice(0, 5));
    say(body.slice(5));
    expect(await hears(answer)).toContain(data);
    say(POST(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`, `${H2C}Transfer-Encoding: chunked\r\n`) + GET());
    expect(await hears(answer)).toContain(data);
    expect(await hears(answer)).toContain("ok");
  });

  it("leaves no listeners behind on its connection", async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error): void => void warnings.push(warning);
    process.on("warning", warned);
    const { say, hears } = connection();
    for (let n = 0; n < 30; n++) {
      say(GET(H2C));
      expect(await hears(answer)).toMatch(/^HTTP\/1\.1 200 /);
    }
    process.off("warning", warned);
    expect(warnings).toEqual([]);
  });

  it("is refused when its headers are too many to tell them all", async () => {
    const { say, hears, closed } = connection();
    say(GET(H2C + "a: b\r\n".repeat(1_500)));
    expect(await hears(/HTTP\/1\.1 .*/)).toMatch(/ 431 /);
    await closed;
  });
});
