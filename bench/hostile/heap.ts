import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

interface Target {
  webSocketDebuggerUrl: string;
}

/** Bytes of heap that a process started with `--inspect=127.0.0.1:<port>` holds after a full collection. */
export async function heapAfterCollection(port: number): Promise<number> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  const socket = new WebSocket(targets[0]!.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  let lastId = 0;
  const call = (method: string): Promise<Record<string, number>> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const read = (data: Buffer): void => {
        const message = JSON.parse(data.toString()) as {
          id?: number;
          result?: Record<string, number>;
          error?: { message: string };
        };
        if (message.id !== id) return;
        socket.off("message", read);
        if (message.error) reject(new Error(`${method}: ${message.error.message}`));
        else resolve(message.result ?? {});
      };
      socket.on("message", read).send(JSON.stringify({ id, method }));
    });
  try {
    await call("HeapProfiler.enable");
    // What the first one finds by finalizers is collected by the next.
    for (let n = 0; n < 3; n++) {
      await call("HeapProfiler.collectGarbage");
      await sleep(100);
    }
    return (await call("Runtime.getHeapUsage")).usedSize!;
  } finally {
    socket.close();
  }
}
