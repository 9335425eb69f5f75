import { describe, expect, it } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { projectRoot } from "../src/core/project-root.js";

const folders = [".ci", "bin", "docker", "src", "migrations", "test", "bench", "docs", "examples"];
const paths = [
  ...readdirSync(projectRoot),
  ...folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  ),
];
/** A file by its extension, or a folder by its slash at the end; `<name>` and `*` stand for any name. */
const pathPattern = /^[\w.<>*-]+(\/[\w.<>*-]+)*(\/|\.(ts|js|md|json|graphql|txt))$/;

const documents = [
  "README.md",
  ...readdirSync(join(projectRoot, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
].sort();

/** Whether a path exists: from the project's root, or, for a shorter one, below some folder. */
function exists(named: string): boolean {
  const pattern = named
    .replace(/\/$/, "")
    .replace(/[.]/g, "\\.")
    .replace(/<\w+>|\*/g, "[^/]+");
  const end = new RegExp(`(^|/)${pattern}$`);
  return paths.some((path) => end.test(path));
}

describe.each(documents)("%s", (document) => {
  const text = readFileSync(join(projectRoot, document), "utf8").replace(/^```.*?^```$/gms, "");

  it("names files and folders that exist", () => {
    const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!).filter((code) => pathPattern.test(code));
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });

  it("links to files that exist", () => {
    const folder = dirname(join(projectRoot, document));
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
    const local = links.filter((link) => !/^\w+:/.test(link)).map((link) => join(folder, link));
    expect(local.filter((file) => !existsSync(file)).map((file) => relative(projectRoot, file))).toEqual([]);
  });
});

describe("docs/glossary.md", () => {
  const page = readFileSync(join(projectRoot, "docs/glossary.md"), "utf8");
  const tables = page.split("\n## ").slice(1);

  it("says in one line for each term what it is and where it lives", () => {
    const rows = [...page.matchAll(/^\| (?!term|-).*$/gm)].map(([row]) => row);
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.filter((row) => !/\| `[^`]+` +\|$/.test(row))).toEqual([]);
  });

  it.each(tables)("is in alphabetical order", (table) => {
    const terms = [...table.matchAll(/^\| (?!term|-)(.+?) +\|/gm)].map(([, term]) => term!.toLowerCase());
    expect(terms).toEqual([...new Set(terms)].sort());
  });
});

describe("docs/decisions/README.md", () => {
  it("lists every decision once, with its title", () => {
    const folder = join(projectRoot, "docs/decisions");
    const index = readFileSync(join(folder, "README.md"), "utf8");
    const listed = [...index.matchAll(/^\| \[(\d{4})\]\((.+?)\) +\| (.+?) +\| (.+?) +\|/gm)].map(
      ([, number, file, title]) => ({ number, file, title }),
    );
    const decisions = readdirSync(folder)
      .filter((file) => file !== "README.md")
      .sort()
      .map((file) => {
        const [, number, title] = /^# (\d{4}) (.+)$/m.exec(readFileSync(join(folder, file), "utf8"))!;
        return { number, file, title };
      });
    expect(listed).toEqual(decisions);
  });
});
