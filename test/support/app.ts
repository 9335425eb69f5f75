import { setTimeout as sleep } from "node:timers/promises";
import { createClient, type Client } from "graphql-ws";
import { pino, type Logger } from "pino";
import { WebSocket } from "ws";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, type App } from "../../src/app/app.js";
import type { Config } from "../../src/config.js";
import { dropDatabase, newDatabaseUrl } from "./database.js";
import { StatementCounter } from "./statement-counter.js";

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any form
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

export interface TestApp extends App {
  statements: StatementCounter;
  databaseUrl: string;
  /** Where the service keeps its files, unless the test names another folder; removed at the end. */
  dataDir: string;
  /** Asks over HTTP, as the member of the token. */
  ask: (query: string, variables?: Record<string, unknown>, token?: string) => Promise<Answer>;
  /** A client of graphql-ws, as the member of the token; disposed of with the app. */
  socket: (token?: string) => Client;
  tokenOf: (memberId: string) => Promise<string>;
  /** Waits until the service has read the event log to its present end, and what it names, and has notified of it. */
  caughtUp: () => Promise<void>;
  /** How many subscriptions follow the event log now. */
  followers: () => number;
  /** Stops the service and drops its database. */
  end: () => Promise<void>;
}

export const testConfig = (databaseUrl: string): Config => ({
  production: false,
  port: 0,
  host: "127.0.0.1",
  metrics: "public",
  graphiql: true,
  databaseUrl,
  dataDir: "/nonexistent",
  publicUrl: undefined,
  authSecret: "a secret for tests, long enough to be one",
  previousAuthSecret: undefined,
  dataKeys: ["a key for what tests seal, long enough to be one"],
  demo: false,
  allowedOrigins: [],
  localOrigins: false,
  introspection: true,
  trustedProxies: [],
  costPerMinute: 1_000_000,
  costPerMinuteAnonymous: 1_000_000,
  costPerSecond: 0,
  connectionsPerAddress: 1_000,
  httpConnectionsPerAddress: 500,
  subscriptionsPerAddress: 1_000_000,
  requestsPerAddress: 1_000_000,
  signInsPerAddress: 1_000_000,
  failedSignInsPerAddress: 50,
  signUpsPerAddress: 300,
  passwordQueue: 300,
  // Tests hold operations up: nothing may be refused for it.
  inFlight: { min: 64, max: 64 },
  mailLimits: { asked: 6, unasked: 30 },
  // Tests write a lot.
  writeLimits: false,
  trustedDocuments: undefined,
  oidc: undefined,
  smtpUrl: undefined,
  unverifiedSignUp: true,
  mailFrom: "INO <no-reply@ino.example>",
  accountUrl: undefined,
  linkTemplates: {},
  suggestionsBy: "index",
  freshContacts: 3,
  practiceReview: false,
  eventRetentionDays: 400,
  drainMs: 0,
  backupKey: undefined,
  erasureLog: "/nonexistent/erasures.log",
  privacyStatement: undefined,
  dormancy: undefined,
  logLevel: "silent",
});

/** The whole service on a database of its own, or on the one given, as a second process would run on it. */
export async function testApp(
  sharedUrl?: string,
  overrides: Partial<Config> = {},
  log: Logger = pino({ level: "silent" }),
): Promise<TestApp> {
  const databaseUrl = sharedUrl ?? (await newDatabaseUrl());
  const statements = new StatementCounter();
  const dataDir = await mkdtemp(join(tmpdir(), "ino-app-"));
  const app = await createApp(
    { ...testConfig(databaseUrl), dataDir, erasureLog: join(dataDir, "erasures.log"), ...overrides },
    { log, sqlLogger: statements },
  );
  const clients: Client[] = [];
  return {
    ...app,
    statements,
    databaseUrl,
    dataDir,
    ask: (query, variables, token) => ask(app.url, query, variables, token),
    socket: (token) => {
      const client = createClient({
        url: `${app.url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
      });
      clients.push(client);
      return client;
    },
    caughtUp: async () => {
      const { events, interests, memberGraph, ranker } = app.services;
      const readToEnd = async (): Promise<void> => {
        const end = await events.end();
        events.wake();
        while (events.head < end) await sleep(5);
      };
      await readToEnd();
      // What is made of it stands in the log, too.
      await app.services.trackFollower.job.settled();
      await readToEnd();
      await app.services.notifier.settled();
      await readToEnd();
      for (const { projection } of [interests, memberGraph, ranker]) await projection.settled();
    },
    followers: () => app.services.subscriptions.subscriberCount,
    tokenOf: async (memberId) => (await app.services.tokens.sign(memberId)).token,
    end: async () => {
      for (const client of clients) await client.dispose();
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
      if (sharedUrl === undefined) await dropDatabase(databaseUrl);
    },
  };
}

export async function ask(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
  token?: string,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      // An idle connection that is kept open would hold up the end of the service, which gives clients a moment to
      // leave.
      connection: "close",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Omit<Answer, "status" | "headers">;
  return { ...body, status: response.status, headers: response.headers };
}
