import { setTimeout as sleep } from "node:timers/promises";

const question = "{ ideas(first: 5) { nodes { id title author { name } } } }";

/** One request, as its client saw it. */
export interface Read {
  /** When it was sent, by `performance.now()`. */
  at: number;
  ms: number;
  /** The code of the error, the status or what the connection failed with; null for an answer. */
  failure: string | null;
}

/** Reads so many times a second, however long answers take, until the function returned is called. */
export function keepReading(url: string, perS: number): () => Promise<Read[]> {
  const reads: Promise<Read>[] = [];
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      reads.push(read(url));
      await sleep(1_000 / perS);
    }
  })();
  return async () => {
    isOver = true;
    await reading;
    return Promise.all(reads);
  };
}

async function read(url: string): Promise<Read> {
  const at = performance.now();
  const failure = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: question }),
    signal: AbortSignal.timeout(20_000),
  }).then(failureOf, reasonOf);
  return { at, ms: performance.now() - at, failure };
}

/** Why fetch had no answer: the code of the system, else the kind of error. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error;
  return (cause as { code?: string } | undefined)?.code ?? name;
}

async function failureOf(response: Response): Promise<string | null> {
  const { errors } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
  if (errors) return errors[0]?.extensions?.code ?? "an error without code";
  return response.ok ? null : `status ${response.status}`;
}

/** How often each failure occurred. */
export function failuresOf(reads: readonly Read[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { failure } of reads) if (failure !== null) counts[failure] = (counts[failure] ?? 0) + 1;
  return counts;
}

/**
 * The statuses of an address, or what the connection failed with, asked every 50 ms, in the order in which they changed;
 * until the function returned is called.
 */
export function watchStatus(address: string): () => Promise<(number | string)[]> {
  const changes: (number | string)[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const status = await fetch(address, { signal: AbortSignal.timeout(10_000) }).then(
        async (response) => (await response.arrayBuffer(), response.status),
        reasonOf,
      );
      if (changes.at(-1) !== status) changes.push(status);
      await sleep(50);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return changes;
  };
}
