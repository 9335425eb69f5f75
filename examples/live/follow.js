import { CloseCode, createClient } from "graphql-ws";
import { ask } from "./ask.js";
import { SignInNeeded } from "./session.js";

const pingEveryMs = 10_000;
const longestWaitMs = 30_000;

/** Errors that pass by themselves, or that a new subscription mends. All others come again however often one asks. */
const transientCodes = [
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

function isFinal(problem, token) {
  if (problem instanceof SignInNeeded) return true;
  if (!Array.isArray(problem)) return finalCloses.includes(codeOf(problem));
  // Without a token, a new one cannot help.
  return !transientCodes.includes(codeOf(problem)) || (codeOf(problem) === "UNAUTHENTICATED" && token === null);
}

/**
 * Follows a subscription over as many connections as it takes: every event once and in order. Ends when `signal` says so,
 * and by throwing what trying again cannot mend. The query has a variable `$after`, and selects `cursor`.
 *
 * - `begin(token)` gives the cursor to start from where `variables` have none: one that was stored, or `liveCursor`. It is
 *   called until it has succeeded.
 * - `show(data, cursor, errors)` shows an event and stores its cursor, which is where the next connection, or the next run,
 *   goes on. `errors` are those of fields that are null. What it throws ends the following: the same event would come again
 *   for ever.
 * - `onState(state, problem)` is called with `"watching"` at each connection, and with `"lost"` and what ended it.
 * - `opened(client)`, if there is one, gets the graphql-ws client of each connection.
 */
export async function follow({ service, session, webSocketImpl, query, variables, signal, ...listener }) {
  const { begin = () => liveCursor(service), show, onState = () => {}, opened } = listener;
  let after = variables?.after ?? null;
  for (let failures = 0; !signal?.aborted; failures++) {
    const began = Date.now();
    let connection = null;
    let token = null;
    let problem = null;
    let isShowing = false;
    let results = null;
    const end = () => void results?.return();
    signal?.addEventListener("abort", end);
    try {
      // Renewed before the socket is opened, which waits three seconds for its first message and no longer.
      token = await session.accessToken();
      after ??= await begin(token);
      if (signal?.aborted) return;
      connection = connect(service, { session, token, webSocketImpl });
      connection.onConnected(() => onState("watching"));
      opened?.(connection.client);
      results = connection.client.iterate({ query, variables: { ...variables, after } });
      for await (const { data, errors } of results) {
        if (!data) throw errors;
        const { cursor } = Object.values(data)[0];
        isShowing = true;
        show(data, cursor, errors);
        isShowing = false;
        after = cursor;
      }
    } catch (error) {
      problem = error;
    } finally {
      signal?.removeEventListener("abort", end);
      connection?.release();
    }
    if (signal?.aborted) return;
    if (isShowing || isFinal(problem, token)) throw problem;
    onState("lost", problem);
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
  const show = (data, _cursor, errors) => sink.next(errors ? { data, errors } : { data });
  follow({ ...options, query, variables, signal, show }).then(
    () => sink.complete(),
    (problem) => {
      if (!Array.isArray(problem)) return sink.error(problem);
      // Errors of GraphQL are a result.
      sink.next({ data: null, errors: problem });
      sink.complete();
    },
  );
  return () => ended.abort();
}

/** The open connection of each session: its subscriptions share it, as a member may have ten at a time. */
const connections = new WeakMap();

function connect(service, { session, token, webSocketImpl }) {
  let connection = connections.get(session);
  if (!connection || connection.isClosed || connection.token !== token) {
    connection = openConnection(service, { token, webSocketImpl });
    connections.set(session, connection);
  }
  connection.users++;
  return {
    client: connection.client,
    onConnected: connection.onConnected,
    release: () => {
      if (--connection.users > 0) return;
      connection.isClosed = true;
      // It fails when the connection did, which whoever follows knows already.
      Promise.resolve(connection.client.dispose()).catch(() => {});
    },
  };
}

/**
 * A client for one connection. With retries of its own it would keep the ids of the subscriptions, and show twice what an
 * old socket says after all when the new one has said it.
 */
function openConnection(service, { token, webSocketImpl }) {
  let unanswered;
  let isConnected = false;
  const waiting = [];
  const connection = { token, users: 0, isClosed: false };
  const client = createClient({
    url: `${service.replace(/^http/, "ws")}/graphql`,
    webSocketImpl,
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
    retryAttempts: 0,
    connectionAckWaitTimeout: 10_000,
    keepAlive: pingEveryMs,
    on: {
      connected: () => {
        isConnected = true;
        for (const call of waiting.splice(0)) call();
      },
      // A connection may break without a word to either side; then a ping stays unanswered.
      ping: (received) => {
        if (!received) unanswered = setTimeout(() => client.terminate(), pingEveryMs);
      },
      pong: (received) => {
        if (received) clearTimeout(unanswered);
      },
      closed: () => {
        connection.isClosed = true;
        clearTimeout(unanswered);
      },
    },
  });
  const onConnected = (call) => (isConnected ? call() : waiting.push(call));
  return Object.assign(connection, { client, onConnected });
}

/** Longer after each failure, and never the same for all who lost their connection at once. */
function backOffMs(failures) {
  const most = Math.min(longestWaitMs, 500 * 2 ** failures);
  return most / 2 + (Math.random() * most) / 2;
}

const retryAfterMs = (problem) => (Array.isArray(problem) ? (problem[0].extensions?.retryAfterSeconds ?? 0) * 1000 : 0);

const pause = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
