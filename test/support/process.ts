import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

export interface ServiceProcess {
  child: ChildProcess;
  /** Everything it printed so far. */
  output: () => string;
  /** Waits for the pattern in what it prints; fails when the process ends without it. */
  prints: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Waits for the end and gives the exit code, or the signal that ended it. */
  exit: Promise<number | NodeJS.Signals>;
  /** Waits for the end; fails, with everything it printed, when the exit code is not 0. */
  endsWell: () => Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts a program of the project, as a process of its own with this environment and nothing else of the service's. */
export function startProgram(program: string, args: string[], env: Record<string, string>): ServiceProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, program), ...args], {
    cwd: projectRoot,
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let text = "";
  const changed: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      changed.splice(0).forEach((tell) => tell());
    });
  const exit = once(child, "close").then(([code, signal]) => {
    running.delete(child);
    changed.splice(0).forEach((tell) => tell());
    return (code ?? signal) as number | NodeJS.Signals;
  });
  return {
    child,
    output: () => text,
    exit,
    endsWell: async () => {
      const ended = await exit;
      if (ended !== 0) throw new Error(`It ended with ${ended}:\n${text}`);
    },
    prints: async (pattern) => {
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (!running.has(child)) throw new Error(`It ended without printing ${pattern}:\n${text}`);
        await new Promise<void>((resolve) => changed.push(resolve));
      }
    },
  };
}

/** Starts `ino` with these arguments. */
export const startIno = (args: string[], env: Record<string, string>): ServiceProcess =>
  startProgram("bin/ino.js", args, env);

/** Ends what is left of a test's processes. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const end = once(child, "close");
      child.kill("SIGTERM");
      await end;
    }),
  );
}
