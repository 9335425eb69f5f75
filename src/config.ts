import { join, resolve } from "node:path";
import { withSecretFiles } from "./config/secret-files.js";
import { environment, variables, type Environment } from "./config/variables.js";
import type { LinkTemplates } from "./config/link-templates.js";
import { isOpenTenant, mappingOf, mappingProblems, presetOf, type ClaimMapping } from "./oidc-config.js";

const isProduction = ({ NODE_ENV }: { NODE_ENV?: string | undefined }): boolean => NODE_ENV === "production";

/** What must be set in production: one of these variables each, or the process does not start. */
const requiredInProduction = [
  {
    anyOf: ["AUTH_SECRET"],
    problem:
      "AUTH_SECRET: must be set when NODE_ENV is production, for example to the output of: openssl rand -hex 32; " +
      "or AUTH_SECRET_FILE to a file with it",
  },
  {
    anyOf: ["SMTP_URL", "OIDC_ISSUER"],
    problem:
      "SMTP_URL: must be set when NODE_ENV is production, or OIDC_ISSUER and OIDC_AUDIENCE must be: " +
      "without a mail server or an issuer, no address of a member is ever verified",
  },
];

/** Load balancers look every second or two as they are commonly set; the stop thereafter takes another second. */
const productionDrainSeconds = 3;

/** What must be set when something else is. */
const companions = [
  ["OIDC_ISSUER", "OIDC_AUDIENCE"],
  ["OIDC_AUDIENCE", "OIDC_ISSUER"],
  ["OIDC_CLIENT_ID", "OIDC_ISSUER"],
  ["OIDC_CLIENT_SECRET", "OIDC_CLIENT_ID"],
  ["OIDC_CLIENT_AUTH", "OIDC_CLIENT_SECRET"],
  ["OIDC_SCOPE", "OIDC_CLIENT_ID"],
  ["OIDC_PRESET", "OIDC_ISSUER"],
  ["OIDC_CLAIMS", "OIDC_ISSUER"],
  ["PRIVACY_STATEMENT_VERSION", "PRIVACY_STATEMENT_URL"],
  ["PRIVACY_STATEMENT_URL", "PRIVACY_STATEMENT_VERSION"],
  ["DORMANT_AFTER_DAYS", "SMTP_URL"],
] as const;

/** When accounts are erased that nobody uses. */
export interface DormancyConfig {
  afterDays: number;
  warningDays: number;
}

/** An external issuer of access tokens. */
export interface OidcConfig {
  issuer: string;
  audience: string;
  claims: ClaimMapping;
  /** The service as a client that sends members to the issuer; absent when it only takes its tokens. */
  client: OidcClientConfig | undefined;
}

export interface OidcClientConfig {
  id: string;
  secret: string | undefined;
  /** How the secret goes to the issuer; undefined where the issuer says how. */
  authentication: "client_secret_basic" | "client_secret_post" | undefined;
  scope: string;
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
  eventRetentionDays: number;
  /** How long connections are still taken after SIGTERM, in milliseconds. */
  drainMs: number;
  backupKey: string | undefined;
  erasureLog: string;
  privacyStatement: { version: string; url: string } | undefined;
  dormancy: DormancyConfig | undefined;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

function oidcOf(data: Environment): OidcConfig | undefined {
  const audience = audienceOf(data);
  if (data.OIDC_ISSUER === undefined || audience === undefined) return undefined;
  const preset = presetOf(data.OIDC_PRESET);
  const client: OidcClientConfig | undefined =
    data.OIDC_CLIENT_ID === undefined
      ? undefined
      : {
          id: data.OIDC_CLIENT_ID,
          secret: data.OIDC_CLIENT_SECRET,
          authentication: data.OIDC_CLIENT_AUTH,
          scope: data.OIDC_SCOPE ?? preset.scope,
        };
  return { issuer: data.OIDC_ISSUER, audience, claims: mappingOf(preset, data.OIDC_CLAIMS), client };
}

/** The audience, where access tokens are for the client itself by default the client. */
const audienceOf = (env: Partial<Record<string, unknown>>): string | undefined =>
  (env.OIDC_AUDIENCE ?? (presetOf(env.OIDC_PRESET).audienceIsClient ? env.OIDC_CLIENT_ID : undefined)) as
    string | undefined;

/** What is wrong with an issuer although each of its variables has the right form. */
function oidcProblems(data: Environment): string[] {
  const preset = presetOf(data.OIDC_PRESET);
  const problems = mappingProblems(preset, data.OIDC_CLAIMS).map((problem) => `OIDC_CLAIMS.${problem}`);
  if (data.OIDC_ISSUER !== undefined && isOpenTenant(data.OIDC_ISSUER))
    problems.push("OIDC_ISSUER: must be the issuer of one tenant, https://login.microsoftonline.com/<tenant id>/v2.0");
  if (isProduction(data) && data.OIDC_ISSUER !== undefined && !preset.givesAddresses && data.SMTP_URL === undefined)
    problems.push(
      `SMTP_URL: must be set when NODE_ENV is production and OIDC_PRESET is ${data.OIDC_PRESET}: ` +
        "its members confirm their address by mail",
    );
  return problems;
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
  const closed = requiredInProduction
    .filter(({ anyOf }) => isProduction(present) && !anyOf.some((name) => name in present || `${name}_FILE` in present))
    .map(({ problem }) => problem);
  const wrong = (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const missing = companions
    .filter(([name, other]) => name in present && !(other in present))
    .filter(([, other]) => other !== "OIDC_AUDIENCE" || audienceOf(present) === undefined)
    .map(([name, other]) => `${other}: must be set when ${name} is`);
  if (data) missing.push(...oidcProblems(data));
  if (data && data.MIN_IN_FLIGHT > data.MAX_IN_FLIGHT) wrong.push("MIN_IN_FLIGHT: must not be above MAX_IN_FLIGHT");
  if (data?.DORMANT_AFTER_DAYS !== undefined && data.DORMANT_WARNING_DAYS >= data.DORMANT_AFTER_DAYS)
    wrong.push("DORMANT_WARNING_DAYS: must be below DORMANT_AFTER_DAYS");
  const problems = [...wrong, ...unreadable, ...closed, ...missing];
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
    oidc: oidcOf(data),
    smtpUrl: data.SMTP_URL,
    unverifiedSignUp: !isProduction(data),
    mailFrom: data.MAIL_FROM ?? `INO <no-reply@${mailDomain(data.PUBLIC_URL)}>`,
    accountUrl: data.ACCOUNT_URL,
    linkTemplates: data.LINK_TEMPLATES,
    suggestionsBy: data.SUGGESTIONS,
    freshContacts: data.FRESH_CONTACTS,
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
