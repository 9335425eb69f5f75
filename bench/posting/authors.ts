import { Client, quantile, type Asker } from "../speed/load.js";
import { chosenFor, ideaBody, ideaTitle } from "./example-idea.js";

const mutation = `mutation ($input: PostIdeaInput!) {
  postIdea(input: $input) { idea { id title postedAt version } userErrors { code message } }
}`;

export interface Posted {
  ideas: number;
  perS: number;
  p50Ms: number;
  p99Ms: number;
}

interface Answer {
  postIdea: { idea: { id: string } | null; userErrors: { message: string }[] };
}

/** Each author posts anew as soon as the last idea is acknowledged, for a time; all acknowledged ideas count. */
export async function postIdeas(url: string, authors: Asker[], themes: string[], forMs: number): Promise<Posted> {
  const client = new Client(url, authors.length);
  const began = performance.now();
  const took: number[] = [];
  let last = began;
  const keepPosting = async (author: Asker, place: number): Promise<void> => {
    for (let n = place; performance.now() - began < forMs; n += authors.length) {
      const input = { kind: "IDEA", title: ideaTitle(n), body: ideaBody, themes: chosenFor(n, themes) };
      const asked = performance.now();
      const { postIdea } = await client.ask<Answer>(author, mutation, { input });
      if (!postIdea.idea) throw new Error(`Not posted: ${postIdea.userErrors[0]?.message}`);
      last = performance.now();
      took.push(last - asked);
    }
  };
  try {
    await Promise.all(authors.map(keepPosting));
  } finally {
    client.close();
  }
  return {
    ideas: took.length,
    perS: (took.length / (last - began)) * 1_000,
    p50Ms: quantile(took, 0.5),
    p99Ms: quantile(took, 0.99),
  };
}
