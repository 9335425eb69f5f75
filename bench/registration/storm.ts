import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { StormSeries } from "./series.js";

/** Sends an operation as a member, and gives its data; throws `Overloaded` when the service is too busy. */
export type Ask<Who> = (who: Who, query: string, variables: object) => Promise<Record<string, Payload>>;

interface Payload {
  userErrors?: { code: string }[];
  [field: string]: unknown;
}

export class Overloaded extends Error {}

export interface Storm {
  /** How long each registration for the series took, in milliseconds, from the first try. */
  tookMs: number[];
  /** From the first registration until the last one was done. */
  seconds: number;
  /** What hosts and members did meanwhile, by what it was. */
  done: Record<string, number>;
}

const REGISTER = `mutation ($id: ID!) { registerForSeries(input: {seriesId: $id}) { userErrors { code } } }`;
const LEAVE_SERIES = `mutation ($id: ID!) { cancelSeriesRegistration(input: {seriesId: $id}) { userErrors { code } } }`;
const LEAVE = `mutation ($id: ID!) { cancelRegistration(input: {gatheringId: $id}) { userErrors { code } } }`;
const RETURN = `mutation ($id: ID!) { registerForGathering(input: {gatheringId: $id}) { userErrors { code } } }`;
const READ = `query ($id: ID!) { gathering(id: $id) { version startsAt capacity { limit taken } } }`;
const EDIT = `mutation ($input: EditGatheringInput!) { editGathering(input: $input) { userErrors { code } } }`;
const CANCEL = `mutation ($input: CancelGatheringInput!) { cancelGathering(input: $input) { userErrors { code } } }`;

/** What may come of it when others change the same: no place to lose, a limit below what is taken, an older version. */
const expected = new Set([
  ...["NOT_REGISTERED", "ALREADY_REGISTERED", "GATHERING_CLOSED", "REGISTRATION_CLOSED"],
  ...["STALE_VERSION", "INVALID_INPUT", "STATUS_CONFLICT"],
]);

/**
 * All members register for a series at once, some cancel and come back, and meanwhile its host moves, shrinks, extends
 * and cancels gatherings.
 */
export async function storm<Who>(
  asked: Ask<Who>,
  { members, host, series }: { members: Who[]; host: Who; series: StormSeries },
): Promise<Storm> {
  const { seriesId, gatheringIds } = series;
  const done: Record<string, number> = {};
  const tookMs: number[] = [];
  let [registered, lastMs] = [0, 0];
  const gatheringOf = (n: number): string => gatheringIds[n % gatheringIds.length]!;
  const ask = (who: Who, query: string, variables: object) => persistently(() => asked(who, query, variables));
  const change = async (what: string, who: Who, query: string, variables: object): Promise<void> => {
    const codes = Object.values(await ask(who, query, variables)).flatMap(({ userErrors }) => userErrors ?? []);
    for (const { code } of codes) if (!expected.has(code)) throw new Error(`${what}: ${code}`);
    const name = codes.length > 0 ? `${what}, refused` : what;
    done[name] = (done[name] ?? 0) + 1;
  };
  const progress = new EventEmitter();
  const began = performance.now();

  const takePart = async (member: Who, n: number): Promise<void> => {
    const from = performance.now();
    await change("registered", member, REGISTER, { id: seriesId });
    lastMs = performance.now() - began;
    tookMs.push(began + lastMs - from);
    registered++;
    progress.emit("registered");
    if (n % 7 === 3) await change("left the series", member, LEAVE_SERIES, { id: seriesId });
    if (n % 5 === 1) await change("left a gathering", member, LEAVE, { id: gatheringOf(n) });
    if (n % 10 === 1) await change("came back", member, RETURN, { id: gatheringOf(n) });
  };

  /** The last two gatherings are cancelled. */
  const cancelTwo = async (): Promise<void> => {
    for (const id of gatheringIds.slice(-2)) {
      const { version } = (await ask(host, READ, { id })).gathering as unknown as { version: number };
      await change("cancelled", host, CANCEL, { input: { id, version, reason: "De zaal is niet vrij." } });
    }
  };
  const run = async (): Promise<void> => {
    // Each kind of change for each gathering, spread over the registrations.
    const changes = 3 * gatheringIds.length;
    for (let n = 0; n < changes; n++) {
      while (registered < (n * members.length) / changes) await once(progress, "registered");
      if (n === Math.floor(changes / 2)) await cancelTwo();
      const id = gatheringOf(n);
      const { version, startsAt, capacity } = (await ask(host, READ, { id })).gathering as unknown as {
        version: number;
        startsAt: string;
        capacity: { limit: number; taken: number };
      };
      const { limit, taken } = capacity;
      const kinds = ["moved", "shrunk", "extended"] as const;
      const kind = kinds[Math.floor(n / gatheringIds.length + n) % kinds.length]!;
      const input = {
        moved: { startsAt: new Date(Date.parse(startsAt) + 900_000).toISOString(), endsAt: null },
        shrunk: { capacity: Math.max(1, Math.min(limit - 2, Math.max(taken, limit - 4))) },
        extended: { capacity: limit + 3 },
      }[kind];
      await change(kind, host, EDIT, { input: { id, version, ...input } });
    }
  };
  await Promise.all([...members.map(takePart), run()]);
  return { tookMs, seconds: lastMs / 1_000, done };
}

/** Asks again for as long as the service is too busy, a second later, as `Retry-After` asks for. */
async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error;
      await sleep(1_000 + Math.random() * 500);
    }
  }
}
