import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { projectRoot } from "../../src/core/project-root.js";
import { ask } from "../support/app.js";
import { asAdmin, dropDatabase, newDatabaseUrl } from "../support/database.js";
import { endPrograms, startIno, type ServiceProcess } from "../support/process.js";

afterEach(endPrograms);

const closed = {
  NODE_ENV: "production",
  AUTH_SECRET: "a secret for tests, long enough to be one",
  SMTP_URL: "smtp://127.0.0.1:1",
  PORT: "0",
  LOG_LEVEL: "info",
};
/** As a line of the log says it, which is JSON. */
const urlOf = async (service: ServiceProcess) => (await service.prints(/"url":"(http:[^"]+)"/))[1]!;
const statusOf = async (address: string) => (await fetch(address)).status;

describe("a service in production", () => {
  it("does not start without a secret and without a mail server or an issuer: it lists both, and ends", async () => {
    const service = startIno(["start"], { NODE_ENV: "production", PORT: "many" });
    expect(await service.exit).toBe(1);
    expect(service.output()).toMatch(/^The configuration is not usable:\n/);
    for (const name of ["PORT", "AUTH_SECRET", "SMTP_URL"])
      expect(service.output()).toMatch(new RegExp(`^  ${name}: `, "m"));
    expect(service.output()).toMatch(/OIDC_ISSUER/);
    expect(service.output()).not.toMatch(/\n +at /);
  });

  describe("on a database", () => {
    let url: string;
    beforeAll(async () => {
      url = await newDatabaseUrl();
    });
    afterAll(() => dropDatabase(url));
    const start = (env: Record<string, string> = {}) => startIno(["start"], { ...closed, DATABASE_URL: url, ...env });

    it("has health on its port, and neither /metrics nor GraphiQL", async () => {
      const service = start();
      const address = await urlOf(service);
      const statuses: Record<string, number> = {};
      for (const path of ["/healthz", "/readyz", "/metrics", "/graphiql", "/graphiql/start.js"])
        statuses[path] = await statusOf(`${address}${path}`);
      expect(statuses).toEqual({
        ...{ "/healthz": 200, "/readyz": 200 },
        ...{ "/metrics": 404, "/graphiql": 404, "/graphiql/start.js": 404 },
      });
      expect(service.output()).toContain('"metricsUrl":null');
      expect((await ask(address, "{ members { totalCount } }")).data.members.totalCount).toBe(0);
    });

    it("has /metrics on a port of its own when that is set, and nothing else there", async () => {
      const service = start({ METRICS_PORT: "0", GRAPHIQL: "on" });
      const address = await urlOf(service);
      const metrics = (await service.prints(/"metricsUrl":"(http:\/\/127\.0\.0\.1:\d+\/metrics)"/))[1]!;
      expect(await (await fetch(metrics)).text()).toMatch(/^ino_event_unread 0$/m);
      for (const path of ["/graphql?query={__typename}", "/graphiql", "/readyz", "/export/x"])
        expect([path, await statusOf(new URL(path, metrics).href)]).toEqual([path, 404]);
      expect([await statusOf(`${address}/metrics`), await statusOf(`${address}/graphiql`)]).toEqual([404, 200]);
      service.child.kill("SIGTERM");
      await service.endsWell();
    });

    it("names the variable when that port is in use", async () => {
      const port = new URL((await start({ METRICS_PORT: "0" }).prints(/"metricsUrl":"(http:[^"]+)"/))[1]!).port;
      const second = start({ METRICS_PORT: port, LOG_LEVEL: "silent" });
      expect(await second.exit).toBe(1);
      expect(second.output()).toBe(`127.0.0.1:${port} is in use (EADDRINUSE): set METRICS_PORT.\n`);
    });
  });
});

describe("the role that docker/create-role.sh makes", () => {
  const role = `ino_plain_${process.pid}`;
  const url = new URL(process.env.TEST_POSTGRES_URL!);
  beforeAll(async () => {
    const script = readFileSync(join(projectRoot, "docker/create-role.sh"), "utf8");
    const statements = /<<'SQL'\n(.*)\nSQL\n/s.exec(script)![1]!;
    expect(statements.match(/\bino\b/g)).toHaveLength(4);
    for (const statement of statements
      .replaceAll(/\bino\b/g, role)
      .replace(":'password'", "'geheim'")
      .split(";\n"))
      await asAdmin(statement);
    Object.assign(url, { username: role, password: "geheim", pathname: `/${role}` });
  });
  afterAll(async () => {
    await dropDatabase(url.href);
    await asAdmin(`DROP ROLE ${role}`);
  });

  it("is no superuser and can do nothing outside its database", async () => {
    const { rows } = await asAdmin(`SELECT * FROM pg_roles WHERE rolname = '${role}'`);
    expect(rows).toMatchObject([
      {
        ...{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false, rolbypassrls: false },
        rolcanlogin: true,
      },
    ]);
    const { rows: groups } = await asAdmin(
      `SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = '${role}'`,
    );
    expect(groups).toEqual([]);
    const client = new pg.Client(url.href);
    await client.connect();
    for (const statement of ["CREATE DATABASE x", "CREATE ROLE x", "COPY (SELECT 1) TO PROGRAM 'true'", "CHECKPOINT"])
      await expect(client.query(statement)).rejects.toMatchObject({ code: "42501" });
    await client.end();
  });

  it("is enough for the migrations, the import, the service and its partitions", async () => {
    const env = { ...closed, DATABASE_URL: url.href };
    const migrate = startIno(["migrate"], env);
    expect([await migrate.exit, migrate.output()]).toEqual([0, expect.stringMatching(/^Applied: /)]);
    const imported = startIno(["import", "demo"], env);
    expect([await imported.exit, imported.output()]).toEqual([
      0,
      expect.stringMatching(/^12 files +\d+ +\d+ +0 +0 +0 +0$/m),
    ]);
    const token = startIno(["token", "lotte.peeters@demo.example", "ADMIN"], env);
    expect(await token.exit).toBe(0);
    const service = startIno(["start"], env);
    const address = await urlOf(service);
    const posted = await ask(
      address,
      `mutation { postIdea(input: {kind: IDEA, title: "t", body: "b", themes: []}) { idea { id } userErrors { code } } }`,
      {},
      token.output().trim().split("\n").at(-1),
    );
    expect(posted.data.postIdea).toEqual({ idea: { id: expect.any(String) }, userErrors: [] });
    expect(await statusOf(`${address}/readyz`)).toBe(200);
    const client = new pg.Client(url.href);
    await client.connect();
    // Those of this month and of the next ones, beside the one of the migrations.
    const partitions = `SELECT 1 FROM pg_inherits WHERE inhparent = 'event'::regclass`;
    expect((await client.query(partitions)).rowCount).toBeGreaterThan(1);
    await client.end();
    service.child.kill("SIGTERM");
    await service.endsWell();
    // Four programs, one after the other.
  }, 180_000);
});
