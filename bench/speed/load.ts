import { Agent, request } from "node:http";
import { Tokens } from "../../src/domains/identity/tokens.js";
import { secret } from "./service-process.js";

/** What is asked for each time: ten suggestions, with who and why. */
export const suggestionsQuery = `{
  viewer { suggestedCollaborators(first: 10) { member { name } score sharedThemes { theme { slug } share } } }
}`;

const tokens = new Tokens(secret, () => new Date());

/** A member with an access token, made beforehand: that costs the load's core some time. */
export interface Asker {
  id: string;
  authorization: string;
}

export const askersOf = (ids: string[]): Promise<Asker[]> =>
  Promise.all(ids.map(async (id) => ({ id, authorization: `Bearer ${(await tokens.sign(id)).token}` })));

/** A client with a number of connections that stay open. */
export class Client {
  readonly #agent: Agent;

  constructor(
    readonly url: string,
    readonly connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The answer's data; an error for anything else. */
  async ask<T>({ authorization }: Asker, query: string, variables: object = {}): Promise<T> {
    const { status, text } = await this.#post(authorization, JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(text) as { data?: T; errors?: { message: string }[] };
    if (status !== 200 || !data || errors) throw new Error(`Status ${status}: ${errors?.[0]?.message ?? text}`);
    return data;
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(authorization: string, body: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), authorization };
      const asked = request(`${this.url}/graphql`, { agent: this.#agent, method: "POST", headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
        );
        response.on("error", reject);
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }
}

export interface Latency {
  requests: number;
  p50Ms: number;
  p99Ms: number;
  meanMs: number;
}

/** Asks for each of them, one after the other over one connection. */
export async function latencyOf(url: string, askers: Asker[], query = suggestionsQuery): Promise<Latency> {
  const client = new Client(url, 1);
  const took: number[] = [];
  for (const asker of askers) {
    const began = performance.now();
    await client.ask(asker, query);
    took.push(performance.now() - began);
  }
  client.close();
  return {
    requests: took.length,
    p50Ms: quantile(took, 0.5),
    p99Ms: quantile(took, 0.99),
    meanMs: took.reduce((sum, ms) => sum + ms, 0) / took.length,
  };
}

/**
 * Answers a second over so many connections, each asking again as soon as it has its answer, for a time. With
 * `mayFail`, what is not answered, as a statement that takes too long is ended, does not count.
 */
export async function throughputOf(
  url: string,
  askers: Asker[],
  connections: number,
  forMs: number,
  mayFail = false,
): Promise<number> {
  const client = new Client(url, connections);
  const began = performance.now();
  let [next, answered, last] = [0, 0, began];
  const askOn = async (): Promise<void> => {
    while (performance.now() - began < forMs) {
      const isAnswered = await client.ask(askers[next++ % askers.length]!, suggestionsQuery).then(
        () => true,
        (error: unknown) => {
          if (!mayFail) throw error;
          return false;
        },
      );
      if (isAnswered) answered++;
      last = performance.now();
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, askOn));
  } finally {
    client.close();
  }
  return (answered / (last - began)) * 1_000;
}

export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);
