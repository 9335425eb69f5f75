import { setTimeout as sleep } from "node:timers/promises";
import { quantile, type Asker } from "../speed/load.js";

const question = "{ ideas(first: 10) { nodes { title author { name } themes { label } } } }";
const posting = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { message } } }`;
const pauseMs = 400;
const timeoutMs = 20_000;

/** What honest clients saw. */
export interface Seen {
  answers: number;
  /** Requests without an answer, or with an error. */
  failures: number;
  /** Those of members, who are half of the clients. */
  memberFailures: number;
  /** The failures by code or status. */
  codes: Record<string, number>;
  p50Ms: number;
  p99Ms: number;
}

/**
 * Twenty clients that ask a light question and read for a moment, half of them members, each from an address of its
 * own; and a member who posts an idea about ten themes every second, as live events are what some attacks need.
 */
export async function honestClients(url: string, members: Asker[], themes: string[], forMs: number): Promise<Seen> {
  const began = performance.now();
  const took: number[] = [];
  const codes: Record<string, number> = {};
  let memberFailures = 0;
  const ask = async (n: number, body: object): Promise<void> => {
    const asker = members[n];
    const asked = performance.now();
    const failure = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-for": `10.2.0.${n + 1}`,
        ...(asker && { authorization: asker.authorization }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).then(
      async (response) => {
        const { errors } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
        return errors ? (errors[0]?.extensions?.code ?? "an error") : response.ok ? null : `${response.status}`;
      },
      (error: Error) => error.name,
    );
    if (failure === null) {
      took.push(performance.now() - asked);
      return;
    }
    codes[failure] = (codes[failure] ?? 0) + 1;
    if (asker) memberFailures++;
  };
  const client = async (n: number): Promise<void> => {
    await sleep(Math.random() * pauseMs);
    while (performance.now() - began < forMs) {
      await ask(n < 10 ? n : n + members.length, { query: question });
      await sleep(pauseMs * (0.5 + Math.random()));
    }
  };
  const author = async (): Promise<void> => {
    for (let n = 0; performance.now() - began < forMs; n++) {
      const input = { kind: "IDEA", title: `Een idee ${n}`, body: "Een idee over tien thema's.", themes };
      await ask(members.length - 1, { query: posting, variables: { input } });
      await sleep(1_000);
    }
  };
  await Promise.all([...Array.from({ length: 20 }, (_, n) => client(n)), author()]);
  const failures = Object.values(codes).reduce((sum, count) => sum + count, 0);
  const [p50Ms, p99Ms] = [quantile(took, 0.5), quantile(took, 0.99)];
  return { answers: took.length, failures, memberFailures, codes, p50Ms, p99Ms };
}
