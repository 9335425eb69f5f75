import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { keepAsking } from "../bench/faults/keep-asking.js";
import { ask } from "./support/app.js";
import { dropDatabase, newDatabaseUrl } from "./support/database.js";
import { followed } from "./support/follow.js";
import { endPrograms, startIno, type ServiceProcess } from "./support/process.js";
import { putUnstartedPostgres } from "./support/unstarted-postgres.js";
import { password } from "./support/passwords.js";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "ino-service-"));
});
afterEach(async () => {
  await endPrograms();
  await rm(dataDir, { recursive: true, force: true });
});

const ready = /GraphQL +(http:\/\/\S+)\/graphql/;
const start = (env: Record<string, string> = {}) =>
  startIno(["start"], { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn", ...env });
const urlOf = async (service: ServiceProcess) => (await service.prints(ready))[1]!;

describe("the service with its own PostgreSQL", () => {
  it("starts on an empty folder with the demo network, and prints a sign-in and a query that work", async () => {
    const service = start();
    const url = await urlOf(service);
    const [, query] = await service.prints(/Try +(\{.*\})\n/);
    const { data } = await ask(url, query!);
    expect(data.ideas).toMatchObject({ totalCount: 150, nodes: [{ title: expect.any(String) }, {}, {}] });
    const [, email, password] = await service.prints(/Demo sign-in (\S+) \/ (\S+)/);
    const signIn = await ask(
      url,
      `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }`,
      { input: { email, password } },
    );
    const suggested = await ask(
      url,
      `{ viewer { suggestedCollaborators { score explanation } } }`,
      {},
      signIn.data.signIn.session.accessToken as string,
    );
    expect(suggested.data.viewer.suggestedCollaborators).toHaveLength(10);
    const gatherings = await ask(
      url,
      `query ($now: DateTime!) { past: gatherings(filter: {until: $now}) { totalCount } coming: gatherings(filter: {from: $now}) { totalCount } }`,
      {
        now: new Date().toISOString(),
      },
    );
    expect(gatherings.data.past.totalCount + gatherings.data.coming.totalCount).toBe(46);
    expect(
      Math.min(gatherings.data.past.totalCount as number, gatherings.data.coming.totalCount as number),
    ).toBeGreaterThan(10);
    expect((await stat(join(dataDir, "postgres-password"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, "auth-secret"))).mode & 0o777).toBe(0o600);
    service.child.kill("SIGTERM");
    await service.endsWell();
  });

  it("refuses a second start on the same folder, and says what to do", async () => {
    await putUnstartedPostgres(dataDir);
    const first = start({ DEMO: "off" });
    const url = await urlOf(first);
    const second = start();
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(dataDir);
    expect(second.output()).toMatch(/DATABASE_URL/);
    expect(second.output()).not.toMatch(/\n +at /);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("ends in order on %s while it starts, PostgreSQL too", async (signal) => {
    await putUnstartedPostgres(dataDir);
    const service = start({ LOG_LEVEL: "info" });
    await service.prints(/started PostgreSQL/);
    service.child.kill(signal);
    await service.endsWell();
    await expect(stat(join(dataDir, "postgres/postmaster.pid"))).rejects.toThrow("ENOENT");
  });

  it("says in a line that its port is taken, and stops its PostgreSQL", async () => {
    await putUnstartedPostgres(dataDir);
    const first = start({ DEMO: "off" });
    const { port } = new URL(await urlOf(first));
    const elsewhere = await mkdtemp(join(tmpdir(), "ino-service-"));
    await putUnstartedPostgres(elsewhere);
    const second = start({ DATA_DIR: elsewhere, PORT: port, DEMO: "off" });
    expect(await second.exit).toBe(1);
    expect(second.output()).toBe(`127.0.0.1:${port} is in use (EADDRINUSE): set PORT.\n`);
    await expect(stat(join(elsewhere, "postgres/postmaster.pid"))).rejects.toThrow("ENOENT");
    await rm(elsewhere, { recursive: true });
  });

  it("is back with all that was acknowledged after a kill -9, on the PostgreSQL left behind", async () => {
    await putUnstartedPostgres(dataDir);
    const first = start({ DEMO: "off" });
    const firstUrl = await urlOf(first);
    const signUp = `mutation { signUp(input: {name: "Ada", email: "ada@test.example", password: "${password}"}) { session { accessToken } } }`;
    const token = (await ask(firstUrl, signUp)).data.signUp.session.accessToken as string;
    const post = (url: string, n: number) =>
      ask(
        url,
        `mutation { postIdea(input: {kind: IDEA, title: "${n}", body: "b", themes: []}) { idea { id } } }`,
        {},
        token,
      );
    for (let n = 0; n < 5; n++) await post(firstUrl, n);
    const postmaster = (await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n")[0];
    first.child.kill("SIGKILL");
    expect(await first.exit).toBe("SIGKILL");
    const second = start();
    const secondUrl = await urlOf(second);
    expect((await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n")[0]).toBe(postmaster);
    const { data } = await ask(secondUrl, `{ ideas(orderBy: OLDEST) { nodes { title } } viewer { email } }`, {}, token);
    expect(data).toEqual({
      ideas: { nodes: ["0", "1", "2", "3", "4"].map((title) => ({ title })) },
      viewer: { email: "ada@test.example" },
    });
    second.child.kill("SIGINT");
    await second.endsWell();
    await expect(stat(join(dataDir, "postgres/postmaster.pid"))).rejects.toThrow("ENOENT");
  });
});

describe("the service on a given database", () => {
  let url: string;
  beforeEach(async () => {
    url = await newDatabaseUrl("template0");
  });
  afterEach(() => dropDatabase(url));

  it("says in a line that the database cannot be reached", async () => {
    const service = start({ DATABASE_URL: "postgres://ino:x@127.0.0.1:1/ino" });
    expect(await service.exit).toBe(1);
    expect(service.output()).toMatch(/^The database of DATABASE_URL cannot be used: .*\n$/);
  });

  it("does not serve a database that is behind, and says which command brings it up to date", async () => {
    const early = start({ DATABASE_URL: url });
    expect(await early.exit).toBe(1);
    expect(early.output()).toBe("The database is behind this version of the service: run `npm run migrate` first.\n");
    const migrate = startIno(["migrate"], { DATABASE_URL: url });
    expect([await migrate.exit, migrate.output()]).toEqual([0, expect.stringMatching(/^Applied: /)]);
    const again = startIno(["migrate"], { DATABASE_URL: url });
    expect([await again.exit, again.output()]).toEqual([0, "The database is up to date.\n"]);
    const service = start({ DATABASE_URL: url });
    expect((await ask(await urlOf(service), "{ members { totalCount } }")).data.members.totalCount).toBe(0);
  });

  it("delivers between two processes, fails no request while it stops, and sends subscribers on", async () => {
    await startIno(["migrate"], { DATABASE_URL: url }).exit;
    const [one, two] = [start({ DATABASE_URL: url }), start({ DATABASE_URL: url })];
    const [oneUrl, twoUrl] = [await urlOf(one), await urlOf(two)];
    const signUp = `mutation { signUp(input: {name: "Ada", email: "ada@test.example", password: "${password}"}) { session { accessToken } } }`;
    const token = (await ask(oneUrl, signUp)).data.signUp.session.accessToken as string;
    const { liveCursor } = (await ask(twoUrl, "{ liveCursor }")).data;
    const client = createClient({
      url: `${twoUrl.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const closed = new Promise<number>((resolve) =>
      client.on("closed", (close) => resolve((close as { code: number }).code)),
    );
    const live = followed<{ ideaPosted: { idea: { title: string } } }>(
      client,
      `subscription ($after: String) { ideaPosted(after: $after) { idea { title } } }`,
      { after: liveCursor },
    );
    await ask(
      oneUrl,
      `mutation { postIdea(input: {kind: IDEA, title: "van één", body: "b", themes: []}) { idea { id } } }`,
      {},
      token,
    );
    expect((await live.has(1))[0]!.ideaPosted.idea.title).toBe("van één");

    const load = keepAsking(`${twoUrl}/graphql`, 8);
    await load.answered(40);
    two.child.kill("SIGTERM");
    await two.endsWell();
    expect(await closed).toBe(1001);
    expect(await load.failures).toEqual([]);
    expect((await fetch(`${oneUrl}/readyz`)).status).toBe(200);
  });

  it("serves new connections while it drains on SIGTERM, but is not ready; a second signal ends the delay", async () => {
    await startIno(["migrate"], { DATABASE_URL: url }).exit;
    const service = start({ DATABASE_URL: url, DRAIN_SECONDS: "300", LOG_LEVEL: "info" });
    const serviceUrl = await urlOf(service);
    expect((await fetch(`${serviceUrl}/readyz`)).status).toBe(200);
    service.child.kill("SIGTERM");
    await service.prints(/stopping/);
    const ready = await fetch(`${serviceUrl}/readyz`, { headers: { connection: "close" } });
    expect([ready.status, await ready.json()]).toEqual([503, { status: "stopping" }]);
    for (let n = 0; n < 3; n++)
      expect((await ask(serviceUrl, "{ members { totalCount } }")).data.members.totalCount).toBe(0);
    service.child.kill("SIGTERM");
    await service.endsWell();
  });
});

describe("a wrong configuration", () => {
  it("is told whole, and ends the start", async () => {
    const service = startIno(["start"], {
      PORT: "many",
      DATABASE_URL: "mysql://x",
      NODE_ENV: "production",
      DEMO: "maybe",
    });
    expect(await service.exit).toBe(1);
    for (const name of ["PORT", "DATABASE_URL", "DEMO"])
      expect(service.output()).toMatch(new RegExp(`^  ${name}: `, "m"));
  });
});
