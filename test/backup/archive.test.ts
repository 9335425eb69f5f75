import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFile, readdir, truncate, writeFile, stat } from "node:fs/promises";
import pg from "pg";
import { ArchiveWriter } from "../../src/backup/archive-writer.js";
import { readArchive } from "../../src/backup/archive-reader.js";
import { checkBackup } from "../../src/backup/check-backup.js";
import { createBackup } from "../../src/backup/create-backup.js";
import { manifestName, type Manifest } from "../../src/backup/manifest.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { fillTables } from "../support/fill-tables.js";
import { Backups } from "./backups.js";

const backups = new Backups();
let url: string;
let file: string;
beforeAll(async () => {
  await backups.begin();
  url = await newDatabaseUrl();
  const client = new pg.Client(url);
  await client.connect();
  await fillTables(client);
  await client.end();
  file = await backups.of(url);
});
afterAll(async () => {
  await dropDatabase(url);
  await backups.remove();
});

const check = (other: string) => checkBackup({ file: other, key: backups.key });

/** The same backup with other entries, encrypted for the same key. */
async function rewritten(change: (entries: Map<string, Buffer>) => void): Promise<string> {
  const entries = new Map<string, Buffer>();
  for await (const { name, bytes } of readArchive({ file, key: backups.key })) entries.set(name, bytes);
  change(entries);
  const other = backups.newFile();
  const writer = await ArchiveWriter.create(other, backups.key);
  for (const [name, bytes] of entries) await writer.add(name, bytes);
  await writer.finish();
  return other;
}

const withManifest =
  (change: (manifest: Manifest) => void) =>
  (entries: Map<string, Buffer>): void => {
    const manifest = JSON.parse(entries.get(manifestName)!.toString()) as Manifest;
    change(manifest);
    entries.set(manifestName, Buffer.from(JSON.stringify(manifest)));
  };

describe("a backup", () => {
  it("lists every table with its rows, the migrations, sequences and partitions", async () => {
    const manifest = await check(file);
    expect(manifest.tables.find(({ name }) => name === "member")).toMatchObject({ rows: 3 });
    expect(manifest.migrations.at(-1)).toMatch(/^\w+1764\d{9}$/);
    expect(manifest.sequences.map(({ name }) => name)).toEqual([
      "enrolment_queue",
      "event_position",
      "registration_queue",
    ]);
    expect(manifest.partitions).toEqual([{ table: "event", name: "event_first", from: "1", to: expect.any(String) }]);
  });

  it("is not readable without the key, and nobody but its owner may read the file", async () => {
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 21).toString()).toBe("age-encryption.org/v1");
    expect(bytes.includes("member-name")).toBe(false);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("is never written over another file, and leaves no draft when it fails", async () => {
    await expect(createBackup({ url, file, key: backups.key, serviceVersion: "test" })).rejects.toThrow(
      "exists already",
    );
    expect((await readdir(backups.folder)).filter((name) => name.includes("partial"))).toEqual([]);
    await expect(
      createBackup({ url, file: `${backups.folder}/nowhere/x`, key: backups.key, serviceVersion: "test" }),
    ).rejects.toThrow("There is no file or folder");
  });
});

describe("a damaged backup is refused, before anything is written", () => {
  it.each([0, 0.2, 0.5, 0.9, 1])("with a changed byte at %s of its length", async (share) => {
    const bytes = await readFile(file);
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
    bytes[at] = bytes[at]! ^ 1;
    const other = backups.newFile();
    await writeFile(other, bytes);
    await expect(check(other)).rejects.toThrow(/is no backup, or was cut off or changed|another key/);
    const target = await backups.emptyDatabase();
    await expect(backups.restore(other, target)).rejects.toThrow();
    const client = new pg.Client(target);
    await client.connect();
    expect((await client.query("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace")).rows).toEqual([]);
    await client.end();
  });

  it.each([0, 1, 0.3, 0.7, -1])("cut off after %s", async (share) => {
    const other = backups.newFile();
    const bytes = await readFile(file);
    await writeFile(other, bytes);
    await truncate(other, share < 0 ? bytes.length + share : share === 1 ? 1 : Math.floor(bytes.length * share));
    await expect(check(other)).rejects.toThrow("is no backup, or was cut off or changed");
  });

  it.each<[string, (entries: Map<string, Buffer>) => void]>([
    ["another row", (entries) => entries.set("tables/theme/000001.copy", Buffer.from("x\n"))],
    ["a missing table", (entries) => entries.delete("tables/member/000001.copy")],
    ["no manifest", (entries) => entries.delete(manifestName)],
    ["an entry after the manifest", (entries) => entries.set("tables/theme/000002.copy", Buffer.from("x\n"))],
    ["a table that is not in the manifest", withManifest(({ tables }) => void tables.pop())],
    [
      "a name that is a statement",
      withManifest((manifest) => (manifest.tables[0]!.name = 'x"; DROP TABLE member; --')),
    ],
    ["a newer format", withManifest((manifest) => (manifest.format = 2 as 1))],
  ])("with %s", async (_, change) => {
    await expect(check(await rewritten(change))).rejects.toThrow("is no backup, or was cut off or changed");
  });

  it("of a newer version of the service", async () => {
    const other = await rewritten(withManifest(({ migrations }) => void migrations.push("Later1999000000001")));
    await expect(backups.restored(other)).rejects.toThrow("of a newer version of the service");
  });
});
