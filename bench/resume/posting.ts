import { setTimeout as sleep } from "node:timers/promises";
import type { Asker } from "../speed/load.js";
import { backOffMs } from "./back-off.js";

const mutation = `mutation ($input: PostIdeaInput!) {
  postIdea(input: $input) { idea { id } userErrors { message } }
}`;
const answerTimeoutMs = 15_000;
/** Far longer than any fault lasts: a service that is swamped by all who come back may still answer. */
const giveUpMs = 300_000;

export interface Posting {
  url: string;
  authors: Asker[];
  theme: string;
  perS: number;
  seconds: number;
  random: () => number;
}

export interface Posted {
  /** Of each post, what the service said that it made. */
  ideaIds: string[];
  /** How often something was asked again, by why it was not answered. */
  repeats: Map<string, number>;
}

/** Posts by the clock; each post has a key of its own and is repeated under it until it is answered. */
export async function post({ url, authors, theme, perS, seconds, random }: Posting): Promise<Posted> {
  const began = performance.now();
  const repeats = new Map<string, number>();
  const postOne = async (n: number): Promise<string> => {
    const input = {
      kind: "IDEA",
      title: `Idee ${n + 1}`,
      body: "Wie wil dit samen met ons uitproberen?",
      themes: [theme],
      language: "NL",
      idempotencyKey: `resume-${n + 1}`,
    };
    const since = performance.now();
    for (let failures = 0; ; failures++) {
      const { ideaId, problem = "" } = await answer(url, authors[n % authors.length]!, input);
      if (ideaId !== undefined) return ideaId;
      if (performance.now() - since > giveUpMs) throw new Error(`A post was not answered: ${problem}`);
      repeats.set(problem, (repeats.get(problem) ?? 0) + 1);
      await sleep(backOffMs(failures, random));
    }
  };
  const posts: Promise<string>[] = [];
  for (let n = 0; n < perS * seconds; n++) {
    const one = postOne(n);
    // Awaited below; a failure before that must not end the process.
    one.catch(() => undefined);
    posts.push(one);
    await sleep(Math.max(0, began + ((n + 1) * 1_000) / perS - performance.now()));
  }
  return { ideaIds: await Promise.all(posts), repeats };
}

interface Answer {
  data?: { postIdea: { idea: { id: string } | null; userErrors: { message: string }[] } } | null;
  errors?: { message: string }[];
}

async function answer(
  url: string,
  { authorization }: Asker,
  input: object,
): Promise<{ ideaId?: string; problem?: string }> {
  let body: Answer;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body: JSON.stringify({ query: mutation, variables: { input } }),
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    body = (await response.json()) as Answer;
  } catch (error) {
    return { problem: (error as Error).message };
  }
  const { idea, userErrors } = body.data?.postIdea ?? {};
  // What the service says of the post itself will not change by asking again.
  if (userErrors?.[0]) throw new Error(`A post was refused: ${userErrors[0].message}`);
  return idea ? { ideaId: idea.id } : { problem: body.errors?.[0]?.message ?? "neither data nor errors" };
}
