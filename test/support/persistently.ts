interface Answer {
  errors?: { extensions?: { code?: string } }[];
}

/** Asks again for as long as the service is too busy, as a client does: a hundred at once are many for a slow machine. */
export async function persistently<A extends Answer>(ask: () => Promise<A>): Promise<A> {
  for (;;) {
    const answer = await ask();
    if (!answer.errors?.some(({ extensions }) => extensions?.code === "UNAVAILABLE")) return answer;
  }
}
