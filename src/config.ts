import { join, resolve } from "node:path";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65535);
const url = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  });
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);
const addresses = list.refine(
  (items) => items.every((item) => z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(item).success),
  { message: "must be addresses or ranges such as 10.0.0.0/8, separated by commas" },
);
const perAddress = z.coerce.number().int().min(1).max(1_000_000);
const mails = z.coerce.number().int().min(1).max(1_000_000);
const inFlight = z.coerce.number().int().min(1).max(1_000);
const costPerMinute = z.coerce.number().int().min(1).max(1_000_000_000);
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const issuer = z.string().refine(
  (text) => {
    if (!URL.canParse(text) || /[?#]/.test(text)) return false;
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || (protocol === "http:" && loopback.has(hostname));
  },
  { message: "must be an address that starts with https:// (http:// on this machine alone), without ? and #" },
);
const scope = z
  .string()
  .refine((text) => text.split(" ").includes("openid"), { message: "must have openid among its words" });
const mailbox = z.string().regex(/^(?:[^<>@"\s][^<>@"\r\n]* )?<[^<>@"\s]+@[^<>@"\s]+>$|^[^<>@"\s]+@[^<>@"\s]+$/, {
  message: "must be an address, alone or after a name: INO <no-reply@example.org>",
});
const onOff = z.enum(["on", "off"], { message: "must be on or off" }).transform((value) => value === "on");

/** Every variable that the service reads, with its meaning, its form and its default. An empty one counts as absent. */
const ageKey = z.string().regex(/^(AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+|age1[0-9a-z]+)$/, {
  message: "must be an age key: AGE-SECRET-KEY-1…, or age1… to make backups alone",
});

const variables = {
  /** The TCP port to listen on; 0 takes a free one. */
  PORT: port.default(4000),
  /** The address to listen on. */
  HOST: z.string().default("127.0.0.1"),
  /**
   * The TCP port of `/metrics`: PORT for the public one, which it is by default outside production; in production it is
   * served at none unless set.
   */
  METRICS_PORT: port.optional(),
  /** The address to listen on there, if it is a port of its own. */
  METRICS_HOST: z.string().default("127.0.0.1"),
  /** `on`: GraphiQL is served on the public port. By default off in production, else on. */
  GRAPHIQL: onOff.optional(),
  /** The PostgreSQL (15 or newer) to use; without it the service runs its own. */
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  /** Where the service keeps its own PostgreSQL and its secrets. */
  DATA_DIR: z.string().default("./data"),
  /** The address under which clients reach the service; by default the one it listens on. */
  PUBLIC_URL: url(["http:", "https:"]).optional(),
  /** The secret that access tokens are signed with, 32 characters at least; by default one is made in DATA_DIR. */
  AUTH_SECRET: z.string().min(32, "must be 32 characters at least").optional(),
  /**
   * `on`: fill an empty database with the demo network. By default on for the embedded PostgreSQL outside production,
   * else off, as everybody knows the password of its sign-in.
   */
  DEMO: onOff.optional(),
  /** Origins of browser pages that may call the service, separated by commas; `*` for all. */
  ALLOWED_ORIGINS: list.default([]),
  /** `off`: the schema cannot be asked for. */
  INTROSPECTION: onOff.default(true),
  /** Proxies whose `X-Forwarded-For` is believed: addresses or CIDR ranges, separated by commas. */
  TRUSTED_PROXIES: addresses.default([]),
  /** The cost that a member may spend in a minute, in all processes together. */
  COST_PER_MINUTE: costPerMinute.default(600_000),
  /** The same for each address that sends requests without signing in. */
  COST_PER_MINUTE_ANONYMOUS: costPerMinute.default(300_000),
  /** What a second costs that an operation keeps the service busy, if that is more than its objects do; 0 for nothing. */
  COST_PER_SECOND: z.coerce.number().int().min(0).max(1_000_000_000).default(30_000),
  /**
   * How many WebSockets and streams of events may be open from one address, of IPv6 from one /64, at a time in a
   * process.
   */
  CONNECTIONS_PER_ADDRESS: perAddress.default(1_000),
  /**
   * How many connections over HTTP may be open from one address, of IPv6 from one /64, at a time in a process; those of
   * trusted proxies do not count.
   */
  HTTP_CONNECTIONS_PER_ADDRESS: perAddress.default(500),
  /** How many subscriptions may run for clients of one address that are not signed in, at a time in a process. */
  SUBSCRIPTIONS_PER_ADDRESS: perAddress.default(200),
  /** How many of their queries and mutations may run at a time, in a process. */
  REQUESTS_PER_ADDRESS: perAddress.default(20),
  /** How many operations may run at a time in a process however slow they become, and when none becomes slower by it. */
  MIN_IN_FLIGHT: inFlight.default(2),
  MAX_IN_FLIGHT: inFlight.default(64),
  /**
   * How many mails go to one address at once that somebody asks for, of each of three sorts: links of a sign-up or a
   * new password, of a change of address, of an erasure; as many again every three hours.
   */
  ASKED_MAILS_PER_ADDRESS: mails.default(6),
  /** The same for other mails, of each of two sorts: news, and notices about the account; as many again every twelve hours. */
  OTHER_MAILS_PER_ADDRESS: mails.default(30),
  /** `off`: what members write is not limited, as for a load test. */
  WRITE_LIMITS: onOff.default(true),
  /** A JSON file with the only documents that may run. */
  TRUSTED_DOCUMENTS: z.string().optional(),
  /** The OpenID Connect issuer whose members may take part, exactly as it names itself. */
  OIDC_ISSUER: issuer.optional(),
  /** What the issuer's access tokens for this service name as their audience. */
  OIDC_AUDIENCE: z.string().optional(),
  /** What the service is called at the issuer; with it, members can sign in there at `/auth/oidc/start`. */
  OIDC_CLIENT_ID: z.string().optional(),
  /** The secret that goes with it; a public client has none. */
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the issuer is asked for, by default the name and the address. */
  OIDC_SCOPE: scope.optional(),
  /**
   * The mail server, with name and password in it where it wants them; without it, mails are written to a folder of
   * DATA_DIR.
   */
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  /** Whom mails are from; by default no-reply at the host of PUBLIC_URL. */
  MAIL_FROM: mailbox.optional(),
  /** Where the links in mails lead; by default `/account` of the service itself. */
  ACCOUNT_URL: url(["http:", "https:"]).optional(),
  /** `sql`: the database ranks suggestions by the plain statement that the interest index is checked against. */
  SUGGESTIONS: z.enum(["index", "sql"]).default("index"),
  /** How many of the first ten suggestions are fresh contacts at least, 0 to 10, where there are that many. */
  FRESH_CONTACTS: z.coerce.number().int().min(0).max(10).default(3),
  /** How many days an event of the log is kept at least, 1 or more. */
  EVENT_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(400),
  /**
   * How many seconds the service still takes connections after SIGTERM while `/readyz` answers 503; by default 3 when
   * NODE_ENV is production, else 0.
   */
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).optional(),
  /** The age key that backups are encrypted for; by default one is made in DATA_DIR for the embedded PostgreSQL. */
  BACKUP_KEY: ageKey.optional(),
  /** The file in which erasures are recorded; by default erasures.log in DATA_DIR. */
  ERASURE_LOG: z.string().optional(),
  /** The version of the privacy statement that members accept when they sign up, and the URL of its text. */
  PRIVACY_STATEMENT_VERSION: z
    .string()
    .regex(/^[\w.-]{1,100}$/, { message: "must be letters, digits, dots and hyphens, such as 2026-11" })
    .optional(),
  PRIVACY_STATEMENT_URL: url(["http:", "https:"]).optional(),
  /** After how many days without a sign-in an account is erased; by default never. */
  DORMANT_AFTER_DAYS: z.coerce.number().int().min(30).max(36_500).optional(),
  /** How many days before that its member is warned by mail, at least. */
  DORMANT_WARNING_DAYS: z.coerce.number().int().min(7).max(365).default(30),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** `production`: what is meant for trials and development is off unless it is set. */
  NODE_ENV: z.string().default("development"),
};

const environment = z.object(variables);

const isProduction = ({ NODE_ENV }: { NODE_ENV?: string | undefined }): boolean => NODE_ENV === "production";

/** What must be set in production: one of these variables each, or the process does not start. */
const requiredInProduction = [
  {
    anyOf: ["AUTH_SECRET"],
    problem: "AUTH_SECRET: must be set when NODE_ENV is production, for example to the output of: openssl rand -hex 32",
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
  ["OIDC_SCOPE", "OIDC_CLIENT_ID"],
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
  /** The service as a client that sends members to the issuer; absent when it only takes its tokens. */
  client: OidcClientConfig | undefined;
}

export interface OidcClientConfig {
  id: string;
  secret: string | undefined;
  scope: string;
}

export interface Config {
  port: number;
  host: string;
  /** Where `/metrics` is served: on the public port, nowhere, or at an address of its own. */
  metrics: "public" | "off" | { host: string; port: number };
  graphiql: boolean;
  databaseUrl: string | undefined;
  dataDir: string;
  publicUrl: string | undefined;
  authSecret: string | undefined;
  demo: boolean;
  allowedOrigins: string[];
  introspection: boolean;
  trustedProxies: string[];
  costPerMinute: number;
  costPerMinuteAnonymous: number;
  costPerSecond: number;
  connectionsPerAddress: number;
  httpConnectionsPerAddress: number;
  subscriptionsPerAddress: number;
  requestsPerAddress: number;
  inFlight: { min: number; max: number };
  mailLimits: { asked: number; unasked: number };
  writeLimits: boolean;
  trustedDocuments: string | undefined;
  oidc: OidcConfig | undefined;
  smtpUrl: string | undefined;
  unverifiedSignUp: boolean;
  mailFrom: string;
  accountUrl: string | undefined;
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

const oidcOf = (data: z.infer<typeof environment>): OidcConfig | undefined =>
  data.OIDC_ISSUER === undefined || data.OIDC_AUDIENCE === undefined
    ? undefined
    : {
        issuer: data.OIDC_ISSUER,
        audience: data.OIDC_AUDIENCE,
        client:
          data.OIDC_CLIENT_ID === undefined
            ? undefined
            : {
                id: data.OIDC_CLIENT_ID,
                secret: data.OIDC_CLIENT_SECRET,
                scope: data.OIDC_SCOPE ?? "openid email profile",
              },
      };

function metricsOf(data: z.infer<typeof environment>): Config["metrics"] {
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
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const { success, data, error } = environment.safeParse(present);
  const closed = requiredInProduction
    .filter(({ anyOf }) => isProduction(present) && !anyOf.some((name) => name in present))
    .map(({ problem }) => problem);
  const wrong = (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const missing = companions
    .filter(([name, other]) => name in present && !(other in present))
    .map(([name, other]) => `${other}: must be set when ${name} is`);
  if (data && data.MIN_IN_FLIGHT > data.MAX_IN_FLIGHT) wrong.push("MIN_IN_FLIGHT: must not be above MAX_IN_FLIGHT");
  if (data?.DORMANT_AFTER_DAYS !== undefined && data.DORMANT_WARNING_DAYS >= data.DORMANT_AFTER_DAYS)
    wrong.push("DORMANT_WARNING_DAYS: must be below DORMANT_AFTER_DAYS");
  const problems = [...wrong, ...closed, ...missing];
  if (!success || problems.length > 0) throw new ConfigError(problems);
  return {
    port: data.PORT,
    host: data.HOST,
    metrics: metricsOf(data),
    graphiql: data.GRAPHIQL ?? !isProduction(data),
    databaseUrl: data.DATABASE_URL,
    dataDir: resolve(data.DATA_DIR),
    publicUrl: data.PUBLIC_URL,
    authSecret: data.AUTH_SECRET,
    demo: data.DEMO ?? (data.DATABASE_URL === undefined && !isProduction(data)),
    allowedOrigins: data.ALLOWED_ORIGINS,
    introspection: data.INTROSPECTION,
    trustedProxies: data.TRUSTED_PROXIES,
    costPerMinute: data.COST_PER_MINUTE,
    costPerMinuteAnonymous: data.COST_PER_MINUTE_ANONYMOUS,
    costPerSecond: data.COST_PER_SECOND,
    connectionsPerAddress: data.CONNECTIONS_PER_ADDRESS,
    httpConnectionsPerAddress: data.HTTP_CONNECTIONS_PER_ADDRESS,
    subscriptionsPerAddress: data.SUBSCRIPTIONS_PER_ADDRESS,
    requestsPerAddress: data.REQUESTS_PER_ADDRESS,
    inFlight: { min: data.MIN_IN_FLIGHT, max: data.MAX_IN_FLIGHT },
    mailLimits: { asked: data.ASKED_MAILS_PER_ADDRESS, unasked: data.OTHER_MAILS_PER_ADDRESS },
    writeLimits: data.WRITE_LIMITS,
    trustedDocuments: data.TRUSTED_DOCUMENTS,
    oidc: oidcOf(data),
    smtpUrl: data.SMTP_URL,
    unverifiedSignUp: !isProduction(data),
    mailFrom: data.MAIL_FROM ?? `INO <no-reply@${mailDomain(data.PUBLIC_URL)}>`,
    accountUrl: data.ACCOUNT_URL,
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
