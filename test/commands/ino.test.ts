import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { CommandError } from "../../src/commands/command-error.js";
import { commands } from "../../src/commands/command-list.js";
import { projectRoot } from "../../src/core/project-root.js";
import { builders } from "../support/builders.js";
import { dropDatabase, newDatabaseUrl, testDatabase, type TestDatabase } from "../support/database.js";
import { putUnstartedPostgres } from "../support/unstarted-postgres.js";
import { ino, runProgram } from "./programs.js";

const names = Object.keys(commands);
let folder: string;
let emptyUrl: string;
let network: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ino-command-"));
  emptyUrl = await newDatabaseUrl("template0");
  network = await testDatabase();
});
afterAll(async () => {
  await network.drop();
  await dropDatabase(emptyUrl);
  rmSync(folder, { recursive: true, force: true });
});

async function tablesOf(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'",
  );
  await client.end();
  return rows[0]!.count;
}

/** Runs a command in this process, which is quicker; a command that does more than explain or refuse itself must not. */
async function inThisProcess(name: string, args: string[]): Promise<{ code: number | undefined; out: string }> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    const { command } = await commands[name]!.load();
    const code = await command.run(args);
    return { code, out: write.mock.calls.map(([text]) => String(text)).join("") };
  } finally {
    write.mockRestore();
  }
}

describe("ino", () => {
  it("lists its commands, the same for --help and, as an error, without a command", async () => {
    const { code, out, err } = await ino(["--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect([...out.matchAll(/^ {2}(\S+) /gm)].map(([, name]) => name)).toEqual(names);
    expect(names).toEqual(
      expect.arrayContaining(["start", "migrate", "import", "token", "train", "tail", "backup", "restore", "doctor"]),
    );
    expect(await ino([])).toEqual({ code: 1, out: "", err: out });
  });

  it("prints its version", async () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { version: string };
    expect(await ino(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it("refuses an unknown command, and lists those that there are", async () => {
    const { code, out, err } = await ino(["mirgate"]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^There is no command mirgate\.\nUsage: ino COMMAND/);
    expect((await ino(["toString"])).err).toMatch(/^There is no command toString\./);
  });

  it.each(names)("%s explains itself, whatever else is asked, and does nothing", async (name) => {
    const { code, out } = await inThisProcess(name, ["a", "--bogus", "--help"]);
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`^Usage: ino ${name}\\b`))]);
  });

  it.each(names)("%s refuses an option and an argument that it does not know, and does nothing", async (name) => {
    const usage = new RegExp(`\\nUsage: ino ${name}\\b`);
    await expect(inThisProcess(name, ["--bogus"])).rejects.toThrow(CommandError);
    await expect(inThisProcess(name, ["--bogus"])).rejects.toThrow(/^Unknown option '--bogus'/);
    await expect(inThisProcess(name, ["--help=x"])).rejects.toThrow(usage);
    if (name !== "token")
      await expect(inThisProcess(name, ["a", "b", "c"])).rejects.toThrow(/^\S+ is an argument too many\.\nUsage:/);
  });

  it("neither migrates nor starts anything when it explains or refuses", async () => {
    const env = { DATABASE_URL: emptyUrl, DATA_DIR: join(folder, "none") };
    expect(await ino(["migrate", "--help"], env)).toEqual({
      ...{ code: 0, err: "" },
      out: expect.stringMatching(/^Usage: ino migrate\n/),
    });
    expect(await ino(["migrate", "--bogus"], env)).toMatchObject({ code: 1, out: "" });
    expect(await ino(["start", "now"], env)).toMatchObject({ code: 1, out: "" });
    expect(await tablesOf(emptyUrl)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says that an argument is missing", async () => {
    expect(await ino(["token"], { DATABASE_URL: emptyUrl })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^An argument is missing\.\nUsage: /),
    });
  });

  it("lists every problem of the configuration, without a stack", async () => {
    const { code, out, err } = await ino(["migrate"], { PORT: "many", LOG_LEVEL: "loud" });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^The configuration is not usable:\n {2}PORT: .*\n {2}LOG_LEVEL: .*\n$/);
  });

  it("token prints the token alone on standard output, with a log as well", async () => {
    const { id } = await builders(network.database.source.manager).buildMember();
    const [account] = await network.database.source.query<{ email: string }[]>(
      "SELECT email FROM account WHERE member_id = $1",
      [id],
    );
    const env = { DATABASE_URL: network.url, DATA_DIR: join(folder, "data"), LOG_LEVEL: "trace" };
    const { code, out } = await ino(["token", account!.email, "admin"], env);
    expect([code, out]).toEqual([0, expect.stringMatching(/^ey[\w-]+\.[\w-]+\.[\w-]+\n$/)]);
  });
});

describe("the log of a command", () => {
  it("is on standard error, beside a PostgreSQL that is started for it as well", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "ino-log-"));
    try {
      await putUnstartedPostgres(dataDir);
      const { code, out, err } = await ino(["token", "nobody@test.example"], { DATA_DIR: dataDir, LOG_LEVEL: "debug" });
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain('"msg":"started PostgreSQL"');
      expect(err).toContain("\nNo member has the address nobody@test.example.\n");
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

describe("the npm scripts", () => {
  const { scripts, bin } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
    bin: Record<string, string>;
  };

  it("call the commands of ino, and build before", () => {
    expect(bin).toEqual({ ino: "bin/ino.js" });
    for (const name of names) {
      expect(scripts[name]).toMatch(new RegExp(`^node --enable-source-maps (--\\S+ )?bin/ino\\.js ${name}$`));
      expect(scripts[`pre${name}`]).toBe("node bin/build.js");
    }
  });

  it("pass options on: migrate -- --help migrates nothing", async () => {
    const { code, out } = await runProgram("npm", ["run", "--silent", "migrate", "--", "--help"], {
      env: { DATABASE_URL: emptyUrl },
    });
    expect([code, out]).toEqual([0, expect.stringMatching(/^Usage: ino migrate\n/)]);
    expect(await tablesOf(emptyUrl)).toBe(0);
  });
});

describe("an image, which has the build and neither sources nor compiler", () => {
  it("runs ino and the npm scripts", async () => {
    const image = mkdtempSync(join(tmpdir(), "ino-image-"));
    const url = await newDatabaseUrl("template0");
    try {
      const copied = [
        ...readFileSync(join(projectRoot, "Dockerfile"), "utf8").matchAll(
          /^COPY (?:--from=build \/app\/)?(\S+) \.\/\S*$/gm,
        ),
      ]
        .map(([, path]) => path!)
        .filter((path) => ["package.json", "dist", "bin", "node_modules"].includes(path));
      expect(new Set(copied)).toEqual(new Set(["package.json", "node_modules", "dist", "bin"]));
      cpSync(join(projectRoot, "package.json"), join(image, "package.json"));
      cpSync(join(projectRoot, "bin"), join(image, "bin"), { recursive: true });
      for (const name of ["dist", "node_modules"]) symlinkSync(join(projectRoot, name), join(image, name));
      symlinkSync(join(image, "bin/ino.js"), join(image, "ino"));
      const env = { DATABASE_URL: url };
      expect(await runProgram("npm", ["run", "migrate"], { cwd: image, env })).toMatchObject({
        code: 0,
        out: expect.stringContaining("\nApplied: "),
      });
      expect(await runProgram(join(image, "ino"), ["migrate"], { cwd: tmpdir(), env })).toEqual({
        code: 0,
        out: "The database is up to date.\n",
        err: "",
      });
    } finally {
      await dropDatabase(url);
      rmSync(image, { recursive: true, force: true });
    }
  });
});
