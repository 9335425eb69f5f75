import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import { endPrograms, startIno } from "../support/process.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await endPrograms();
  await test.drop();
  await folders.remove();
});

async function importing(...args: string[]): Promise<{ code: number | string; output: string }> {
  const program = startIno(["import", ...args], { DATABASE_URL: test.url, LOG_LEVEL: "error" });
  return { code: await program.exit, output: program.output() };
}

describe("the import command", () => {
  it("explains itself, and changes nothing for it", async () => {
    const { code, output } = await importing("--help");
    expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: .*--dry-run .*--map FILE/s)]);
  });

  it.each([
    [["somewhere", "--colour"], "Unknown option '--colour'"],
    [[], "An argument is missing."],
    [["a", "b"], "b is an argument too many."],
    [["somewhere", "--encoding", "ebcdic"], "--encoding is one of UTF-8, "],
    [["somewhere", "--delimiter", "x"], "--delimiter is one of commas, "],
    [["somewhere", "--date-order", "dym"], "--date-order is one of dmy, mdy, ymd."],
    [["somewhere"], "The folder somewhere cannot be read: it does not exist."],
    [["somewhere", "--report", "/no/such/folder/bad.csv"], "The report /no/such/folder/bad.csv cannot be written: "],
    [["somewhere", "--map", "/no/such/map.json"], "The map /no/such/map.json cannot be read: "],
  ])("refuses %j", async (args, message) => {
    const { code, output } = await importing(...args);
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
  });

  it("prints how files were understood and what became of their rows, and reports the bad ones", async () => {
    const folder = await folders.make({
      "members.csv": "id;name;email;joined_at\r\n1;Renée;renee@example.org;3/4/2026\r\n2;;;\r\n",
      "registration.csv": ["gathering;member"],
    });
    const report = join(folder, "bad-rows.csv");
    const { code, output } = await importing(folder, "--source", "printed", "--report", report);
    expect(code).toBe(1);
    expect(output.split("\n")).toEqual(
      expect.arrayContaining([
        "members.csv: semicolons, UTF-8",
        "members.csv: 1 ambiguous dates, read like 3/4/2026 as 3 April 2026",
        "members.csv:3: name is empty: fill it in.",
        "registration.csv: is not read: rename it to registrations.csv, or import with --guess or --map.",
        "members.csv     2      1        0          0            0    1",
      ]),
    );
    expect(await readFile(report, "utf8")).toBe(
      "\uFEFFline of members.csv;problem;id;name;email;joined_at\n3;name is empty: fill it in.;2;;;\n",
    );
    expect(output).toContain(
      `Mend the bad rows in ${report}, and import them: ino import ${report} --source printed\n`,
    );
  });

  it("writes nothing with --atomic when a row is bad, and says so", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,An", "2,"] });
    const { code, output } = await importing(folder, "--source", "none", "--atomic");
    expect(code).toBe(1);
    expect(output).toContain("nothing was written, as --atomic asks: 1 problems are to be mended first\n");
    expect(output).toContain("file         rows  to add  to change");
    expect(await test.database.query(sql`SELECT 1 FROM member WHERE source = 'none'`)).toEqual([]);
  });
});
