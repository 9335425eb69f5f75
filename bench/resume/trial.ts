import { setTimeout as sleep } from "node:timers/promises";
import { randomOf } from "../../src/domains/matchmaking/learning/random.js";
import { Tokens } from "../../src/domains/identity/tokens.js";
import { askersOf, Client } from "../speed/load.js";
import type { Cleanup } from "../speed/cleanup.js";
import { secret } from "../speed/service-process.js";
import { breakOrder, fill, openDatabase, postedIdeas, theme } from "./database.js";
import { inflict, type FaultCounts } from "./faults.js";
import { post, type Posted } from "./posting.js";
import { Processes } from "./processes.js";
import { faultsWithin } from "./schedule.js";
import { socketLine } from "./socket-line.js";
import { streamLine } from "./stream-line.js";
import { Subscriber } from "./subscriber.js";
import { TcpProxy } from "./tcp-proxy.js";

const processCount = 3;
/** Of the quarter of an hour that a token lives, so much is left when it is first shown. */
const tokenLeftMs = { least: 30_000, most: 150_000 };
const tokenLifetimeMs = 15 * 60_000;
/** When nobody received anything for so long, nothing more will come. */
const quietMs = 25_000;
const progressEveryMs = 10_000;
/** Time for what should not come. */
const afterwardsMs = 2_000;

export interface Trial {
  seconds: number;
  subscribers: number;
  authors: number;
  postsPerS: number;
  seed: number;
  withoutLock: boolean;
}

export interface Outcome {
  posted: Posted;
  /** What the event log holds, in its order. */
  logged: string[];
  subscribers: Subscriber[];
  faults: FaultCounts;
  /** Processes that ended and were not killed. */
  died: number;
}

/** Posts, lets things go wrong, and waits until everybody has come to the end. */
export async function hold(
  trial: Trial,
  folder: string,
  cleanup: Cleanup,
  tell: (line: string) => void,
): Promise<Outcome> {
  const random = randomOf(trial.seed);
  const server = await openDatabase(folder, cleanup);
  const ids = await fill(server.url, trial.subscribers + trial.authors);
  if (trial.withoutLock) await breakOrder(server.url);
  const proxy = await TcpProxy.open();
  cleanup.add(() => proxy.close());
  const processes = new Processes({ databaseUrl: server.url, folder, proxy, random, tell });
  cleanup.add(() => processes.stop());
  await processes.start(processCount);

  const subscribers = ids.slice(trial.authors).map((memberId, n) => subscriber(proxy.url, memberId, n, random));
  cleanup.add(() => Promise.resolve(subscribers.forEach((one) => one.stop())));
  const cursors = new Client(proxy.url, 1);
  const authors = await askersOf(ids.slice(0, trial.authors));
  for (const one of subscribers) {
    const { liveCursor } = await cursors.ask<{ liveCursor: string }>(authors[0]!, "{ liveCursor }");
    one.start(liveCursor);
  }
  cursors.close();

  tell(`${subscribers.length} subscribers, ${trial.authors} authors: posting begins`);
  const progress = setInterval(() => {
    const counts = subscribers.map(({ received }) => received.length);
    tell(`subscribers have received ${Math.min(...counts)} to ${Math.max(...counts)} ideas`);
  }, progressEveryMs);
  cleanup.add(() => Promise.resolve(clearInterval(progress)));
  const faults = trial.withoutLock ? [] : faultsWithin(trial.seconds, randomOf(trial.seed));
  const [posted, counts] = await Promise.all([
    post({ url: proxy.url, authors, theme, perS: trial.postsPerS, seconds: trial.seconds, random }),
    inflict(faults, { server, proxy, processes, subscribers, random, tell }),
  ]);
  tell(`${posted.ideaIds.length} posts answered`);
  await processes.settle();
  const logged = await postedIdeas(server.url);
  await allCame(subscribers, logged.length);
  tell("all have come to the end, or nothing comes any more");
  return { posted, logged, subscribers, faults: { ...counts, kill: processes.kills }, died: processes.died };
}

function subscriber(url: string, memberId: string, n: number, random: () => number): Subscriber {
  const authorization = async (): Promise<string> => {
    const left = tokenLeftMs.least + random() * (tokenLeftMs.most - tokenLeftMs.least);
    const tokens = new Tokens(secret, () => new Date(Date.now() - tokenLifetimeMs + left));
    return `Bearer ${(await tokens.sign(memberId)).token}`;
  };
  // A quarter of them come by server-sent events; half are found by what they wait for, which is all that is posted.
  const dial = n % 4 === 0 ? streamLine : socketLine;
  const filter = [{}, { themes: [theme] }, {}, { kinds: ["IDEA"], themes: [theme] }][(n >> 2) % 4]!;
  return new Subscriber({ url, address: `10.0.${n >> 8}.${n & 255}`, dial, filter, authorization, random });
}

async function allCame(subscribers: Subscriber[], expected: number): Promise<void> {
  let [count, since] = [-1, performance.now()];
  while (subscribers.some(({ received }) => received.length < expected)) {
    const now = subscribers.reduce((sum, { received }) => sum + received.length, 0);
    if (now !== count) [count, since] = [now, performance.now()];
    if (performance.now() - since > quietMs) return;
    await sleep(100);
  }
  await sleep(afterwardsMs);
}
