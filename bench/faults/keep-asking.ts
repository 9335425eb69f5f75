import { Agent, request } from "node:http";

export interface Asking {
  /** Waits for so many answers. */
  answered: (count: number) => Promise<void>;
  /** What failed, once the service takes no more connections. */
  failures: Promise<string[]>;
  /** How many were answered. */
  count: () => number;
}

/** Clients with keep-alive connections that ask on and on, until the service does not take connections any more. */
export function keepAsking(url: string, clients: number): Asking {
  let answers = 0;
  const waiting: (() => void)[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const askOnce = (): Promise<string | null> =>
    new Promise((resolve) => {
      const sent = request(
        url,
        { agent, method: "POST", headers: { "content-type": "application/json" } },
        (response) => {
          response
            .resume()
            .on("end", () => resolve(response.statusCode === 200 ? null : `status ${response.statusCode}`));
        },
      );
      sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      sent.end(JSON.stringify({ query: "{ ideas { nodes { title } } }" }));
    });
  const client = async (): Promise<string[]> => {
    for (;;) {
      const failure = await askOnce();
      // Nobody listens any more: a load balancer would ask elsewhere.
      if (failure === "ECONNREFUSED") return [];
      if (failure) return [failure];
      answers++;
      waiting.splice(0).forEach((resume) => resume());
    }
  };
  const failures = Promise.all(Array.from({ length: clients }, client)).then((all) => {
    agent.destroy();
    return all.flat();
  });
  return {
    failures,
    count: () => answers,
    answered: async (count) => {
      while (answers < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
