import { CloseCode, createClient } from "graphql-ws";
import { SignInNeeded } from "./session.js";

const IDEA_POSTED = `subscription IdeaPosted($after: String) {
  ideaPosted(after: $after) {
    cursor
    idea { id kind title author { name } themes { slug } }
  }
}`;

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
 * Shows every new idea, once and in order, over as many connections as it takes; ends by throwing what trying again cannot mend.
 *
 * - `begin(token)` gives the cursor to start from: one that was kept, or `liveCursor`. It is asked until it has answered.
 * - `show(idea, cursor)` shows an idea and keeps its cursor, which is where the next connection, or the next run, goes on. What it
 *   throws ends the watching: the same idea would come again for ever.
 * - `told(state, problem)` is told `"watching"` at each connection, and `"lost"` with what ended it.
 * - `opened(client)`, if there is one, is handed the client of each connection.
 */
export async function watchIdeas({ service, session, webSocketImpl, begin, show, told, opened }) {
  let after = null;
  for (let failures = 0; ; failures++) {
    const began = Date.now();
    let client = null;
    let token = null;
    let problem = null;
    let isShowing = false;
    try {
      // Renewed before the socket is opened, which waits three seconds for its first message and no longer.
      token = await session.accessToken();
      after ??= await begin(token);
      client = clientFor(service, { token, webSocketImpl, connected: () => told("watching") });
      opened?.(client);
      for await (const { data, errors } of client.iterate({ query: IDEA_POSTED, variables: { after } })) {
        if (errors) throw errors;
        isShowing = true;
        show(data.ideaPosted.idea, data.ideaPosted.cursor);
        isShowing = false;
        after = data.ideaPosted.cursor;
      }
    } catch (error) {
      problem = error;
    }
    await client?.dispose();
    if (isShowing || isFinal(problem)) throw problem;
    told("lost", problem);
    // The token has run out, or the session has ended; whether it has, the renewal will tell.
    if (codeOf(problem) === CloseCode.Forbidden || codeOf(problem) === "UNAUTHENTICATED") await session.refused(token);
    if (Date.now() - began > longestWaitMs) failures = 0;
    await pause(Math.max(backOffMs(failures), retryAfterMs(problem)));
  }
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

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
