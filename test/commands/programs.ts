import { execFile } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs a program to its end, with this environment and nothing else of the service's. */
export function runProgram(
  program: string,
  args: string[],
  { cwd = projectRoot, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env: { PATH, HOME, ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

export const ino = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runProgram(process.execPath, [join(projectRoot, "bin/ino.js"), ...args], { env });
