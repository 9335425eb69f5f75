import { CloseCode, createClient } from "graphql-ws";
import { ask } from "./ask.js";
import { SignInNeeded } from "./session.js";

const pingEveryMs = 10_000;
const longestWaitMs = 30_000;

/** Errors that pass by themselves, or that a new subscription mends. All others come again however often one asks. */
const passing = [
  "SLOW_CONSUMER",
  "UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
  "RATE_LIMITED",
  "TOO_MANY_OPERATIONS",
  "UNAUTHENTICATED",
];

/** Closes that come again: the two do not speak the same protocol. 4403 is none of them; a new token mends it. */
const finalCloses = [
  CloseCode.BadRequest,
  CloseCode.BadResponse,
  CloseCode.Unauthorized,
  CloseCode.SubprotocolNotAcceptable,
  CloseCode.SubscriberAlreadyExists,
  CloseCode.TooManyInitialisationRequests,
];

/** The code of the service's error, or the number of the socket's close. */
export const codeOf = (problem) => (Array.isArray(problem) ? problem[0].extensions?.code : problem?.code);

const isFinal = (problem) =>
  problem instanceof SignInNeeded ||
  (Array.isArray(problem) ? !passing.includes(codeOf(problem)) : finalCloses.includes(codeOf(problem)));

/**
 * Follows a subscription over as many connections as it takes: every event once and in order. Ends when `signal` says so,
 * and by throwing what trying again cannot mend. The query has a variable `$after`, and selects `cursor`.
 *
 * - `begin(token)` gives the cursor to start from: one that was stored, or `liveCursor`. It is asked until it has answered.
 * - `show(data, cursor)` shows an event and stores its cursor, which is where the next connection, or the next run, goes on.
 *   What it throws ends the following: the same event would come again for ever.
 * - `told(state, problem)` is told `"watching"` at each connection, and `"lost"` with what ended it.
 * - `opened(client)`, if there is one, is handed the client of each connection.
 */
export async function follow({ service, session, webSocketImpl, query, variables, signal, ...listener }) {
  const { begin = () => liveCursor(service), show, told = () => {}, opened } = listener;
  let after = variables?.after ?? null;
  for (let failures = 0; !signal?.aborted; failures++) {
    const began = Date.now();
    let client = null;
    let token = null;
    let problem = null;
    let isShowing = false;
    const dispose = () => void client?.dispose();
    signal?.addEventListener("abort", dispose, { once: true });
    try {
      // Renewed before the socket is opened, which waits three seconds for its first message and no longer.
      token = await session.accessToken();
      after ??= await begin(token);
      if (signal?.aborted) return;
      client = clientFor(service, { token, webSocketImpl, connected: () => told("watching") });
      opened?.(client);
      for await (const { data, errors } of client.iterate({ query, variables: { ...variables, after } })) {
        if (errors) throw errors;
        const { cursor } = Object.values(data)[0];
        isShowing = true;
        show(data, cursor);
        isShowing = false;
        after = cursor;
      }
    } catch (error) {
      problem = error;
    }
    signal?.removeEventListener("abort", dispose);
    await client?.dispose();
    if (signal?.aborted) return;
    if (isShowing || isFinal(problem)) throw problem;
    told("lost", problem);
    // The token has run out, or the session has ended; whether it has, the renewal will tell.
    if (codeOf(problem) === CloseCode.Forbidden || codeOf(problem) === "UNAUTHENTICATED") await session.refused(token);
    if (Date.now() - began > longestWaitMs) failures = 0;
    await pause(Math.max(backOffMs(failures), retryAfterMs(problem)), signal);
  }
}

const liveCursor = async (service) => (await ask(service, "{ liveCursor }")).liveCursor;

/**
 * Follows a subscription for a GraphQL client, whose transport takes such a sink: `next`, `error` and `complete`. Returns
 * the function that ends it.
 */
export function subscribe(options, { query, variables }, sink) {
  const ended = new AbortController();
  const { signal } = ended;
  follow({ ...options, query, variables, signal, show: (data) => sink.next({ data }) }).then(
    () => sink.complete(),
    (problem) => {
      if (!Array.isArray(problem)) return sink.error(problem);
      // Errors of GraphQL are a result.
      sink.next({ errors: problem });
      sink.complete();
    },
  );
  return () => ended.abort();
}

/**
 * A client for one connection. With retries of its own it would keep the id of the subscription, and show twice what an old
 * socket says after all when the new one has said it.
 */
function clientFor(service, { token, webSocketImpl, connected }) {
  let unanswered;
  const client = createClient({
    url: `${service.replace(/^http/, "ws")}/graphql`,
    webSocketImpl,
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
    retryAttempts: 0,
    connectionAckWaitTimeout: 10_000,
    keepAlive: pingEveryMs,
    on: {
      connected,
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

/** Longer after each failure, and never the same for all who lost their connection at once. */
function backOffMs(failures) {
  const most = Math.min(longestWaitMs, 500 * 2 ** failures);
  return most / 2 + (Math.random() * most) / 2;
}

const retryAfterMs = (problem) => (Array.isArray(problem) ? (problem[0].extensions?.retryAfterSeconds ?? 0) * 1000 : 0);

const pause = (ms, signal) =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
