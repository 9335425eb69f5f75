import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import type { Logger } from "pino";
import type { Logger as SqlLogger } from "typeorm";
import { Budgets } from "../core/budget/budgets.js";
import { readTrustedDocuments } from "../server/operations/trusted-documents.file.js";
import { isolatedBy } from "../domains/blocks/isolated-by.js";
import { RequestExpiry } from "../domains/collaborations/collaboration-request-expiry.js";
import type { Config } from "../config.js";
import { openDatabase } from "../core/database/open-database.js";
import { hasDemoSignIn, loadDemoNetwork } from "../demo/demo-network.js";
import type { Services } from "./services.js";
import { schema } from "./schema.js";
import { startHttpServer, type HttpServer } from "../server/server.js";
import { openIdConnect } from "../domains/identity/oidc/open-id-connect.js";
import { PasswordHasher } from "../domains/identity/passwords.js";
import { keptSecret } from "../domains/identity/secret.js";
import { Revocations } from "../domains/identity/revocations.js";
import { Sweeper } from "../domains/identity/sweeper.js";
import { KnownAccounts } from "../domains/identity/known-accounts.js";
import { NodeRegistry } from "../core/graphql/node-registry.js";
import {
  accountPages,
  importFiles,
  nodeLoaders,
  notificationRules,
  personalTables,
  subscriptionDefinitions,
} from "./contributions.js";
import { modules } from "./modules.js";
import { databaseSchema } from "./database-schema.js";
import { Tokens } from "../domains/identity/tokens.js";
import { IndexCheck } from "../domains/matchmaking/interest-index/index-check.js";
import { Exposure } from "../domains/impressions/exposure.js";
import { InterestIndex } from "../domains/matchmaking/interest-index/interest-index.js";
import { Ranker } from "../domains/matchmaking/ranker/ranker.js";
import { MemberGraphProjection } from "../domains/matchmaking/graph/member-graph.projection.js";
import { EventLogReader } from "../core/event-log/event-log-reader.js";
import { LogRetention } from "../core/event-log/log-retention.js";
import { metricsOf, readinessChecksOf } from "./monitoring.js";
import { SubscriptionHub } from "../core/subscriptions/subscription-hub.js";
import type { MailTransport } from "../core/mail/mail-transport.js";
import { folderTransport } from "../core/mail/folder-transport.js";
import { Mailer } from "../core/mail/mailer.js";
import { smtpTransport } from "../core/mail/smtp-transport.js";
import { Recipients } from "../domains/notifications/recipients.reads.js";
import { Notifier } from "../domains/notifications/notifier.js";
import { ThemeCache } from "../domains/themes/theme-cache.js";

export interface App {
  /** Where the service listens: `http://127.0.0.1:4000`. */
  url: string;
  /** Whether the demo sign-in works. */
  demo: boolean;
  services: Services;
  /** Stops everything in the order in which it leans on each other; can be called again. */
  stop: () => Promise<void>;
}

export interface AppOptions {
  log: Logger;
  /** Is told every SQL statement. */
  sqlLogger?: SqlLogger;
  /** Cuts the start short: what was begun is stopped in order, and the start fails with the signal's reason. */
  signal?: AbortSignal;
}

/** Puts the service together: the one place where everything is made. */
export async function createApp(
  config: Config,
  { log, sqlLogger, signal = new AbortController().signal }: AppOptions,
): Promise<App> {
  const trustedDocuments =
    config.trustedDocuments === undefined ? null : readTrustedDocuments(config.trustedDocuments, schema);
  const { database, url: databaseUrl, close } = await openDatabase(databaseSchema, config, log, { sqlLogger });
  const events = new EventLogReader(database, databaseUrl, log);
  let stopRest = (): Promise<void> => Promise.resolve();
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= stopRest().then(close));
  try {
    const now = (): Date => new Date();
    const revocations = new Revocations(events, now);
    const secret = config.authSecret ?? (await keptSecret(config.dataDir, "auth-secret"));
    let listening = "";
    const ties = new MemberGraphProjection(database, events, databaseUrl, log);
    const live = new SubscriptionHub(() => services, { definitions: subscriptionDefinitions, isolatedBy }, log);
    const mailer = new Mailer(database, log, mailDelivery(config, log), { from: config.mailFrom, secret });
    const services: Services = {
      nodes: new NodeRegistry(nodeLoaders),
      knownAccounts: new KnownAccounts(),
      database,
      events,
      subscriptions: live,
      notifier: new Notifier(() => services, log, new Recipients(notificationRules)),
      personalTables,
      tokens: new Tokens(secret, now),
      revocations,
      passwords: new PasswordHasher(),
      budgets: new Budgets(database, log, { member: config.costPerMinute, anonymous: config.costPerMinuteAnonymous }),
      mailer,
      oidc: config.oidc ? openIdConnect(config.oidc, { now, revocations }, log) : null,
      interests: new InterestIndex(database, events, databaseUrl, log),
      exposure: new Exposure(database, databaseUrl, log, now),
      memberGraph: ties,
      ranker: new Ranker(database, events, ties, log),
      freshContacts: config.freshContacts,
      suggestionCounts: { given: 0, fresh: 0 },
      themeCache: new ThemeCache(database, log),
      suggestionsBy: config.suggestionsBy,
      publicUrl: () => (config.publicUrl ?? listening).replace(/\/+$/, ""),
      now,
      newId: () => uuidv7(),
    };
    services.knownAccounts.provide((memberId) => services.interests.hasAccount(memberId));
    const retention = new LogRetention(database, log, { days: config.eventRetentionDays, now });
    const projections = [services.interests.projection, services.memberGraph.projection, services.ranker.projection];
    const check = new IndexCheck(services, log);
    const sweeper = new Sweeper(database, log);
    const expiry = new RequestExpiry(services, log);
    let http: HttpServer | null = null;
    stopRest = async () => {
      await http?.stop();
      await live.stop();
      await mailer.stop();
      await services.notifier.stop();
      await sweeper.stop();
      await check.stop();
      await expiry.stop();
      await retention.stop();
      await services.exposure.stop();
      for (const projection of projections) await projection.stop();
      await events.stop();
    };
    signal.throwIfAborted();
    await retention.start();
    if (config.demo) await loadDemoNetwork(services, importFiles, log, signal);
    signal.throwIfAborted();
    await events.start();
    await services.revocations.start();
    live.start();
    const indexed = Promise.all(projections.map((projection) => projection.start()));
    // Told below, once the service can say that it runs.
    indexed.catch(() => undefined);
    http = await startHttpServer({
      config,
      services,
      log,
      schema,
      subscriptionDefinitions,
      trustedDocuments,
      pages: accountPages,
      routes: modules.flatMap(({ routes }) => routes ?? []),
      metrics: metricsOf(services),
      readinessChecks: readinessChecksOf(services),
    });
    listening = http.url;
    mailer.start(config.accountUrl ?? `${services.publicUrl()}/account`);
    await Promise.race([indexed, aborted(signal)]);
    check.start();
    sweeper.start();
    expiry.start();
    services.notifier.start();
    services.exposure.start();
    return { url: http.url, demo: await hasDemoSignIn(database), services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Fails with the reason once the signal is there. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, fail) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
  });

/** Through the mail server, or to a folder that is made with the first mail. */
function mailDelivery({ smtpUrl, dataDir }: Config, log: Logger): MailTransport {
  if (smtpUrl !== undefined) return smtpTransport(smtpUrl);
  const folder = join(dataDir, "mail");
  log.info({ folder }, "without SMTP_URL, mails are written to this folder");
  return folderTransport(folder, log);
}
