import { describe } from "@jest/globals";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is on the PATH, or in the folders of administrators; null where there is none. */
export function installed(program: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, program)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Tests that need programs of the machine; where one is missing they are skipped, with a message. */
export function describeWith<Name extends string>(
  programs: readonly Name[],
  name: string,
  tests: (paths: Record<Name, string>) => void,
): void {
  const found = programs.map((program) => [program, installed(program)] as const);
  const missing = found.filter(([, path]) => path === null).map(([program]) => program);
  if (missing.length === 0) return describe(name, () => tests(Object.fromEntries(found) as Record<Name, string>));
  process.stderr.write(`Skipped: ${name}, as ${missing.join(" and ")} is not installed.\n`);
  describe.skip(name, () => tests({} as Record<Name, string>));
}
