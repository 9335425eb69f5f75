import { setTimeout as sleep } from "node:timers/promises";
import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import { isFinal, retryAfterMs, type Problem } from "./problems.js";

export interface WatchedIdea {
  kind: string;
  title: string;
  postedAt: string;
  author: { name: string } | null;
  themes: { slug: string }[];
}

export interface WatchOptions {
  /** Of the service's WebSocket. */
  url: string;
  token: string | undefined;
  filter: { kinds?: string[]; themes?: string[] };
  /** The cursor to go on from; without it the watch begins now. */
  since: string | null;
  /** What it throws ends the watch. */
  show: (idea: WatchedIdea) => void;
  /** Told at each connection from which on nothing is missed. */
  watching: () => void;
  /** Told of what ended a connection, or kept it from coming about, and will be tried again. */
  lost: (problem: Problem) => void;
  /** How often a ping goes out, which must be answered before the next one is due; every 10 s by default. */
  pingEveryMs?: number;
}

const liveCursor = "query LiveCursor { liveCursor }";
const ideaPosted = `subscription IdeaPosted($filter: IdeaFilter, $after: String) {
  ideaPosted(filter: $filter, after: $after) {
    cursor
    idea { kind title postedAt author { name } themes { slug } }
  }
}`;

const connectTimeoutMs = 10_000;
const longestWaitMs = 30_000;

/** Shows every idea after its cursor once, in order, over as many connections as it takes. */
export class IdeaWatch {
  /** That of the last idea shown; before the first one, where the watch began. */
  cursor: string | null;
  #isShowing = false;

  constructor(readonly options: WatchOptions) {
    this.cursor = options.since;
  }

  /** Ends with a problem that trying again cannot mend. */
  async run(): Promise<Problem> {
    for (let failures = 0; ; failures++) {
      const began = performance.now();
      // One client a connection. With retries of its own it would keep the id of the subscription, and show twice what
      // an old socket says after all when the new one has said it.
      const client = this.#client();
      const problem = await this.#follow(client)
        .catch((error: unknown) => {
          // Not of the connection: the same idea would come again for ever.
          if (this.#isShowing) throw error;
          return error as Problem;
        })
        .finally(() => client.dispose());
      if (isFinal(problem)) return problem;
      this.options.lost(problem);
      if (performance.now() - began > longestWaitMs) failures = 0;
      await sleep(Math.max(backOffMs(failures), retryAfterMs(problem)));
    }
  }

  /**
   * Shows what comes over one connection; ends with its errors, or by throwing what the client says of the connection.
   */
  async #follow(client: Client): Promise<Problem> {
    // Asked for once: from here on nothing is missed, even if the connection breaks before the first idea.
    if (this.cursor === null)
      for await (const { data, errors } of client.iterate<{ liveCursor: string }>({ query: liveCursor })) {
        if (errors) return errors;
        this.cursor = data!.liveCursor;
        this.options.watching();
      }
    const variables = { filter: this.options.filter, after: this.cursor };
    const stream = client.iterate<{ ideaPosted: { cursor: string; idea: WatchedIdea } }>({
      query: ideaPosted,
      variables,
    });
    for await (const { data, errors } of stream) {
      if (errors) return errors;
      this.#isShowing = true;
      this.options.show(data!.ideaPosted.idea);
      this.#isShowing = false;
      this.cursor = data!.ideaPosted.cursor;
    }
    return { message: "the service ended the stream" };
  }

  #client(): Client {
    const { url, token, watching, pingEveryMs = 10_000 } = this.options;
    let unanswered: NodeJS.Timeout | undefined;
    const client = createClient({
      url,
      webSocketImpl: PatientWebSocket,
      ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
      retryAttempts: 0,
      // The socket of the query is that of the subscription too.
      lazyCloseTimeout: 1_000,
      connectionAckWaitTimeout: connectTimeoutMs,
      keepAlive: pingEveryMs,
      on: {
        connected: () => {
          if (this.cursor !== null) watching();
        },
        // A connection may break without a word to either side; then a ping stays unanswered.
        ping: (received) => {
          if (!received) unanswered = setTimeout(() => client.terminate(), pingEveryMs);
        },
        pong: (received) => {
          if (received) clearTimeout(unanswered);
        },
        closed: () => clearTimeout(unanswered),
      },
    });
    return client;
  }
}

/** One that does not wait for ever for an address that does not answer. */
class PatientWebSocket extends WebSocket {
  constructor(url: string, protocols: string) {
    super(url, protocols, { handshakeTimeout: connectTimeoutMs });
  }
}

/** Longer after each failure, and never the same for all who lost their connection at once. */
function backOffMs(failures: number): number {
  const max = Math.min(longestWaitMs, 500 * 2 ** failures);
  return max / 2 + (Math.random() * max) / 2;
}
