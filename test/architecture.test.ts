import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";
import { projectRoot } from "../src/core/project-root.js";

const root = join(projectRoot, "src");

/** The floors as docs/architecture.md lists them, from the top; what stands on a later line is lower. */
const floors = /```floors\n([^`]*)```/
  .exec(readFileSync(join(projectRoot, "docs/architecture.md"), "utf8"))![1]!
  .split("\n")
  .map((line) => line.split(/\s/, 1)[0]!)
  .filter((floor) => floor !== "");

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** All imports of a file from others in src: of values, of types, re-exports, module augmentations and dynamic ones. */
function importsOf(file: string): string[] {
  const { importedFiles, ambientExternalModules = [] } = ts.preProcessFile(
    readFileSync(join(root, file), "utf8"),
    true,
    true,
  );
  return [...importedFiles.map(({ fileName }) => fileName), ...ambientExternalModules]
    .filter((name) => name.startsWith("."))
    .map((name) => relative(root, normalize(join(root, dirname(file), name))).replace(/\.js$/, ".ts"))
    .filter((imported) => !imported.startsWith(".."));
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** The floor of a file: the longest line that is its path or a folder above it; -1 when there is none. */
function floorOf(file: string): number {
  const fitting = floors.filter((floor) => file === floor || file.startsWith(`${floor}/`));
  return floors.indexOf(fitting.sort((a, b) => b.length - a.length)[0]!);
}

describe("the floors", () => {
  it("hold every file", () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it("each hold a file", () => {
    const inhabited = new Set(files.map(floorOf));
    expect(floors.filter((_, index) => !inhabited.has(index))).toEqual([]);
  });

  it("import downwards alone, types included", () => {
    const upwards = [...imports].flatMap(([file, imported]) =>
      imported.filter((other) => floorOf(other) < floorOf(file)).map((other) => `${file} → ${other}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe("files that import one another in a cycle, types included", () => {
  it("are three at the most", () => {
    expect(cyclesOf(imports).filter((cycle) => cycle.length > 3)).toEqual([]);
  });
});

describe("a file of fewer than twelve lines", () => {
  it("has more than one user, else it would be in that user's file", () => {
    const usersOf = (file: string): string[] => files.filter((other) => imports.get(other)!.includes(file));
    const lines = (file: string): number => readFileSync(join(root, file), "utf8").trimEnd().split("\n").length;
    expect(files.filter((file) => lines(file) < 12 && usersOf(file).length === 1)).toEqual([]);
  });
});

/** The strongly connected components of more than one file, by Tarjan's algorithm. */
function cyclesOf(graph: ReadonlyMap<string, string[]>): string[][] {
  const cycles: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    for (const other of graph.get(file) ?? []) {
      if (!index.has(other)) visit(other);
      if (stack.includes(other)) low.set(file, Math.min(low.get(file)!, low.get(other)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const cycle = stack.splice(stack.indexOf(file));
    if (cycle.length > 1) cycles.push(cycle.sort());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return cycles;
}
