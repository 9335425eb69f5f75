import { setTimeout as sleep } from "node:timers/promises";
import { Tokens } from "../../src/domains/identity/tokens.js";
import { fill } from "../resume/database.js";
import { check, type Delivery, type Verdict } from "../resume/checker.js";
import { socketLine } from "../resume/socket-line.js";
import { streamLine } from "../resume/stream-line.js";
import { Subscriber } from "../resume/subscriber.js";
import type { Cleanup } from "../speed/cleanup.js";
import { askersOf, Client, type Asker } from "../speed/load.js";
import { secret } from "../speed/service-process.js";

/** When nobody received anything for so long, nothing more will come. */
const quietMs = 25_000;

export interface Network {
  authors: Asker[];
  subscribers: Subscriber[];
}

/** Fills the database, and lets subscribers follow all ideas from now on. */
export async function networkOf(
  { url, databaseUrl }: { url: string; databaseUrl: string },
  counts: { authors: number; subscribers: number },
  cleanup: Cleanup,
  told: (delivery: Delivery) => void = () => undefined,
): Promise<Network> {
  const ids = await fill(databaseUrl, counts.authors + counts.subscribers);
  const authors = await askersOf(ids.slice(0, counts.authors));
  const tokens = new Tokens(secret, () => new Date());
  // What they received is compared at the end; millions of objects until then would stop this process for its collector.
  const known = new Map<string, Delivery>();
  const shared = (delivery: Delivery): Delivery => {
    const one = known.get(delivery.cursor) ?? delivery;
    known.set(delivery.cursor, one);
    return one.ideaId === delivery.ideaId ? one : delivery;
  };
  const subscribers = ids.slice(counts.authors).map(
    (memberId, n) =>
      new Subscriber({
        url,
        address: `10.0.0.${n}`,
        // A quarter of them come by server-sent events.
        dial: n % 4 === 3 ? streamLine : socketLine,
        filter: {},
        authorization: async () => `Bearer ${(await tokens.sign(memberId)).token}`,
        random: Math.random,
        told,
        shared,
      }),
  );
  cleanup.add(() => Promise.resolve(subscribers.forEach((one) => one.stop())));
  const client = new Client(url, 1);
  const { liveCursor } = await client.ask<{ liveCursor: string }>(authors[0]!, "{ liveCursor }");
  client.close();
  for (const one of subscribers) one.start(liveCursor);
  return { authors, subscribers };
}

/** Waits until all have received as much as the log holds, or nothing comes any more; compares what they received. */
export async function received(subscribers: Subscriber[], logged: string[]): Promise<Verdict> {
  let [count, since] = [-1, performance.now()];
  while (subscribers.some((one) => one.received.length < logged.length)) {
    const now = subscribers.reduce((sum, one) => sum + one.received.length, 0);
    if (now !== count) [count, since] = [now, performance.now()];
    if (performance.now() - since > quietMs) break;
    await sleep(100);
  }
  return check(
    logged,
    subscribers.map((one) => one.received),
  );
}

/** What of the acknowledged posts is not in the log, and what is in it that was not acknowledged once. */
export function comparedWith(logged: string[], acknowledged: string[]): { lost: number; twice: number } {
  const kept = new Set(logged);
  const known = new Set(acknowledged);
  const lost = [...known].filter((id) => !kept.has(id)).length;
  return { lost, twice: logged.length - (known.size - lost) };
}
