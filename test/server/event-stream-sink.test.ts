import { afterEach, expect, it } from "@jest/globals";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EventStreamSink } from "../../src/server/sse/event-stream-sink.js";

let server: Server;
afterEach(() => void server.close());

it("a stream that was closed takes no more, though its client has not read the end yet", async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const answer = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [, response] = (await once(server, "request")) as [unknown, ServerResponse];
  const errors: unknown[] = [];
  response.on("error", (error) => errors.push(error));
  const closed = once(response, "close");
  const sink = new EventStreamSink(response);
  const written = sink.write(waiting());
  // What is written now waits in Node for the client to read.
  response.socket!.cork();
  sink.send(`"before"`, "c1");
  sink.close();
  sink.send(`"after"`, "c2");
  await written;
  response.socket!.uncork();
  expect(await (await answer).text()).toContain(`data: "before"`);
  await closed;
  expect(errors).toEqual([]);
});

// eslint-disable-next-line @typescript-eslint/require-await -- as the library's
async function* waiting(): AsyncGenerator<string> {
  yield ":\n\n";
}
