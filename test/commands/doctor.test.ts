import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { v7 as uuidv7 } from "uuid";
import { checkExtensions, extensionsOf } from "../../src/commands/doctor/check-extensions.js";
import { examine } from "../../src/commands/doctor/examine.js";
import type { Finding } from "../../src/commands/doctor/finding.js";
import { readConfig } from "../../src/config.js";
import { checkFiles } from "../../src/commands/doctor/check-files.js";
import { checkSecret } from "../../src/commands/doctor/check-secret.js";
import { testApp, testConfig } from "../support/app.js";
import { asAdmin, dropDatabase, newDatabaseUrl, testDatabase, type TestDatabase } from "../support/database.js";
import { freePort } from "../support/free-port.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { ino } from "./programs.js";

const strong = "c0ffee5a9d1b47e2860f3d94ab7e1502fd6c38a7e92b4d10";
/** Nobody listens there. */
let closedPort: string;

let folder: string;
let network: TestDatabase;
let mailbox: Mailbox;
let env: Record<string, string>;
const servers: Server[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ino-doctor-"));
  network = await testDatabase();
  mailbox = await openMailbox();
  closedPort = String(await freePort());
  env = {
    DATABASE_URL: network.url,
    DATA_DIR: folder,
    AUTH_SECRET: strong,
    SMTP_URL: mailbox.url,
    PORT: closedPort,
  };
});
afterEach(() => servers.splice(0).forEach((server) => server.close()));
afterAll(async () => {
  await mailbox.down();
  await network.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is found, changed by these variables; everything that is not ok has a remedy. */
async function examined(changes: Record<string, string> = {}): Promise<Finding[]> {
  const changed = { ...env, ...changes };
  const config = readConfig(changed);
  const found: Finding[] = [];
  for await (const finding of examine({ config, env: changed, reach: () => Promise.resolve(config.databaseUrl!) }))
    found.push(finding);
  expect(found.filter(({ status, remedy }) => (status === "ok") !== (remedy === undefined))).toEqual([]);
  return found;
}
const about = (found: Finding[], name: string): Finding[] => found.filter((finding) => finding.about === name);

/** An issuer that answers with this metadata. */
async function issuer(metadata: (url: string) => object): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url!.endsWith("/keys") ? { keys: [{ kty: "RSA" }] } : metadata(url())));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return url();
}

describe("ino doctor", () => {
  it("prints a line for each finding, without colours, with the remedy below, and ends with 0", async () => {
    const { code, out, err } = await ino(["doctor"], env);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^ok {7}configuration {2}\d+ of \d+ variables are set/);
    expect(out).toMatch(/^warning {2}configuration {2}BACKUP_KEY is not set.*\n {24}→ Set BACKUP_KEY;/m);
    expect(out).toMatch(/\n\d+ ok, \d+ warnings?, 0 problems\.\n$/);
    expect(out).not.toContain("\x1b");
  });

  it("ends with 1 when there is a problem", async () => {
    const { code, out } = await ino(["doctor"], { ...env, DATABASE_URL: `postgresql://127.0.0.1:${closedPort}/ino` });
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^problem {2}database.*ECONNREFUSED.*\n +→ Start PostgreSQL/m),
    ]);
  });

  it("lists every problem of the configuration", async () => {
    const { code, out } = await ino(["doctor"], { ...env, PORT: "many", SMTP_URL: "mail.example.org" });
    expect(code).toBe(1);
    expect([...out.matchAll(/^problem +configuration +(\w+):/gm)].map(([, name]) => name)).toEqual([
      "PORT",
      "SMTP_URL",
    ]);
  });

  it("says of each part that it is well", async () => {
    const found = await examined();
    expect(found.filter(({ status }) => status === "problem")).toEqual([]);
    for (const [name, text] of [
      ["AUTH_SECRET", /as strong as a random one/],
      ["files", /DATA_DIR is /],
      ["disk", /MiB are free/],
      ["database", /PostgreSQL \d+\.\d+ as \S+, \d+ MiB, without TLS/],
      ["clock", /the same/],
      ["migrations", /all \d+ are applied/],
      ["mails", /0 wait, none failed/],
      ["mail server", /127\.0\.0\.1:\d+ answers/],
      ["OIDC issuer", /none is configured/],
      ["service", /none runs at http:\/\/127\.0\.0\.1:\d+/],
    ] as const)
      expect([name, about(found, name)]).toContainEqual(
        expect.arrayContaining([expect.objectContaining({ status: "ok", text: expect.stringMatching(text) })]),
      );
  });

  it("warns of what is for trials, and of what production misses", async () => {
    expect(about(await examined(), "configuration")).toContainEqual(
      expect.objectContaining({ status: "warning", text: expect.stringContaining("NODE_ENV is not production") }),
    );
    const production = await examined({
      NODE_ENV: "production",
      PUBLIC_URL: "http://ino.example.org",
      ALLOWED_ORIGINS: "*",
    });
    const warnings = about(production, "configuration").map(({ text }) => text);
    for (const text of ["PUBLIC_URL begins with http://", "ALLOWED_ORIGINS is *", "BACKUP_KEY is not set"])
      expect(warnings).toContainEqual(expect.stringContaining(text));
    const proxied = await examined({ NODE_ENV: "production", PUBLIC_URL: "https://ino.example.org" });
    expect(about(proxied, "configuration")).toContainEqual(
      expect.objectContaining({ status: "warning", text: expect.stringContaining("TRUSTED_PROXIES is not set") }),
    );
  });

  describe("on the database", () => {
    const urlWith = (change: (url: URL) => void): string => {
      const url = new URL(network.url);
      change(url);
      return url.href;
    };

    it.each<[string, (url: URL) => void, RegExp, RegExp]>([
      ["that nobody listens", (url) => (url.port = closedPort), /ECONNREFUSED/, /Start PostgreSQL, or correct host/],
      ["an unknown host", (url) => (url.hostname = "none.invalid"), /ENOTFOUND|EAI_AGAIN/, /Correct the host/],
      ["a wrong password", (url) => (url.password = "wrong"), /28P01/, /Correct the name and the password/],
      ["that it is missing", (url) => (url.pathname = "/none"), /3D000/, /Create the database/],
      ["no TLS", (url) => url.searchParams.set("sslmode", "verify-full"), /does not support SSL/, /Turn on TLS/],
    ])("finds %s", async (_what, change, text, remedy) => {
      const found = await examined({ DATABASE_URL: urlWith(change) });
      expect(about(found, "database")).toEqual([
        {
          status: "problem",
          about: "database",
          text: expect.stringMatching(text),
          remedy: expect.stringMatching(remedy),
        },
      ]);
      // The others are checked all the same.
      expect(about(found, "mail server")).toMatchObject([{ status: "ok" }]);
    });

    it("finds that transactions are read-only", async () => {
      const url = urlWith(({ searchParams }) => searchParams.set("options", "-c default_transaction_read_only=on"));
      const found = await examined({ DATABASE_URL: url });
      expect(about(found, "database")).toContainEqual(
        expect.objectContaining({ status: "problem", text: "transactions are read-only by default" }),
      );
    });

    it("finds pending migrations, an empty database, and one of a newer version", async () => {
      const empty = await newDatabaseUrl("template0");
      expect(about(await examined({ DATABASE_URL: empty }), "migrations")).toEqual([
        { status: "problem", about: "migrations", text: "the database is empty", remedy: "Run: ino migrate" },
      ]);
      await dropDatabase(empty);
      const { source } = network.database;
      const [last] = await source
        .query<{ name: string }[]>(
          "UPDATE migrations SET name = 'Newer' || name WHERE id = (SELECT max(id) FROM migrations) RETURNING name",
        )
        .then((result) => result[0] as unknown as { name: string }[]);
      const name = last!.name.replace("Newer", "");
      try {
        expect(about(await examined(), "migrations")).toMatchObject([
          { status: "problem", text: `1 are pending: ${name}` },
        ]);
        await source.query("INSERT INTO migrations (timestamp, name) VALUES (0, $1)", [name]);
        expect(about(await examined(), "migrations")).toMatchObject([
          { status: "warning", text: `the database is of a newer version, with Newer${name}` },
        ]);
      } finally {
        await source.query("DELETE FROM migrations WHERE timestamp = 0");
        await source.query("UPDATE migrations SET name = $1 WHERE name = $2", [name, `Newer${name}`]);
      }
    });

    it("finds a superuser, and a role without the tables and without rights", async () => {
      const role = `ino_doctor_${process.pid}`;
      expect(about(await examined(), "database")).toContainEqual(
        expect.objectContaining({ status: "warning", text: expect.stringMatching(/is a superuser$/) }),
      );
      await asAdmin(`CREATE ROLE ${role} LOGIN PASSWORD 'geheim'`);
      try {
        const name = new URL(network.url).pathname.slice(1);
        await asAdmin(`REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
        for (const table of ["migrations", "outbox"])
          await network.database.source.query(`GRANT SELECT ON ${table} TO ${role}`);
        const found = await examined({
          DATABASE_URL: urlWith((url) => Object.assign(url, { username: role, password: "geheim" })),
        });
        const lines = about(found, "database").map(({ status, text }) => `${status} ${text}`);
        for (const line of [
          "problem .* may not create tables",
          "problem .* does not own \\d+",
          "warning .* temporary tables",
        ])
          expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${line}`)));
        expect(lines.join("\n")).not.toContain("superuser");
      } finally {
        await network.database.source.query(`DROP OWNED BY ${role}`);
        await asAdmin(`DROP ROLE ${role}`);
      }
    });

    it("finds that its clock is another", async () => {
      const { source } = network.database;
      await source.query(`CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql
        AS $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$`);
      try {
        const url = urlWith(({ searchParams }) => searchParams.set("options", "-c search_path=public,pg_catalog"));
        expect(about(await examined({ DATABASE_URL: url }), "clock")).toMatchObject([
          { status: "problem", text: expect.stringMatching(/^the database's clock is (3600|3599)\.\d s ahead of/) },
        ]);
      } finally {
        await source.query("DROP FUNCTION public.clock_timestamp()");
      }
    });

    it("finds mails that failed, that wait for long, and that are held", async () => {
      const { source } = network.database;
      const put = (attempts: number, age: string, due: string) =>
        source.query(
          `INSERT INTO outbox (id, kind, payload, attempts, created_at, due_at)
           VALUES ($1, 'passwordChanged', '{}', $2, now() - $3::interval, $4::timestamptz)`,
          [uuidv7(), attempts, age, due],
        );
      try {
        await put(0, "30 minutes", "now");
        expect(about(await examined(), "mails")).toMatchObject([
          { status: "warning", text: "1 wait, the oldest for 30 minutes" },
        ]);
        await put(3, "1 minute", "now");
        await put(0, "1 day", "infinity");
        expect(about(await examined(), "mails")).toMatchObject([
          { status: "warning", text: "1 of 2 that wait could not be sent before, the oldest for 30 minutes" },
          { status: "warning", text: "1 are held since a restore" },
        ]);
      } finally {
        await source.query("DELETE FROM outbox");
      }
    });

    it("does not make the embedded PostgreSQL", async () => {
      const found = await examined({ DATABASE_URL: "", DATA_DIR: join(folder, "none") });
      expect(about(found, "database")).toMatchObject([{ status: "ok", text: expect.stringContaining("first start") }]);
      expect(about(found, "files")).toMatchObject([{ status: "ok", text: expect.stringContaining("first start") }]);
    });
  });

  describe("on the mail server", () => {
    it("finds that nobody listens, and that it is none", async () => {
      expect(about(await examined({ SMTP_URL: `smtp://127.0.0.1:${closedPort}` }), "mail server")).toMatchObject([
        { status: "problem", text: expect.stringContaining("ECONNREFUSED"), remedy: expect.stringContaining("port") },
      ]);
      expect(about(await examined({ SMTP_URL: "" }), "mail server")).toMatchObject([
        { status: "warning", text: expect.stringContaining("reach nobody") },
      ]);
    });

    it("finds a wrong password, and never prints it", async () => {
      const server = new SMTPServer({
        disabledCommands: ["STARTTLS"],
        authOptional: true,
        onAuth: (_auth, _session, done) => done(new Error("no")),
      });
      server.on("error", () => undefined);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.server.address() as AddressInfo;
      const found = await examined({ SMTP_URL: `smtp://ino:geheim@127.0.0.1:${port}` });
      expect(about(found, "mail server")).toMatchObject([
        { status: "problem", text: expect.stringContaining("EAUTH"), remedy: expect.stringContaining("password") },
      ]);
      expect(JSON.stringify(found)).not.toContain("geheim");
      await new Promise<void>((resolve) => server.close(resolve));
    });
  });

  describe("on the issuer", () => {
    const examinedWith = async (url: string, more: Record<string, string> = {}) =>
      about(await examined({ OIDC_ISSUER: url, OIDC_AUDIENCE: "ino", ...more }), "OIDC issuer");

    it("finds that it answers, and what is missing for sign-ins", async () => {
      const url = await issuer((own) => ({ issuer: own, jwks_uri: `${own}/keys`, scopes_supported: ["openid"] }));
      expect(await examinedWith(url)).toEqual([
        { status: "ok", about: "OIDC issuer", text: `${url} answers, and calls itself so` },
      ]);
      expect(await examinedWith(url, { OIDC_CLIENT_ID: "ino" })).toMatchObject([
        { status: "ok" },
        { status: "problem", text: expect.stringContaining("no authorization_endpoint and no token_endpoint") },
        { status: "warning", text: expect.stringContaining("does not list email, profile") },
      ]);
    });

    it("finds that it has another name, and that nobody answers", async () => {
      const url = await issuer((own) => ({ issuer: `${own}/realm`, jwks_uri: `${own}/keys` }));
      expect(await examinedWith(url)).toMatchObject([
        {
          status: "problem",
          text: expect.stringContaining(`"${url}/realm"`),
          remedy: expect.stringContaining("exactly"),
        },
      ]);
      expect(await examinedWith(`http://127.0.0.1:${closedPort}`)).toMatchObject([
        { status: "problem", text: expect.stringContaining("cannot be read") },
      ]);
    });
  });

  describe("on the service", () => {
    it("finds that it runs, and how its jobs go", async () => {
      const app = await testApp(network.url);
      try {
        const port = new URL(app.url).port;
        const found = await examined({ PORT: port });
        expect(about(found, "service")).toMatchObject([{ status: "ok", text: `ready at ${app.url}` }]);
        expect(about(found, "jobs")).toMatchObject([
          { status: "ok", text: expect.stringMatching(/^\d+ jobs, .*none failing/) },
        ]);
        const hidden = await examined({ PORT: port, METRICS_PORT: closedPort });
        expect(about(hidden, "jobs")).toMatchObject([
          { status: "warning", text: expect.stringContaining("cannot be checked") },
        ]);
        app.leave();
        expect(about(await examined({ PORT: port }), "service")).toMatchObject([
          { status: "problem", text: expect.stringContaining("(503): stopping") },
        ]);
      } finally {
        await app.end();
      }
    });

    it("finds a job that fails, and mails that cannot be sent", async () => {
      const server = createServer((request, response) =>
        response.end(
          request.url === "/readyz"
            ? '{"status":"ready"}'
            : 'ino_job_failing{job="mailer"} 4\nino_job_failing{job="retention"} 0\nino_mails_failing 1\n',
        ),
      );
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const found = await examined({ PORT: String((server.address() as AddressInfo).port) });
      expect(about(found, "jobs")).toMatchObject([
        { status: "warning", text: "mailer failed 4 times in a row" },
        { status: "problem", text: "the service cannot send mails" },
      ]);
    });

    it("finds another program on its port", async () => {
      const server = createServer((_request, response) => response.end("<html>"));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const found = await examined({ PORT: String((server.address() as AddressInfo).port) });
      expect(about(found, "service")).toMatchObject([
        { status: "warning", text: expect.stringContaining("another program") },
      ]);
    });
  });
});

describe("the check of extensions", () => {
  class Trigrams implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    }
    down = (): Promise<void> => Promise.resolve();
  }

  it("knows those that the migrations create", () => {
    expect(extensionsOf([Trigrams, Trigrams])).toEqual(["pg_trgm"]);
  });

  it("finds those that PostgreSQL does not have, and those that the role may not create", async () => {
    const role = `ino_extensions_${process.pid}`;
    await asAdmin(`CREATE ROLE ${role} LOGIN PASSWORD 'geheim'`);
    const client = new pg.Client(Object.assign(new URL(network.url), { username: role, password: "geheim" }).href);
    await client.connect();
    try {
      expect(await checkExtensions(client, [])).toEqual([]);
      expect(await checkExtensions(client, ["plpgsql"])).toMatchObject([{ status: "ok" }]);
      expect(await checkExtensions(client, ["plpgsql", "not_there"])).toMatchObject([
        { status: "problem", text: "PostgreSQL has no not_there" },
      ]);
      const { rows } = await client.query<{ name: string }>(
        "SELECT name FROM pg_available_extensions WHERE installed_version IS NULL LIMIT 1",
      );
      // A PostgreSQL without additional modules has none.
      for (const { name } of rows)
        expect(await checkExtensions(client, [name])).toMatchObject([
          { status: "problem", remedy: `As administrator: CREATE EXTENSION ${name};` },
        ]);
    } finally {
      await client.end();
      await asAdmin(`DROP ROLE ${role}`);
    }
  });
});

describe("the check of the secret", () => {
  const statuses = (authSecret: string | undefined, more: object = {}): string[] =>
    checkSecret({ ...testConfig("postgres://x"), authSecret, ...more }).map(({ status }) => status);

  it.each([
    ["openssl rand -hex 32", strong, "ok"],
    ["one character", "x".repeat(40), "warning"],
    ["two words again and again", "abcabcabcabcabcabcabcabcabcabcabc", "warning"],
    ["a sentence about a secret", "this is our secret, please change it now", "warning"],
    ["an example", "Example-7f3k9q2m8x5c1v6b4n0z-Example", "warning"],
    ["none, with a database of its own", undefined, "warning"],
  ])("%s", (_what, secret, status) => {
    expect(statuses(secret)).toEqual([status]);
  });

  it("counts the generated one of the embedded database, and looks at the secret before as well", () => {
    expect(statuses(undefined, { databaseUrl: undefined })).toEqual(["ok"]);
    expect(statuses(strong, { previousAuthSecret: "x".repeat(32) })).toEqual(["warning", "ok"]);
    expect(statuses(strong, { previousAuthSecret: strong })).toEqual(["ok", "ok"]);
  });
});

describe("the check of the files", () => {
  it("finds secrets that others can read", async () => {
    const dataDir = mkdtempSync(join(folder, "files-"));
    const file = join(dataDir, "auth-secret");
    writeFileSync(file, strong, { mode: 0o600 });
    const config = { ...testConfig("postgres://x"), dataDir, erasureLog: join(dataDir, "erasures.log") };
    const statuses = async () =>
      (await checkFiles(config)).filter(({ about }) => about === "files").map(({ status }) => status);
    expect(await statuses()).toEqual(["ok"]);
    chmodSync(file, 0o644);
    expect((await checkFiles(config)).find(({ status }) => status === "warning")).toMatchObject({
      text: `other users can read ${file}`,
      remedy: `Run: chmod 600 ${file}`,
    });
  });

  const root = process.getuid?.() === 0;
  (root ? it.skip : it)(
    "finds a folder that cannot be written to (skipped as root, who may write everywhere)",
    async () => {
      const dataDir = join(folder, "locked");
      mkdirSync(dataDir, { mode: 0o500 });
      const found = await checkFiles({
        ...testConfig("postgres://x"),
        dataDir,
        erasureLog: join(dataDir, "erasures.log"),
      });
      expect(found.filter(({ status }) => status === "problem").map(({ about }) => about)).toEqual(["files", "files"]);
    },
  );
});
