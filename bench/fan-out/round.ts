import { setTimeout as sleep } from "node:timers/promises";
import type { Heard } from "./audience.js";
import type { Contestant } from "./contestants.js";
import type { Load } from "./load.js";
import { markedTitle, nowUs } from "./mark.js";
import { cpuSeconds, residentKib } from "./process-figures.js";

const warmUp = { subscribers: 50, events: 200 };
const inFlight = 8;
const pacedPerS = 10;
const maxPaced = 100;
/** Before memory is read, and before that for what is under way. */
const pauseMs = 1_500;
/** Nothing came for so long: what is missing is lost. A peer may be busy with one burst for seconds. */
const idleMs = 20_000;
const probeMs = 3_000;
const maxProbes = 20;

export interface RoundOptions {
  subscribers: number;
  events: number;
  groups: number;
}

/** What one contestant did in one round. */
export interface RoundFigures {
  deliveriesPerS: number;
  p50Ms: number;
  p99Ms: number;
  cpuPer100k: number;
  kibPerConnection: number;
  /** CPU seconds of its database per 100,000 deliveries; null without one. */
  databaseCpuPer100k: number | null;
  /** The same of the subscribers: where it is more than the server's, it is they who are measured. */
  subscribersCpuPer100k: number;
}

/** Something did not come, came twice, or was not what was asked for. */
export class LossError extends Error {}

let phases = 0;

/** Warms a contestant up, gathers the subscribers, and measures: memory, a burst, and ideas at an even pace. */
export async function playRound(contestant: Contestant, load: Load, options: RoundOptions): Promise<RoundFigures> {
  const { subscribers, events, groups } = options;
  const { name, pid, url } = contestant;
  const audience = { port: Number(new URL(url).port), asAsked: name !== "floor" };
  const gather = (subscribers: number, groups: number): Promise<void> =>
    load.gather({ ...audience, subscribers, groups }).catch((error: unknown) => {
      throw new LossError(`${name}: ${(error as Error).message}`);
    });
  const few = Math.min(warmUp.subscribers, subscribers);
  await gather(few, Math.min(groups, few));
  await untilAllHear(contestant, load, few);
  await burst(contestant, load, warmUp.events);
  await load.leave();

  const before = await settledKib(pid);
  await gather(subscribers, groups);
  const kibPerConnection = ((await settledKib(pid)) - before) / subscribers;
  await untilAllHear(contestant, load, subscribers);

  const used = (): Promise<[number, number | null, number]> =>
    Promise.all([cpuSeconds(pid), contestant.databaseCpuSeconds(), cpuSeconds(load.pid)]);
  const [cpu, databaseCpu, subscribersCpu] = await used();
  const { beganUs, heard } = await burst(contestant, load, events);
  const [cpuAfter, databaseCpuAfter, subscribersCpuAfter] = await used();
  const per100k = (seconds: number): number => (seconds * 100_000) / (subscribers * events);
  const deliveriesPerS = (subscribers * events * 1e6) / (heard.lastUs! - beganUs);

  const { p50Ms, p99Ms } = await pace(contestant, load, Math.min(events, maxPaced));
  await load.leave();
  return {
    deliveriesPerS,
    p50Ms,
    p99Ms,
    cpuPer100k: per100k(cpuAfter - cpu),
    kibPerConnection,
    databaseCpuPer100k: databaseCpu === null ? null : per100k(databaseCpuAfter! - databaseCpu),
    subscribersCpuPer100k: per100k(subscribersCpuAfter - subscribersCpu),
  };
}

/** What is in memory without garbage, of which a server may hold much or little by chance. */
async function settledKib(pid: number): Promise<number> {
  await sleep(pauseMs);
  process.kill(pid, "SIGUSR2");
  await sleep(pauseMs);
  return residentKib(pid);
}

/** The protocol does not tell when a subscription has begun; an idea that reaches all of them does. */
async function untilAllHear(contestant: Contestant, load: Load, subscribers: number): Promise<void> {
  for (let probe = 0; probe < maxProbes; probe++) {
    const phase = ++phases;
    await load.begin(phase, 1);
    await contestant.publish(markedTitle({ phase, event: 0, postedUs: nowUs() }));
    const { received, faults } = await load.finish(probeMs);
    if (faults[0] !== undefined) throw new LossError(`${contestant.name}: ${faults[0]}`);
    if (received === subscribers) return;
  }
  throw new LossError(`${contestant.name}: some subscribers never get anything.`);
}

/** Publishes as fast as it goes, a few at a time. */
async function burst(contestant: Contestant, load: Load, events: number): Promise<{ beganUs: number; heard: Heard }> {
  const phase = ++phases;
  await load.begin(phase, events);
  const heard = load.finish(idleMs);
  const beganUs = nowUs();
  let event = 0;
  const publishOn = async (): Promise<void> => {
    while (event < events) await contestant.publish(markedTitle({ phase, event: event++, postedUs: nowUs() }));
  };
  const [all] = await Promise.all([heard, ...Array.from({ length: inFlight }, publishOn)]);
  return { beganUs, heard: whole(contestant, all) };
}

/**
 * Publishes by the clock: a server that is late gets no fewer, and the clock of each idea runs from before it is sent.
 */
async function pace(contestant: Contestant, load: Load, events: number): Promise<Heard> {
  const phase = ++phases;
  await load.begin(phase, events);
  const heard = load.finish(idleMs);
  const began = performance.now();
  const published: Promise<void>[] = [];
  for (let event = 0; event < events; event++) {
    await sleep(Math.max(0, began + (event * 1_000) / pacedPerS - performance.now()));
    published.push(contestant.publish(markedTitle({ phase, event, postedUs: nowUs() })));
  }
  const [all] = await Promise.all([heard, ...published]);
  return whole(contestant, all);
}

function whole({ name }: Contestant, heard: Heard): Heard {
  const { expected, received, duplicated, otherwiseOrdered, faults } = heard;
  if (received === expected && duplicated === 0 && otherwiseOrdered === 0 && faults.length === 0) return heard;
  throw new LossError(
    [
      `${name}: ${expected - received} of ${expected} deliveries missing, ${duplicated} twice, ${otherwiseOrdered} subscribers told in another order`,
      ...faults,
    ].join("; "),
  );
}
