import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

/**
 * From which version on a library is free of the faults that would reach this service; and before which it must stay.
 */
const versions: Record<string, { from: string; below?: string }> = {
  "@apollo/server": { from: "5.5.0" },
  ws: { from: "8.21.0" },
  fastify: { from: "5.8.5" },
  typeorm: { from: "1.1.0" },
  pg: { from: "8.21.0" },
  graphql: { from: "16.15.0", below: "17.0.0" },
  jose: { from: "6.0.0" },
};

const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as {
  packages: Record<string, { version?: string }>;
};

/** Every copy of a package that an installation brings, its dependencies' own included. */
const copiesOf = (name: string) =>
  Object.entries(lock.packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version!);

/** Below zero when `a` comes before `b`; a pre-release comes before its release. */
function compared(a: string, b: string): number {
  const parts = (version: string) => version.split("-", 1)[0]!.split(".").map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let n = 0; n < 3; n++) if (left[n] !== right[n]) return left[n]! - right[n]!;
  return Number(b.includes("-")) - Number(a.includes("-"));
}

describe("the lock file", () => {
  it.each(Object.entries(versions))("has a sound version of %s", (name, { from, below }) => {
    const copies = copiesOf(name);
    expect(copies).not.toEqual([]);
    expect(copies.filter((copy) => compared(copy, from) < 0)).toEqual([]);
    expect(copies.filter((copy) => below !== undefined && compared(copy, below) >= 0)).toEqual([]);
  });

  it("is compared number by number", () => {
    expect(compared("8.9.0", "8.21.0")).toBeLessThan(0);
    expect(compared("10.0.0", "9.9.9")).toBeGreaterThan(0);
    expect(compared("1.1.0", "1.1.0")).toBe(0);
    expect(compared("5.5.0-rc.1", "5.5.0")).toBeLessThan(0);
  });
});
