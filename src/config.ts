import { join, resolve } from "node:path";
import { withSecretFiles } from "./config/secret-files.js";
import { environment, isProduction, variables, type Environment } from "./config/variables.js";
import { issuerOf, type OidcConfig } from "./config/issuer.js";
import type { LinkTemplates } from "./config/link-templates.js";
import { problemsTogether } from "./config/problems.js";

/** Load balancers look every second or two as they are commonly set; the stop thereafter takes another second. */
const productionDrainSeconds = 3;

/** When accounts are erased that nobody uses. */
export interface DormancyConfig {
  afterDays: number;
  warningDays: number;
}

export interface Config {
  /** Whether what is meant for trials and development is off unless it is set. */
  production: boolean;
  port: number;
  host: string;
  /** Where `/metrics` is served: on the public port, nowhere, or at an address of its own. */
  metrics: "public" | "off" | { host: string; port: number };
  graphiql: boolean;
  databaseUrl: string | undefined;
  dataDir: string;
  publicUrl: string | undefined;
  authSecret: string | undefined;
  /** The secret before, whose tokens are still accepted. */
  previousAuthSecret: string | undefined;
  /** Encrypt what is stored sealed: the first seals, the second only opens. */
  dataKeys: string[] | undefined;
  demo: boolean;
  allowedOrigins: string[];
  /** Whether browser pages of this machine may call the service, at any port. */
  localOrigins: boolean;
  introspection: boolean;
  trustedProxies: string[];
  costPerMinute: number;
  costPerMinuteAnonymous: number;
  costPerSecond: number;
  connectionsPerAddress: number;
  httpConnectionsPerAddress: number;
  subscriptionsPerAddress: number;
  requestsPerAddress: number;
  signInsPerAddress: number;
  failedSignInsPerAddress: number;
  signUpsPerAddress: number;
  passwordQueue: number;
  inFlight: { min: number; max: number };
  mailLimits: { asked: number; unasked: number };
  writeLimits: boolean;
  trustedDocuments: string | undefined;
  oidc: OidcConfig | undefined;
  smtpUrl: string | undefined;
  unverifiedSignUp: boolean;
  mailFrom: string;
  accountUrl: string | undefined;
  /** Where links to what the network is about lead; the service's own pages for the rest. */
  linkTemplates: LinkTemplates;
  suggestionsBy: "index" | "sql";
  freshContacts: number;
  /** Whether organisers decide about practices before they are published. */
  practiceReview: boolean;
  eventRetentionDays: number;
  /** How long connections are still taken after SIGTERM, in milliseconds. */
  drainMs: number;
  backupKey: string | undefined;
  erasureLog: string;
  privacyStatement: { version: string; url: string } | undefined;
  dormancy: DormancyConfig | undefined;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

function metricsOf(data: Environment): Config["metrics"] {
  const { PORT, METRICS_PORT, METRICS_HOST } = data;
  if (METRICS_PORT === undefined) return isProduction(data) ? "off" : "public";
  // Two free ports are two ports.
  return METRICS_PORT === PORT && PORT !== 0 ? "public" : { host: METRICS_HOST, port: METRICS_PORT };
}

/** A host that mails can be from: an address of the network's own kind is none. */
function mailDomain(publicUrl: string | undefined): string {
  const host = publicUrl === undefined ? "" : new URL(publicUrl).hostname;
  return /[a-z]$/i.test(host) ? host : "localhost";
}

/** The names of all variables that `readConfig` knows. */
export const variableNames = Object.keys(variables);

/** All that is wrong with the environment, one line a variable. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

/** Reads the configuration once; throws a ConfigError that lists every problem. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const { env: present, problems: unreadable } = withSecretFiles(
    Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
    ),
  );
  const { success, data, error } = environment.safeParse(present);
  const wrong = (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const problems = [...wrong, ...unreadable, ...problemsTogether(present, data)];
  if (!success || problems.length > 0) throw new ConfigError(problems);
  const [authSecret, previousAuthSecret] = data.AUTH_SECRET ?? [];
  return {
    production: isProduction(data),
    port: data.PORT,
    host: data.HOST,
    metrics: metricsOf(data),
    graphiql: data.GRAPHIQL ?? !isProduction(data),
    databaseUrl: data.DATABASE_URL,
    dataDir: resolve(data.DATA_DIR),
    publicUrl: data.PUBLIC_URL,
    authSecret,
    previousAuthSecret,
    dataKeys: data.DATA_KEY,
    demo: data.DEMO ?? (data.DATABASE_URL === undefined && !isProduction(data)),
    allowedOrigins: data.ALLOWED_ORIGINS ?? [],
    localOrigins: data.ALLOWED_ORIGINS === undefined && !isProduction(data),
    introspection: data.INTROSPECTION,
    trustedProxies: data.TRUSTED_PROXIES,
    costPerMinute: data.COST_PER_MINUTE,
    costPerMinuteAnonymous: data.COST_PER_MINUTE_ANONYMOUS,
    costPerSecond: data.COST_PER_SECOND,
    connectionsPerAddress: data.CONNECTIONS_PER_ADDRESS,
    httpConnectionsPerAddress: data.HTTP_CONNECTIONS_PER_ADDRESS,
    subscriptionsPerAddress: data.SUBSCRIPTIONS_PER_ADDRESS,
    requestsPerAddress: data.REQUESTS_PER_ADDRESS,
    signInsPerAddress: data.SIGN_INS_PER_ADDRESS,
    failedSignInsPerAddress: data.FAILED_SIGN_INS_PER_ADDRESS,
    signUpsPerAddress: data.SIGN_UPS_PER_ADDRESS,
    passwordQueue: data.PASSWORD_QUEUE,
    inFlight: { min: data.MIN_IN_FLIGHT, max: data.MAX_IN_FLIGHT },
    mailLimits: { asked: data.ASKED_MAILS_PER_ADDRESS, unasked: data.OTHER_MAILS_PER_ADDRESS },
    writeLimits: data.WRITE_LIMITS,
    trustedDocuments: data.TRUSTED_DOCUMENTS,
    oidc: issuerOf(data),
    smtpUrl: data.SMTP_URL,
    unverifiedSignUp: !isProduction(data),
    mailFrom: data.MAIL_FROM ?? `INO <no-reply@${mailDomain(data.PUBLIC_URL)}>`,
    accountUrl: data.ACCOUNT_URL,
    linkTemplates: data.LINK_TEMPLATES,
    suggestionsBy: data.SUGGESTIONS,
    freshContacts: data.FRESH_CONTACTS,
    practiceReview: data.PRACTICE_REVIEW,
    eventRetentionDays: data.EVENT_RETENTION_DAYS,
    drainMs: 1_000 * (data.DRAIN_SECONDS ?? (data.NODE_ENV === "production" ? productionDrainSeconds : 0)),
    backupKey: data.BACKUP_KEY,
    erasureLog: resolve(data.ERASURE_LOG ?? join(data.DATA_DIR, "erasures.log")),
    privacyStatement:
      data.PRIVACY_STATEMENT_VERSION === undefined || data.PRIVACY_STATEMENT_URL === undefined
        ? undefined
        : { version: data.PRIVACY_STATEMENT_VERSION, url: data.PRIVACY_STATEMENT_URL },
    dormancy:
      data.DORMANT_AFTER_DAYS === undefined
        ? undefined
        : { afterDays: data.DORMANT_AFTER_DAYS, warningDays: data.DORMANT_WARNING_DAYS },
    logLevel: data.LOG_LEVEL,
  };
}
