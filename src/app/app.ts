import type { Logger } from "pino";
import type { Logger as SqlLogger } from "typeorm";
import type { Config } from "../config.js";
import { startErrorOf } from "../core/database/disk-full.js";
import { openDatabase } from "../core/database/open-database.js";
import { LogRetention } from "../core/event-log/log-retention.js";
import { PeriodicJob } from "../core/jobs/periodic-job.js";
import { retentionJob } from "../core/jobs/retention.job.js";
import { searchVectorsJob } from "../core/search/search-vectors.job.js";
import { hasDemoSignIn, loadDemoNetwork } from "../demo/demo-network.js";
import { keptSecret } from "../domains/identity/secret.js";
import { readTrustedDocuments } from "../server/operations/trusted-documents.file.js";
import { startHttpServer, type HttpServer } from "../server/server.js";
import { accountPages, importFiles, retention, searchedTables, subscriptionDefinitions } from "./contributions.js";
import { createServices } from "./create-services.js";
import { dataKeysOf } from "./data-keys.js";
import { databaseSchema } from "./database-schema.js";
import { modules } from "./modules.js";
import { metricsOf, readinessChecksOf } from "./monitoring.js";
import { schema } from "./schema.js";
import type { Services } from "./services.js";

export interface App {
  /** Where the service listens: `http://127.0.0.1:4000`. */
  url: string;
  /** Where `/metrics` is, when it has an address of its own. */
  metricsUrl: string | null;
  /** Whether the demo sign-in works. */
  demo: boolean;
  services: Services;
  /** From now on `/readyz` answers 503, so that load balancers send nobody any more; everything else goes on. */
  leave: () => void;
  /** Stops everything, whatever uses something before what it uses; can be called again. */
  stop: () => Promise<void>;
}

export interface AppOptions {
  log: Logger;
  /** Receives every SQL statement. */
  sqlLogger?: SqlLogger;
  /** Cuts the start short: what was begun is stopped in order, and the start fails with the signal's reason. */
  signal?: AbortSignal;
}

/** Puts the service together and starts it. */
export async function createApp(
  config: Config,
  { log, sqlLogger, signal = new AbortController().signal }: AppOptions,
): Promise<App> {
  const trustedDocuments =
    config.trustedDocuments === undefined ? null : readTrustedDocuments(config.trustedDocuments, schema);
  const { database, url: databaseUrl, close } = await openDatabase(databaseSchema, config, log, { sqlLogger });
  let stopRest = (): Promise<void> => Promise.resolve();
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= stopRest().then(close));
  try {
    const secret = config.authSecret ?? (await keptSecret(config.dataDir, "auth-secret"));
    const dataKeys = await dataKeysOf(config);
    let listening = "";
    const { services, mailer } = createServices({
      ...{ config, log, database, databaseUrl, secret, dataKeys },
      listening: () => listening,
    });
    const { events, subscriptions, jobs, now } = services;
    const projections = modules.flatMap((module) => module.projections?.(services) ?? []);
    let http: HttpServer | null = null;
    stopRest = async () => {
      await http?.stop();
      await subscriptions.stop();
      await mailer.stop();
      await jobs.stop();
      for (const projection of projections) await projection.stop();
      await events.stop();
    };
    signal.throwIfAborted();
    const logRetention = new LogRetention(database, log, { days: config.eventRetentionDays, now });
    await jobs.start(new PeriodicJob(logRetention.declaration, log));
    if (config.demo) await loadDemoNetwork(services, importFiles, log, signal);
    signal.throwIfAborted();
    await events.start();
    for (const module of modules) await module.start?.(services);
    subscriptions.start();
    const projected = Promise.all(projections.map((projection) => projection.start()));
    // A failure is thrown below, once the service can say that it runs.
    projected.catch(() => undefined);
    http = await startHttpServer({
      ...{ config, services, log, schema, subscriptionDefinitions, trustedDocuments },
      pages: accountPages,
      serveRoutes: (app, options) => modules.forEach((module) => module.routes?.(app, options)),
      metrics: metricsOf(services, mailer),
      readinessChecks: readinessChecksOf(services),
    });
    listening = http.url;
    void jobs.start(mailer.job);
    await Promise.race([projected, aborted(signal)]);
    void jobs.start(
      new PeriodicJob(retentionJob(database, retention), log),
      new PeriodicJob(searchVectorsJob(database, searchedTables), log),
      ...modules.flatMap((module) => module.jobs?.(services, log) ?? []),
    );
    const { url, metricsUrl, leave } = http;
    return { url, metricsUrl, leave, demo: await hasDemoSignIn(database), services, stop };
  } catch (error) {
    await stop();
    throw await startErrorOf(error, config.dataDir, config.databaseUrl);
  }
}

/** Fails with the reason once the signal is there. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, fail) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
  });
