import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Event } from "../../src/database/event.entity.js";
import { isUnavailable } from "../../src/database/database.js";
import { prepared } from "../../src/database/prepared-statements.js";
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
      const reads = Promise.all(Array.from({ length: 8 }, () => test.database.query(sql`SELECT 1 AS one`)));
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

describe("the event log", () => {
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
