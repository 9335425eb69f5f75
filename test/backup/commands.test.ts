import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { identityToRecipient } from "age-encryption";
import { join } from "node:path";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { endPrograms, startIno } from "../support/process.js";
import { Backups } from "./backups.js";

const backups = new Backups();
let url: string;
beforeAll(async () => {
  await backups.begin();
  url = await newDatabaseUrl();
});
afterAll(async () => {
  await endPrograms();
  await dropDatabase(url);
  await backups.remove();
});

async function run(command: string, args: string[], env: Record<string, string> = {}) {
  const program = startIno([command, ...args], {
    DATABASE_URL: url,
    DATA_DIR: join(backups.folder, "data"),
    ...env,
  });
  return { code: await program.exit, output: program.output() };
}

describe("the commands backup, restore and held-mails", () => {
  it.each([
    ["backup", ["--help"], 0, "Usage: ino backup"],
    ["backup", ["--to", "x"], 1, "Unknown option '--to'"],
    ["backup", ["a", "b"], 1, "b is an argument too many"],
    ["backup", ["x"], 1, "set BACKUP_KEY to an age key"],
    ["backup", ["--new-key"], 0, "BACKUP_KEY=AGE-SECRET-KEY-1"],
    ["restore", ["--help"], 0, "--no-erasures"],
    ["restore", [], 1, "Usage: ino restore"],
    ["restore", ["x"], 1, "set BACKUP_KEY"],
    ["held-mails", ["send"], 1, "There is no action send."],
  ])("explain themselves: %s %j", async (command, args, code, text) => {
    expect(await run(command, args)).toEqual({ code, output: expect.stringContaining(text) });
  });

  it("make a backup with a public key alone, and read it with the secret one", async () => {
    const file = backups.newFile();
    const BACKUP_KEY = await identityToRecipient(backups.key);
    expect(await run("backup", [file], { BACKUP_KEY })).toEqual({
      code: 0,
      output: expect.stringMatching(/tables with \d+ rows .*\n.*MiB in [\d.]+ s\n$/),
    });
    expect((await run("restore", ["--check", file], { BACKUP_KEY })).output).toContain("BACKUP_KEY is a public key");
    expect(await run("restore", ["--check", file], { BACKUP_KEY: backups.key })).toMatchObject({ code: 0 });
  });

  it("restore with a list of erasures, or with the word that there is none", async () => {
    const file = await backups.of(url);
    const target = {
      DATABASE_URL: await backups.emptyDatabase(),
      BACKUP_KEY: backups.key,
      ERASURE_LOG: join(backups.folder, "list.log"),
    };
    expect(await run("restore", [file], target)).toEqual({
      code: 1,
      output: expect.stringContaining("There is no list of erasures"),
    });
    expect((await run("restore", ["--erasures", "nowhere", file], target)).output).toContain(
      "There is no file or folder",
    );
    expect(await run("restore", ["--no-erasures", file], target)).toEqual({
      code: 0,
      output: expect.stringContaining("Erasures on the list: 0."),
    });
    // That restore began a list, which cannot have what happened between the backup and now.
    const another = { ...target, DATABASE_URL: await backups.emptyDatabase() };
    expect(await run("restore", [file], another)).toEqual({
      code: 1,
      output: expect.stringMatching(/list of erasures in .* was begun at \S+Z, after this backup/),
    });
    expect(await run("restore", ["--no-erasures", file], another)).toMatchObject({ code: 0 });
  });

  it("count, release and drop the mails that are held", async () => {
    const client = new pg.Client(url);
    await client.connect();
    const hold = () =>
      client.query(`INSERT INTO outbox (id, kind, payload, due_at) VALUES ($1, 'passwordChanged', '{}', 'infinity')`, [
        uuidv7(),
      ]);
    await hold();
    expect((await run("held-mails", [])).output).toMatch(/^passwordChanged: 1, the oldest of \S+Z\n1 mail held\.\n$/);
    expect((await run("held-mails", ["drop"])).output).toContain("1 mail dropped.");
    await hold();
    expect((await run("held-mails", ["release"])).output).toContain("1 mail released.");
    expect((await client.query("SELECT due_at <= now() AS due FROM outbox")).rows).toEqual([{ due: true }]);
    await client.end();
  });
});
