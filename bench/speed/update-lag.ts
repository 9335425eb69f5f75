import { setTimeout as sleep } from "node:timers/promises";
import { themeSlug } from "./generated-network.js";
import { Client, quantile, type Asker } from "./load.js";

const changesPerS = 100;
const forMs = 20_000;
const giveUpMs = 5_000;
/** Themes that few have: what is watched is how soon, not how long a ranking takes. */
const rare = { from: 1_000, count: 800 };

const change = `mutation ($theme: String!) {
  setInterests(input: { interests: [{ theme: $theme }] }) { userErrors { message } }
}`;
const watched = `{ viewer { suggestedCollaborators(first: 1) { sharedThemes { theme { slug } } } } }`;

export interface UpdateLag {
  changesPerS: number;
  samples: number;
  p50Ms: number;
  p99Ms: number;
}

/**
 * How long after the answer to a change in one process another process answers by it, while many members change their
 * interests. Who is sampled has one interest: another process's suggestions rest on it, and on nothing else.
 */
export async function updateLag(url: string, otherUrl: string, askers: Asker[], sampled: Asker[]): Promise<UpdateLag> {
  const [changing, watching] = [new Client(url, 16), new Client(otherUrl, 1)];
  const began = performance.now();
  let changes = 0;
  const setInterest = async (asker: Asker): Promise<string> => {
    const theme = themeSlug(rare.from + (changes++ % rare.count));
    const { setInterests } = await changing.ask<Changed>(asker, change, { theme });
    if (setInterests.userErrors[0]) throw new Error(setInterests.userErrors[0].message);
    return theme;
  };
  const lags: number[] = [];
  const isOver = (): boolean => performance.now() - began > forMs;
  const keepChanging = async (): Promise<void> => {
    const under = new Set<Promise<unknown>>();
    for (let n = 0; !isOver(); n++) {
      const one = setInterest(askers[n % askers.length]!).finally(() => under.delete(one));
      under.add(one);
      // By the clock, so that a slow answer does not make for fewer changes.
      await sleep(Math.max(0, began + ((n + 1) * 1_000) / changesPerS - performance.now()));
    }
    await Promise.all(under);
  };
  const keepSampling = async (): Promise<void> => {
    for (let n = 0; !isOver(); n++) {
      const asker = sampled[n % sampled.length]!;
      const theme = await setInterest(asker);
      lags.push(await untilSeen(watching, asker, theme));
    }
  };
  try {
    await Promise.all([keepChanging(), keepSampling()]);
  } finally {
    changing.close();
    watching.close();
  }
  const seconds = (performance.now() - began) / 1_000;
  return {
    changesPerS: changes / seconds,
    samples: lags.length,
    p50Ms: quantile(lags, 0.5),
    p99Ms: quantile(lags, 0.99),
  };
}

interface Changed {
  setInterests: { userErrors: { message: string }[] };
}

interface Watched {
  viewer: { suggestedCollaborators: { sharedThemes: { theme: { slug: string } }[] }[] };
}

async function untilSeen(client: Client, asker: Asker, theme: string): Promise<number> {
  const committed = performance.now();
  for (;;) {
    const { viewer } = await client.ask<Watched>(asker, watched);
    const [suggestion] = viewer.suggestedCollaborators;
    if (suggestion?.sharedThemes.some(({ theme: { slug } }) => slug === theme)) return performance.now() - committed;
    if (performance.now() - committed > giveUpMs) throw new Error("A change never showed in the other process.");
    await sleep(1);
  }
}
