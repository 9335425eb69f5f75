import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Cleanup } from "../speed/cleanup.js";
import type { AudienceOptions, Heard } from "./audience.js";
import type { Command, Reply } from "./load-process.js";

/** The subscribers, in a process of their own. */
export interface Load {
  pid: number;
  /** Resolves when all have subscribed. */
  gather: (options: AudienceOptions) => Promise<void>;
  begin: (phase: number, events: number) => Promise<void>;
  finish: (idleMs: number) => Promise<Heard>;
  leave: () => Promise<void>;
}

/** Where it runs is inherited. */
export function startLoad(cleanup: Cleanup): Load {
  const child = fork(fileURLToPath(new URL("./load-process.js", import.meta.url)));
  const exited = once(child, "exit");
  const gone = exited.then((): never => {
    throw new Error("The process with the subscribers ended.");
  });
  // Told to who waits for it.
  gone.catch(() => undefined);
  cleanup.add(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  const tell = async (command: Command): Promise<Heard | null> => {
    const replied = once(child, "message");
    child.send(command);
    const [reply] = (await Promise.race([replied, gone])) as [Reply];
    if (!reply.ok) throw new Error(reply.message);
    return reply.heard;
  };
  return {
    pid: child.pid!,
    gather: async (options) => void (await tell({ do: "gather", ...options })),
    begin: async (phase, events) => void (await tell({ do: "begin", phase, events })),
    finish: async (idleMs) => (await tell({ do: "finish", idleMs }))!,
    leave: async () => void (await tell({ do: "leave" })),
  };
}
