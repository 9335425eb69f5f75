import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { channel } from "../../src/core/event-log/log-connection.js";
import type { BenchRun } from "../bench-run.js";
import { heapAfterCollection } from "../hostile/heap.js";
import { openDatabase, postedIdeas } from "../resume/database.js";
import type { Subscriber } from "../resume/subscriber.js";
import { quantile } from "../speed/load.js";
import { freePort, startService } from "../speed/service-process.js";
import { networkOf, received } from "./network.js";
import type { FaultRow, Outcome } from "./row.js";

const others = 100;
const batch = 10;
const batchEveryMs = 50;
const endedWithinMs = 30_000;
const maxGrowthMiB = 50;

/** Events come from SQL, as fast as a busy network has them: posting is not what is measured. */
export const stuckSubscriber = (events: number): FaultRow => ({
  bar: `one subscriber stops reading, ${others} go on, ${events} events: the others' p99 at most doubles, memory grows less than 50 MB, the stuck one is ended within 30 s and resumes without a gap`,
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const { url: databaseUrl } = await openDatabase(folder, cleanup);
    const inspectorPort = await freePort();
    const service = await startService(
      {
        ...{ databaseUrl, dataDir: join(folder, "service") },
        nodeOptions: [`--inspect=127.0.0.1:${inspectorPort}`],
        env: { TRUSTED_PROXIES: "127.0.0.1" },
      },
      cleanup,
    );
    const counts = { authors: 1, subscribers: others + 1 };
    const delays = new Delays();
    const { authors, subscribers } = await networkOf({ url: service.url, databaseUrl }, counts, cleanup, ({ ideaId }) =>
      delays.note(ideaId),
    );
    const [stuck, ...rest] = subscribers as [Subscriber, ...Subscriber[]];
    const live = async (): Promise<number> => (await service.metric("ino_live_subscriptions")) ?? NaN;
    while ((await live()) < subscribers.length) await sleep(50);
    const before = Math.ceil(events / 10);
    await append(databaseUrl, authors[0]!.id, before, delays);
    await arrived(rest, before);
    const p99BeforeMs = quantile(delays.take(), 0.99);
    const heapBefore = await heapAfterCollection(inspectorPort);
    // The pause ends by itself only long after the last event.
    stuck.pause(3_600_000);
    const began = performance.now();
    let endedMs = NaN;
    const watching = (async () => {
      while ((await live()) >= subscribers.length) await sleep(100);
      endedMs = performance.now() - began;
    })();
    await append(databaseUrl, authors[0]!.id, events - before, delays);
    await arrived(rest, events);
    const p99Ms = quantile(delays.take(), 0.99);
    const heapAfter = await heapAfterCollection(inspectorPort);
    await Promise.race([watching, sleep(1_000)]);
    const because = await resumed(stuck);
    const { missing, duplicated, outOfOrder } = await received(subscribers, await postedIdeas(databaseUrl));
    const heapGrowthMiB = Number(((heapAfter - heapBefore) / 2 ** 20).toFixed(1));
    tell(
      `p99 ${p99BeforeMs.toFixed(0)} to ${p99Ms.toFixed(0)} ms, heap ${heapGrowthMiB} MiB more, ended after ${(endedMs / 1_000).toFixed(1)} s (${because}); ${missing} missing, ${duplicated} twice`,
    );
    return {
      pass:
        p99Ms <= 2 * p99BeforeMs &&
        heapGrowthMiB < maxGrowthMiB &&
        endedMs <= endedWithinMs &&
        missing + duplicated + outOfOrder === 0,
      ...{ events, p99BeforeMs: Math.round(p99BeforeMs), p99Ms: Math.round(p99Ms), heapGrowthMiB },
      ...{ endedMs: Math.round(endedMs), because, missing, duplicated, outOfOrder },
    };
  },
});

/** How long each delivery took, from before its event was written. */
class Delays {
  readonly #sentAt = new Map<string, number>();
  #delays: number[] = [];

  sent(ids: readonly string[]): void {
    for (const id of ids) this.#sentAt.set(id, performance.now());
  }

  note(id: string): void {
    const sentAt = this.#sentAt.get(id);
    if (sentAt !== undefined) this.#delays.push(performance.now() - sentAt);
  }

  /** Those since the last time. */
  take(): number[] {
    const delays = this.#delays;
    this.#delays = [];
    return delays;
  }
}

async function arrived(subscribers: Subscriber[], count: number): Promise<void> {
  while (subscribers.some(({ received }) => received.length < count)) await sleep(50);
}

/** Writes ideas and their events, in batches. */
async function append(databaseUrl: string, authorId: string, count: number, delays: Delays): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "ino-bench" });
  await client.connect();
  try {
    const began = performance.now();
    for (let done = 0; done < count; done += batch) {
      const ids = Array.from({ length: Math.min(batch, count - done) }, () => randomUUID());
      delays.sent(ids);
      await client.query("BEGIN");
      await client.query(
        `INSERT INTO idea (id, kind, title, body, language, status, author_id, posted_at, version)
         SELECT id, 'IDEA', 'Een idee', 'Wie doet er mee?', 'NL', 'OPEN', $2, now(), 1 FROM unnest($1::uuid[]) AS id`,
        [ids, authorId],
      );
      await client.query(
        `INSERT INTO event (kind, subject_id, data)
         SELECT 'idea.posted', id, jsonb_build_object('authorId', $2::text, 'kind', 'IDEA', 'themeIds', '[]'::jsonb)
         FROM unnest($1::uuid[]) AS id`,
        [ids, authorId],
      );
      await client.query(`NOTIFY ${channel}`);
      await client.query("COMMIT");
      await sleep(Math.max(0, began + ((done + batch) / batch) * batchEveryMs - performance.now()));
    }
  } finally {
    await client.end();
  }
}

/** Lets the stuck one read on; gives why its connection had ended. */
async function resumed(stuck: Subscriber): Promise<string> {
  stuck.resume();
  for (let waited = 0; stuck.resumes.length === 0 && waited < endedWithinMs; waited += 50) await sleep(50);
  return stuck.resumes[0]?.because ?? "it did not end";
}
