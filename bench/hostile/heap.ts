import { createWriteStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

interface Target {
  webSocketDebuggerUrl: string;
}
interface Message {
  id?: number;
  method?: string;
  params?: { chunk?: string };
  result?: Record<string, number>;
  error?: { message: string };
}
type Call = (method: string) => Promise<Record<string, number>>;

/** Bytes of heap that a process started with `--inspect=127.0.0.1:<port>` holds after a full collection. */
export async function heapAfterCollection(port: number): Promise<number> {
  return inspect(port, async (call) => {
    await call("HeapProfiler.enable");
    // What the first one finds by finalizers is collected by the next.
    for (let n = 0; n < 3; n++) {
      await call("HeapProfiler.collectGarbage");
      await sleep(100);
    }
    return (await call("Runtime.getHeapUsage")).usedSize!;
  });
}

/** Writes all that such a process holds to a file that Chromium's developer tools open. */
export async function writeHeapSnapshot(port: number, file: string): Promise<void> {
  await inspect(port, async (call, socket) => {
    const output = createWriteStream(file);
    socket.on("message", (data: Buffer) => {
      const { method, params } = JSON.parse(data.toString()) as Message;
      if (method === "HeapProfiler.addHeapSnapshotChunk") output.write(params!.chunk!);
    });
    await call("HeapProfiler.enable");
    await call("HeapProfiler.takeHeapSnapshot");
    await new Promise<void>((resolve, reject) => output.once("error", reject).end(resolve));
  });
}

async function inspect<Result>(port: number, use: (call: Call, socket: WebSocket) => Promise<Result>): Promise<Result> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  const socket = new WebSocket(targets[0]!.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  let lastId = 0;
  const call: Call = (method) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const read = (data: Buffer): void => {
        const message = JSON.parse(data.toString()) as Message;
        if (message.id !== id) return;
        socket.off("message", read);
        if (message.error) reject(new Error(`${method}: ${message.error.message}`));
        else resolve(message.result ?? {});
      };
      socket.on("message", read).send(JSON.stringify({ id, method }));
    });
  try {
    return await use(call, socket);
  } finally {
    socket.close();
  }
}
