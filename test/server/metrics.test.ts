import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { createLogger } from "../../src/logger.js";
import { testApp, type TestApp } from "../support/app.js";
import { once as answerOf } from "../support/follow.js";
import { builders } from "../support/builders.js";
import { allSent, openMailbox, type Mailbox } from "../support/mailbox.js";

interface Line {
  level: number;
  msg: string;
  path?: string;
}

let mailbox: Mailbox;
let app: TestApp;
const lines: Line[] = [];
beforeAll(async () => {
  mailbox = await openMailbox();
  const log = createLogger("debug", { write: (line) => void lines.push(JSON.parse(line) as Line) });
  app = await testApp(undefined, { smtpUrl: mailbox.url }, log);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

const metrics = async (): Promise<string> => (await fetch(`${app.url}/metrics`)).text();
/** The value of a figure, with its labels as they are printed; 0 when it is not there. */
async function figure(name: string): Promise<number> {
  const line = (await metrics()).split("\n").find((text) => text.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}
/** By how much a figure grows. */
async function growth(name: string, work: () => Promise<unknown>): Promise<number> {
  const before = await figure(name);
  await work();
  return (await figure(name)) - before;
}

describe("/metrics", () => {
  it("counts requests by route and status, with the time that they took", async () => {
    const labels = 'method="POST",route="/graphql"';
    expect(await growth(`ino_http_requests_total{${labels},status="200"}`, () => app.ask("{ __typename }"))).toBe(1);
    expect(await growth(`ino_http_requests_total{${labels},status="400"}`, () => app.ask("{ nothing }"))).toBe(1);
    expect(
      await growth('ino_http_request_duration_seconds_count{route="/graphql"}', () => app.ask("{ __typename }")),
    ).toBe(1);
    expect(await metrics()).toMatch(/^ino_http_request_duration_seconds_bucket\{le="0\.25",route="\/graphql"\} [1-9]/m);
  });

  it("has no path that a client wrote", async () => {
    await fetch(`${app.url}/made-up-by-a-client?x=y`);
    const text = await metrics();
    expect(text).not.toContain("made-up");
    expect(text).toContain('ino_http_requests_total{method="GET",route="unknown",status="404"} 1');
  });

  it("counts the errors of GraphQL by code, over HTTP and over WebSocket", async () => {
    const refused = 'ino_graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}';
    expect(await growth(refused, () => app.ask("{ nothing }"))).toBe(1);
    const ofField = 'ino_graphql_errors_total{code="FORBIDDEN"}';
    const { id } = await builders(app.services.database.source.manager).buildMember();
    const token = await app.tokenOf(id);
    const query = `{ auditTrail { totalCount } }`;
    const { errors } = await app.ask(query, {}, token);
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await growth(ofField, () => app.ask(query, {}, token))).toBe(1);
    expect(await growth(ofField, () => answerOf(app.socket(token), query).catch(() => undefined))).toBe(1);
  });

  it("counts operations on WebSockets, with the time that they took", async () => {
    expect(
      await growth("ino_websocket_operation_duration_seconds_count", () => answerOf(app.socket(), "{ __typename }")),
    ).toBe(1);
  });

  it("has the connections to the database, and who waits for one", async () => {
    const slow = Array.from({ length: 12 }, () => app.services.database.query(sql`SELECT pg_sleep(1)`));
    const text = await metrics();
    await Promise.all(slow);
    expect(text).toMatch(/^ino_database_connections\{pool="writes",state="used"\} 10$/m);
    expect(text).toMatch(/^ino_database_connections_limit\{pool="writes"\} 10$/m);
    expect(await figure('ino_database_connections_waited_for{pool="writes"}')).toBe(0);
    expect(Number(/^ino_database_connections_waited_for\{pool="writes"\} (\d+)$/m.exec(text)![1])).toBeGreaterThan(0);
  });

  it("has the failures in a row of each job, whether it runs, and how long it ran", async () => {
    const text = await metrics();
    for (const name of ["ino_job_failing", "ino_job_running", "ino_job_last_run_seconds"])
      expect(text).toMatch(new RegExp(`^${name}\\{job="mailer"\\} [\\d.e-]+$`, "m"));
  });
});

describe("mails", () => {
  const reset = async (): Promise<void> => {
    const { id } = await builders(app.services.database.source.manager).buildMember();
    const [account] = await app.services.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE member_id = ${id}`,
    );
    await app.ask(
      `mutation ($email: String!) { requestPasswordReset(input: {email: $email}) { userErrors { code } } }`,
      {
        email: account!.email,
      },
    );
  };
  const errors = () => lines.filter(({ level, msg }) => level === 50 && msg.startsWith("mails cannot be sent"));
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const retryNow = async (): Promise<void> => {
    await app.services.database.query(sql`UPDATE outbox SET due_at = now()`);
    app.services.mailer.wake();
  };

  it("that are sent are counted", async () => {
    expect(await growth("ino_mails_sent_total", () => reset().then(() => allSent(app)))).toBe(1);
    expect([await figure("ino_mails_failing"), await figure('ino_mails{state="waiting"}')]).toEqual([0, 0]);
  });

  it("that one recipient's server refuses for good say nothing about the others", async () => {
    mailbox.refuseWith(550);
    expect(
      await growth("ino_mails_failed_total", async () => {
        const before = await figure("ino_mails_failed_total");
        await reset();
        await until(async () => (await figure("ino_mails_failed_total")) > before);
      }),
    ).toBe(1);
    expect([await figure("ino_mails_failing"), errors()]).toEqual([0, []]);
    mailbox.refuseWith(null);
    await app.services.database.query(sql`DELETE FROM outbox`);
  });

  it("of which many are refused in a row cannot be sent, until one is", async () => {
    // What was refused before does not count after one that was sent.
    await reset();
    await allSent(app);
    mailbox.refuseWith(451);
    await reset();
    const before = await figure("ino_mails_failed_total");
    for (let failed = before; (await figure("ino_mails_failing")) === 0; failed++) {
      await until(async () => (await figure("ino_mails_failed_total")) > failed);
      await retryNow();
    }
    expect((await figure("ino_mails_failed_total")) - before).toBeGreaterThanOrEqual(10);
    expect(errors()).toHaveLength(1);
    mailbox.refuseWith(null);
    await retryNow();
    await allSent(app);
    expect(await figure("ino_mails_failing")).toBe(0);
    lines.length = 0;
  });

  it("that cannot be sent are a figure and one error in the log, until they can", async () => {
    await mailbox.down();
    await reset();
    await until(async () => (await figure("ino_mails_failing")) === 1);
    await reset();
    await until(async () => (await figure('ino_mails{state="waiting"}')) === 2);
    await until(async () => (await figure("ino_mails_failed_total")) >= 3);
    expect(errors()).toHaveLength(1);
    await app.services.database.query(sql`UPDATE outbox SET created_at = now() - interval '10 minutes'`);
    expect(await figure('ino_mails{state="failed"}')).toBe(2);
    expect(await figure("ino_mails_oldest_seconds")).toBeGreaterThanOrEqual(600);
    await mailbox.up();
    await retryNow();
    await allSent(app);
    expect([await figure("ino_mails_failing"), await figure('ino_mails{state="waiting"}')]).toEqual([0, 0]);
    expect(lines.filter(({ msg }) => msg === "mails can be sent again")).toHaveLength(1);
  });

  it("that are held, and those that are given up, are counted", async () => {
    const { database } = app.services;
    const put = (due: string, age: string) =>
      database.query(sql`INSERT INTO outbox (id, kind, payload, created_at, due_at)
        VALUES (${uuidv7()}, 'passwordChanged', ${JSON.stringify({ memberId: uuidv7() })}, now() - ${age}::interval, ${due}::timestamptz)`);
    await put("infinity", "1 day");
    expect([await figure('ino_mails{state="held"}'), await figure('ino_mails{state="waiting"}')]).toEqual([1, 0]);
    await database.query(sql`DELETE FROM outbox`);
    await mailbox.down();
    expect(
      await growth("ino_mails_dropped_total", async () => {
        await reset();
        await database.query(sql`UPDATE outbox SET created_at = now() - interval '25 hours'`);
        await retryNow();
        await until(async () => (await database.query(sql`SELECT 1 FROM outbox`)).length === 0);
      }),
    ).toBe(1);
    await mailbox.up();
  });

  it("are NaN where the database does not say, and the other figures are there", async () => {
    const { source } = app.services.database;
    await source.query("ALTER TABLE outbox RENAME TO outbox_away");
    try {
      const text = await metrics();
      expect(text).toMatch(/^ino_mails\{state="waiting"\} Nan$/im);
      expect(text).toMatch(/^ino_http_requests_total/m);
    } finally {
      await source.query("ALTER TABLE outbox_away RENAME TO outbox");
    }
  });
});

describe("the log", () => {
  it("has probes at the level debug, and other requests at info", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics"]) await (await fetch(`${app.url}${path}`)).text();
    await app.ask("{ __typename }");
    const levels = (path: string): number[] => [
      ...new Set(lines.filter((line) => line.msg === "request" && line.path === path).map(({ level }) => level)),
    ];
    expect(["/healthz", "/readyz", "/metrics", "/graphql"].map(levels)).toEqual([[20], [20], [20], [30]]);
  });
});
