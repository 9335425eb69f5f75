import { Client, median, suggestionsQuery, throughputOf, type Asker } from "./load.js";

const rounds = 3;
const roundMs = 5_000;

export interface Comparison {
  connections: number;
  perS: number;
  referencePerS: number;
}

/** Members whose suggestions the two services do not tell in the same words and digits. */
export async function differing(url: string, referenceUrl: string, askers: Asker[]): Promise<string[]> {
  const [index, reference] = [new Client(url, 1), new Client(referenceUrl, 1)];
  const different: string[] = [];
  for (const asker of askers) {
    const [one, other] = await Promise.all([index, reference].map((client) => client.ask(asker, suggestionsQuery)));
    if (JSON.stringify(one) !== JSON.stringify(other)) different.push(asker.id);
  }
  index.close();
  reference.close();
  return different;
}

/** Answers a second of both, by turns; the median of the rounds. */
export async function compare(
  url: string,
  referenceUrl: string,
  askers: Asker[],
  connections: number,
): Promise<Comparison> {
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await throughputOf(referenceUrl, askers, connections, roundMs, true));
    own.push(await throughputOf(url, askers, connections, roundMs));
  }
  return { connections, perS: median(own), referencePerS: median(theirs) };
}
