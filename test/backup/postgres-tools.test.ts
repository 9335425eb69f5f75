import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { databaseSchema } from "../../src/app/database-schema.js";
import { chooseAccount } from "../../src/core/database/embedded/postgres-launcher.js";
import { migrate } from "../../src/core/database/migrate.js";
import { projectRoot } from "../../src/core/project-root.js";
import { fillTables } from "../support/fill-tables.js";
import { Backups } from "./backups.js";

/** Where Debian and its derivatives have the programs of the newest PostgreSQL that is installed. */
const bin = ((): string | undefined => {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, "bin"))
    .find((folder) => ["postgres", "pg_dump", "pg_basebackup"].every((program) => existsSync(join(folder, program))));
})();
const page = readFileSync(join(projectRoot, "docs/operations.md"), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(([, text]) => text!.trim());
const [dump, baseBackup] = blocks("sh").filter((text) => text.startsWith("pg_"));
const [archiving, recovery] = ["archive_mode", "restore_command"].map((setting) =>
  blocks("ini").find((text) => text.includes(setting)),
);

(bin === undefined ? describe.skip : describe)(
  "the operations page, with PostgreSQL's own tools (skipped where Debian's postgresql package is not installed)",
  () => {
    const backups = new Backups();
    let folder: string;
    let account: { uid: number; gid: number } | undefined;
    const servers = new Set<ChildProcess>();
    let port: number;
    let url: string;

    const local = (text: string): string =>
      text
        .replaceAll("/mnt/", `${folder}/`)
        .replace(" ino.dump", ` ${folder}/ino.dump`)
        .replace("=ino.dump", `=${folder}/ino.dump`);

    async function run(command: string, env: Record<string, string> = {}): Promise<void> {
      const options: SpawnOptions = { ...account, cwd: folder, env: { PATH: `${bin!}:${process.env.PATH}`, ...env } };
      const child = spawn("sh", ["-ec", local(command)], options);
      let output = "";
      for (const stream of [child.stdout!, child.stderr!])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const [code] = (await once(child, "close")) as [number];
      if (code !== 0) throw new Error(`${command}\n${output}`);
    }

    /** Starts a server on a data folder and waits until it takes statements. */
    async function start(data: string): Promise<ChildProcess> {
      const child = spawn(join(bin!, "postgres"), ["-D", data], { ...account, cwd: folder, stdio: "ignore" });
      servers.add(child);
      for (;;) {
        const client = new pg.Client(url);
        client.on("error", () => undefined);
        try {
          await client.connect();
          const { rows } = await client.query<{ ready: boolean }>("SELECT NOT pg_is_in_recovery() AS ready");
          if (rows[0]!.ready) return child;
        } catch (error) {
          if (child.exitCode !== null) throw error;
        } finally {
          await client.end().catch(() => undefined);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    async function stop(child: ChildProcess): Promise<void> {
      const end = once(child, "close");
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGINT");
        await end;
      }
      servers.delete(child);
    }

    const query = async <Row extends object>(at: string, text: string): Promise<Row[]> => {
      const client = new pg.Client(at);
      await client.connect();
      try {
        return (await client.query<Row>(text)).rows;
      } finally {
        await client.end();
      }
    };

    let server: ChildProcess;
    beforeAll(async () => {
      await backups.begin();
      folder = mkdtempSync(join(tmpdir(), "ino-tools-"));
      account = await chooseAccount([]);
      const probe = createServer();
      await once(probe.listen(0, "127.0.0.1"), "listening");
      ({ port } = probe.address() as AddressInfo);
      await new Promise((resolve) => probe.close(resolve));
      url = `postgresql://ino@127.0.0.1:${port}/postgres`;
      mkdirSync(join(folder, "wal"));
      for (const path of [folder, join(folder, "wal")]) if (account) chownSync(path, account.uid, account.gid);
      await run(`initdb -D ${folder}/data -U ino --auth=trust -E UTF8 --no-sync`);
      appendFileSync(
        join(folder, "data/postgresql.conf"),
        `\nport = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n${local(archiving!)}\n`,
      );
      server = await start(join(folder, "data"));
      await migrate(databaseSchema, url);
      const client = new pg.Client(url);
      await client.connect();
      await fillTables(client);
      await client.end();
    });
    afterAll(async () => {
      for (const child of servers) await stop(child);
      rmSync(folder, { recursive: true, force: true });
      await backups.remove();
    });

    it("copies a network by pg_dump and pg_restore", async () => {
      await query(url, "CREATE DATABASE restored");
      const restored = url.replace(/postgres$/, "restored");
      await run(dump!, { DATABASE_URL: url, RESTORED_DATABASE_URL: restored });
      const figures = "SELECT (SELECT count(*) FROM member) AS members, (SELECT max(position) FROM event) AS events";
      expect(await query(restored, figures)).toEqual(await query(url, figures));
      expect(await migrate(databaseSchema, restored)).toEqual([]);
    });

    it("backs up this server, and restores into another version of PostgreSQL", async () => {
      const manifest = await backups.restore(await backups.of(url), await backups.emptyDatabase());
      expect(manifest.tables.find(({ name }) => name === "member")!.rows).toBe(3);
    });

    it("recovers to a point in time by a base backup and the archived log", async () => {
      await run(baseBackup!, { DATABASE_URL: url });
      const add = (slug: string) =>
        query(url, `INSERT INTO theme (id, slug, label_nl) VALUES (gen_random_uuid(), '${slug}', 'x')`);
      await add("voor");
      const [{ time }] = (await query<{ time: string }>(url, "SELECT clock_timestamp()::text AS time")) as [
        { time: string },
      ];
      await add("na");
      await query(url, "SELECT pg_switch_wal()");
      // The log is archived before a clean end.
      await stop(server);
      const settings = local(recovery!).replace(/recovery_target_time = '.*'/, `recovery_target_time = '${time}'`);
      appendFileSync(join(folder, "base/postgresql.conf"), `\n${settings}\n`);
      await run("touch base/recovery.signal");
      server = await start(join(folder, "base"));
      expect(await query(url, "SELECT slug FROM theme WHERE slug IN ('voor', 'na')")).toEqual([{ slug: "voor" }]);
      // And on as a network: sessions end, erasures are applied again.
      await backups.restore(await backups.of(url), url, { mayReplace: true });
      expect(await query(url, "SELECT count(*)::int AS sessions FROM session")).toEqual([{ sessions: 0 }]);
    });
  },
);
