import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that an operating system gives to whoever asks for any: 32768 and up on Linux, 49152 and up elsewhere. */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * A port of the loopback interface on which nobody listens, and that nobody gets by chance: a server that a test stops and starts
 * again finds it free, whatever other tests listen on or connect from meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    const server = createServer().listen(port, "127.0.0.1");
    try {
      await once(server, "listening");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") continue;
      throw error;
    }
    server.close();
    await once(server, "close");
    return port;
  }
}
