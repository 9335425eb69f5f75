import pg from "pg";

/** What PostgreSQL must be started with to tell where its time goes. */
export const tellingSettings = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_planning": "on",
  track_wal_io_timing: "on",
};
const sampleEveryMs = 50;
const shownStatements = 12;

export interface StatementTime {
  statement: string;
  calls: number;
  /** Planning and execution, with what it waits for. */
  totalMs: number;
}

export interface ServerTime {
  statements: StatementTime[];
  fsyncs: number;
  fsyncMs: number;
  /** What the service's connections did, in shares of the moments in which one was not idle. */
  doing: Record<string, number>;
  /** What the one that held the log's lock did, in shares of all moments looked at. */
  holding: Record<string, number>;
  wakeUpsPerS: number;
}

const look = `
  SELECT CASE WHEN state <> 'active' THEN 'waits for the client'
      -- The two views are read one after the other: who holds it has just been given it.
      WHEN wait_event = 'advisory' AND held.pid IS NOT NULL THEN 'works'
      WHEN wait_event = 'advisory' THEN 'waits for the log''s lock'
      WHEN wait_event ILIKE 'WalSync' OR wait_event ILIKE 'WalWrite' THEN 'waits for the disk'
      WHEN wait_event = 'ClientRead' THEN 'waits for the client'
      WHEN wait_event IS NULL THEN 'works' ELSE 'waits for ' || wait_event END AS what,
    held.pid IS NOT NULL AS holds, count(*)::int AS count
  FROM pg_stat_activity
  LEFT JOIN (SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND granted) AS held USING (pid)
  WHERE application_name = 'ino' AND datname = current_database() AND state <> 'idle' GROUP BY 1, 2`;

/** Where PostgreSQL's time goes while `work` runs. The server was started with the settings above. */
export async function serverTimeOf<T>(url: string, work: () => Promise<T>): Promise<[T, ServerTime]> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  const ask = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
    (await client.query<Row>(text)).rows;
  const [doing, holding] = [new Map<string, number>(), new Map<string, number>()];
  let [samples, wakeUps] = [0, 0];
  client.on("notification", () => wakeUps++);
  try {
    await ask("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    await ask("LISTEN ino_event");
    await ask("SELECT pg_stat_statements_reset()");
    await ask("SELECT pg_stat_reset_shared('io')");
    const began = performance.now();
    let sampling = Promise.resolve();
    const timer = setInterval(() => {
      sampling = sampling.then(async () => {
        samples++;
        for (const { what, holds, count } of await ask<{ what: string; holds: boolean; count: number }>(look)) {
          doing.set(what, (doing.get(what) ?? 0) + count);
          if (holds) holding.set(what, (holding.get(what) ?? 0) + count);
        }
      });
    }, sampleEveryMs);
    const made = await work().finally(() => clearInterval(timer));
    await sampling;
    const seconds = (performance.now() - began) / 1_000;
    const statements = await ask<StatementTime>(
      `SELECT query AS statement, calls::int, total_exec_time + total_plan_time AS "totalMs" FROM pg_stat_statements
       WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query !~ 'pg_stat|pg_locks'
       ORDER BY 3 DESC LIMIT ${shownStatements}`,
    );
    const [io] = await ask<{ fsyncs: number; fsyncMs: number }>(
      `SELECT sum(fsyncs)::int AS fsyncs, sum(fsync_time)::float8 AS "fsyncMs" FROM pg_stat_io WHERE object = 'wal'`,
    );
    const all = [...doing.values()].reduce((sum, count) => sum + count, 0);
    const time: ServerTime = {
      statements: statements.map((row) => ({ ...row, statement: row.statement.replace(/\s+/g, " ").trim() })),
      ...io!,
      doing: shares(doing, all),
      holding: shares(holding, samples),
      wakeUpsPerS: wakeUps / seconds,
    };
    return [made, time];
  } finally {
    await client.end();
  }
}

const shares = (counts: Map<string, number>, of: number): Record<string, number> =>
  Object.fromEntries([...counts].sort(([, one], [, other]) => other - one).map(([what, count]) => [what, count / of]));
