import { v7 as uuidv7 } from "uuid";
import type { Logger } from "pino";
import type { Config } from "../config.js";
import { Budgets } from "../core/budget/budgets.js";
import { ServiceTime } from "../core/budget/service-time.js";
import type { Database } from "../core/database/database.js";
import { EventLogReader } from "../core/event-log/event-log-reader.js";
import { inherit, systemContext } from "../core/graphql/context.js";
import { NodeRegistry } from "../core/graphql/node-registry.js";
import { JobRunner } from "../core/jobs/job-runner.js";
import { linksBy } from "../core/links/links.js";
import { Mailer } from "../core/mail/mailer.js";
import { configuredTransport } from "../core/mail/configured-transport.js";
import { ErrorCounts } from "../core/metrics/error-counts.js";
import { SubscriptionHub } from "../core/subscriptions/subscription-hub.js";
import {
  isolation,
  mailTemplates,
  mergedReferences,
  nodeLoaders,
  notificationRules,
  onComment,
  onCompletion,
  personalTables,
  subscriptionDefinitions,
  undeliveredMails,
} from "./contributions.js";
import { accountByMemberId } from "../domains/identity/account.reads.js";
import { modules } from "./modules.js";
import type { Services } from "./services.js";

export interface CreatedServices {
  services: Services;
  mailer: Mailer;
}

interface CreateOptions {
  config: Config;
  log: Logger;
  database: Database;
  databaseUrl: string;
  /** Signs tokens and makes the secrets of mails. */
  secret: string;
  /** Seal stored data; null when there are none. */
  dataKeys: readonly string[] | null;
  /** Where the service listens; empty before it does. */
  listening: () => string;
}

/** Services for a command: none is started, and none signs or seals anything. */
export const commandServices = (
  options: Pick<CreateOptions, "config" | "log" | "database" | "databaseUrl">,
): Services => createServices({ ...options, secret: "", dataKeys: null, listening: () => "" }).services;

/** Makes the services of the core, then those of each module. Nothing is started. */
export function createServices({
  config,
  log,
  database,
  databaseUrl,
  secret,
  dataKeys,
  listening,
}: CreateOptions): CreatedServices {
  const publicUrl = (): string => (config.publicUrl ?? listening()).replace(/\/+$/, "");
  const mailer = new Mailer(database, log, configuredTransport(config, log), {
    templates: mailTemplates,
    undelivered: undeliveredMails,
    from: config.mailFrom,
    secret,
    networkUrl: publicUrl,
    addressOf: async (db, memberId) => (await accountByMemberId(db, memberId))?.email ?? null,
    limits: config.mailLimits,
    accountUrl: () => config.accountUrl?.replace(/\/+$/, "") ?? `${publicUrl()}/account`,
    readAs: (db, callerId, language) =>
      inherit(systemContext(services, log), { db, callerId, language, loaders: new Map() }),
  });
  const core = {
    database,
    events: new EventLogReader(database, databaseUrl, log),
    nodes: new NodeRegistry(nodeLoaders),
    mailer,
    errorCounts: new ErrorCounts(),
    hidesSchema: !config.introspection || config.trustedDocuments !== undefined,
    writeLimits: config.writeLimits,
    addressLimits: { failures: config.failedSignInsPerAddress, signUps: config.signUpsPerAddress },
    publicUrl,
    mergedReferences,
    linkTo: linksBy(config.linkTemplates, publicUrl),
    now: () => new Date(),
    newId: () => uuidv7(),
    budgets: new Budgets(database, log, {
      member: config.costPerMinute,
      anonymous: config.costPerMinuteAnonymous,
      second: config.costPerSecond,
    }),
    serviceTime: new ServiceTime(),
    subscriptions: new SubscriptionHub(() => services, { definitions: subscriptionDefinitions, isolation }, log),
    jobs: new JobRunner(),
  };
  const options = {
    config,
    log,
    databaseUrl,
    secret,
    dataKeys,
    services: () => services,
    notificationRules,
    personalTables,
    onComment,
    onCompletion,
  };
  // Complete once every module has added its own; each finds those of the modules before it.
  const services = core as unknown as Services;
  for (const module of modules) Object.assign(services, module.services?.(services, options));
  return { services, mailer };
}
