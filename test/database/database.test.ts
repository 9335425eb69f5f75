import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql, { raw } from "sql-template-tag";
import { databaseSchema } from "../../src/app/database-schema.js";
import { TcpProxy } from "../../bench/resume/tcp-proxy.js";
import { createDataSource } from "../../src/core/database/data-source.js";
import { Database } from "../../src/core/database/database.js";
import { Event } from "../../src/core/event-log/event.entity.js";
import { insertEvents } from "../../src/core/event-log/announce.js";
import { isUnavailable } from "../../src/core/database/failures.js";
import { prepared } from "../../src/core/database/prepared-statements.js";
import { asAdmin, testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const killConnections = () =>
  asAdmin(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${new URL(test.url).pathname.slice(1)}' AND application_name = 'ino'`,
  );

describe("the database", () => {
  it("answers reads although its connections are killed again and again", async () => {
    for (let n = 0; n < 20; n++) {
      const reads = Promise.all(Array.from({ length: 8 }, () => test.database.reads.query(sql`SELECT 1 AS one`)));
      await killConnections();
      for (const rows of await reads) expect(rows).toEqual([{ one: 1 }]);
    }
  });

  it("survives a connection killed in a transaction, and says that it may work later", async () => {
    const error: unknown = await test.database
      .transaction(async (manager) => {
        await manager.query("SELECT 1");
        await killConnections();
        await manager.query("SELECT 1");
      })
      .catch((reason: unknown) => reason);
    expect(isUnavailable(error)).toBe(true);
    expect(await test.database.transaction((manager) => manager.query("SELECT 2 AS two"))).toEqual([{ two: 2 }]);
  });

  it("ends a statement that takes too long", async () => {
    await expect(test.database.query(sql`SELECT pg_sleep(30)`)).rejects.toMatchObject({ code: "57014" });
  });

  it("prepares what is marked once a connection, and does without where that is lost", async () => {
    // Its own, as it has done without from then on; and one connection, so that it is told what that one knows.
    const own = await testDatabase();
    own.database.pool.options.max = 1;
    const known = () => own.database.query<{ name: string }>(sql`SELECT name FROM pg_prepared_statements`);
    const marked = (n: number) => own.database.query(prepared(sql`SELECT ${n}::int + 1 AS next`));
    expect(await marked(1)).toEqual([{ next: 2 }]);
    expect(await marked(2)).toEqual([{ next: 3 }]);
    expect(await own.database.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    expect(await known()).toHaveLength(1);
    // As a pooler of transactions does, which gives the next one another connection.
    await own.database.query(sql`DEALLOCATE ALL`);
    expect(await marked(3)).toEqual([{ next: 4 }]);
    expect(await marked(4)).toEqual([{ next: 5 }]);
    expect(await known()).toHaveLength(0);
    await own.drop();
  });

  it("repeats a transaction that met a deadlock", async () => {
    await test.database.query(sql`CREATE TABLE pair (id int PRIMARY KEY, n int NOT NULL)`);
    await test.database.query(sql`INSERT INTO pair VALUES (1, 0), (2, 0)`);
    let meeting = 0;
    let meet = (): void => undefined;
    const bothThere = new Promise<void>((resolve) => (meet = resolve));
    const add = (first: number, second: number) =>
      test.database.transaction(async (manager) => {
        await manager.query(`UPDATE pair SET n = n + 1 WHERE id = $1`, [first]);
        if (++meeting === 2) meet();
        if (meeting <= 2) await bothThere;
        await manager.query(`UPDATE pair SET n = n + 1 WHERE id = $1`, [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(await test.database.query(sql`SELECT n FROM pair`)).toEqual([{ n: 2 }, { n: 2 }]);
  });
});

describe("a statement whose connection is lost before its answer", () => {
  let proxy: TcpProxy;
  let behind: Database;
  beforeAll(async () => {
    proxy = await TcpProxy.open();
    const url = new URL(test.url);
    proxy.add(Number(url.port));
    [url.hostname, url.port] = ["127.0.0.1", `${proxy.port}`];
    const source = await createDataSource(databaseSchema, { url: url.href }).initialize();
    behind = new Database(source);
    await test.database.query(sql`CREATE TABLE sent (n int NOT NULL)`);
  });
  afterAll(async () => {
    await behind.close();
    await proxy.close();
  });
  const sent = async (n: number) => (await test.database.query(sql`SELECT FROM sent WHERE n = ${n}`)).length;

  it("is not sent again when it may write, and is an error that says that it may work later", async () => {
    await behind.query(sql`SELECT 1`);
    const lost = proxy.loseNextAnswer();
    const error: unknown = await behind.query(sql`INSERT INTO sent VALUES (1)`).catch((reason: unknown) => reason);
    await lost;
    expect(isUnavailable(error)).toBe(true);
    expect(await sent(1)).toBe(1);
  });

  it("is not sent again when it was a commit", async () => {
    let lost = Promise.resolve();
    let attempts = 0;
    const error: unknown = await behind
      .transaction(async (manager) => {
        attempts++;
        await manager.query("INSERT INTO sent VALUES (2)");
        lost = proxy.loseNextAnswer();
      })
      .catch((reason: unknown) => reason);
    await lost;
    expect([isUnavailable(error), attempts]).toEqual([true, 1]);
    expect(await sent(2)).toBe(1);
  });

  it("is sent again when it reads", async () => {
    await behind.reads.query(sql`SELECT 1`);
    const lost = proxy.loseNextAnswer();
    expect(await behind.reads.query(sql`SELECT n FROM sent ORDER BY n`)).toEqual([{ n: 1 }, { n: 2 }]);
    await lost;
  });
});

describe("the connection whose statements are repeated", () => {
  it.each([
    ["inserts", sql`INSERT INTO theme (id, slug, label_nl) VALUES (gen_random_uuid(), 'x', 'x')`],
    ["updates", sql`UPDATE theme SET slug = 'x'`],
    ["deletes", sql`DELETE FROM theme`],
    ["writes in a query", sql`WITH gone AS (DELETE FROM theme RETURNING 1) SELECT FROM gone`],
    ["locks rows", sql`SELECT FROM theme FOR UPDATE`],
    ["draws from a sequence", sql`SELECT nextval('registration_queue')`],
    ["creates a table", sql`CREATE TABLE written (n int)`],
  ])("refuses a statement that %s", async (_, statement) => {
    await expect(test.database.reads.query(statement)).rejects.toMatchObject({ code: "25006" });
  });
});

describe("a full disk", () => {
  it.each(["53100", "53200", "53300", "58030", "58000"])("is an error that may not last: %s", async (code) => {
    const raised = sql`DO ${raw(`$$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`)}`;
    const error: unknown = await test.database.query(raised).catch((reason: unknown) => reason);
    expect(isUnavailable(error)).toBe(true);
  });
});

describe("the last statement of a transaction", () => {
  const noted = () => test.database.query(sql`SELECT n FROM noted ORDER BY n`);
  beforeAll(() => test.database.query(sql`CREATE TABLE noted (n int PRIMARY KEY)`));

  it("goes to the server together with the commit, so that what it locks is not held over a round trip", async () => {
    const other = test.database.source.createQueryRunner();
    await other.startTransaction();
    await other.query("LOCK TABLE noted");
    const { logger } = test.database.source;
    const committed = new Promise<unknown>((resolve) => {
      const told = logger.logQuery.bind(logger);
      logger.logQuery = (text, ...rest) => {
        if (text === "COMMIT") resolve(text);
        told(text, ...rest);
      };
    });
    const made = test.database.transaction(
      async (manager) => {
        const client = (await manager.queryRunner!.connect()) as { pipeline: boolean };
        return client.pipeline;
      },
      () => sql`INSERT INTO noted VALUES (1)`,
    );
    // Sent although the statement before it still waits for the lock.
    await committed;
    await other.rollbackTransaction();
    await other.release();
    expect(await made).toBe(true);
    expect(await noted()).toEqual([{ n: 1 }]);
  });

  it("takes everything back when it fails, and is repeated with the rest after a deadlock", async () => {
    const twice = test.database.transaction(
      (manager) => manager.query("INSERT INTO noted VALUES (2)"),
      () => sql`INSERT INTO noted VALUES (2)`,
    );
    await expect(twice).rejects.toMatchObject({ driverError: { code: "23505" } });
    let attempts = 0;
    await test.database.transaction(
      async (manager) => {
        attempts++;
        await manager.query("INSERT INTO noted VALUES (3)");
      },
      () => (attempts === 1 ? sql`DO $$ BEGIN RAISE deadlock_detected; END $$` : sql`INSERT INTO noted VALUES (4)`),
    );
    expect(attempts).toBe(2);
    expect(await noted()).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
  });
});

describe("the event log", () => {
  it("keeps events that are written at once in their order", async () => {
    const ids = Array.from({ length: 50 }, () => randomUUID());
    const imported = { source: "test", file: "themes.csv", rows: 1 } as const;
    const events = ids.map((id) => ({ kind: "member.updated", subjectId: id, data: {} }) as const);
    await test.database.query(insertEvents([...events, { kind: "network.imported", subjectId: null, data: imported }]));
    const rows = await test.database.query<{ position: string; id: string | null; data: object }>(
      sql`DELETE FROM event RETURNING position, subject_id AS id, data`,
    );
    const written = rows.toSorted((one, other) => Number(one.position) - Number(other.position));
    expect(written.map(({ id }) => id)).toEqual([...ids, null]);
    expect(written.at(-1)!.data).toEqual(imported);
  });

  it("becomes visible in the order of its positions, however its transactions end", async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 40; n++) {
        const abandoned = new Error("abandoned");
        await test.database
          .transaction(async (manager) => {
            if (n % 3 === 0) await manager.query("SELECT pg_sleep(0.001)");
            await manager.insert(Event, { kind: "test", data: { writer } });
            if (n % 5 === 0) await manager.query("SELECT pg_sleep(0.002)");
            if (n % 7 === 0) throw abandoned;
          })
          .catch((error: unknown) => {
            if (error !== abandoned) throw error;
          });
      }
    });
    const seen: number[] = [];
    let done = false;
    const reader = (async () => {
      for (let last = false; !last;) {
        last = done;
        const rows = await test.database.query<{ position: string }>(
          sql`SELECT position FROM event WHERE position > ${seen.at(-1) ?? 0} ORDER BY position`,
        );
        seen.push(...rows.map((row) => Number(row.position)));
      }
    })();
    await Promise.all(writers);
    done = true;
    await reader;
    const all = await test.database.query<{ position: string }>(sql`SELECT position FROM event ORDER BY position`);
    expect(seen).toEqual(all.map((row) => Number(row.position)));
    expect(seen).toHaveLength(8 * 34);
  });
});
