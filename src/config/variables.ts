import { z } from "zod";
import { linkTemplatesVariable } from "./link-templates.js";
import { claimsVariable, presetNames } from "../oidc-config.js";

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

const ageKey = z.string().regex(/^(AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+|age1[0-9a-z]+)$/, {
  message: "must be an age key: AGE-SECRET-KEY-1…, or age1… to make backups alone",
});

/** A file whose content stands for the variable of the same name without `_FILE`. */
const secretFile = z.string().optional();

/** One secret, or two: what is signed with the second is still accepted. A comma within a secret separates nothing. */
const secrets = z
  .string()
  .min(32, "must be 32 characters at least")
  .transform((text) => {
    const parts = text.split(/[,\n]/).map((part) => part.trim());
    return parts.length > 1 && parts.every((part) => part.length >= 32) ? parts : [text];
  })
  .refine((found) => found.length <= 2, { message: "must be at most two secrets: the new one and the one before" });

/** Every variable that the service reads, with its meaning, its form and its default. An empty one counts as absent. */
export const variables = {
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
  /**
   * The secret that access tokens are signed with, 32 characters at least; by default one is made in DATA_DIR. A second
   * one of 32 characters after a comma is the secret before it, whose tokens are still accepted.
   */
  AUTH_SECRET: secrets.optional(),
  AUTH_SECRET_FILE: secretFile,
  /** What the answers to the questions of hosts are encrypted with; a second one after a comma still opens what it sealed. */
  DATA_KEY: secrets.optional(),
  DATA_KEY_FILE: secretFile,
  DATABASE_URL_FILE: secretFile,
  SMTP_URL_FILE: secretFile,
  OIDC_CLIENT_SECRET_FILE: secretFile,
  BACKUP_KEY_FILE: secretFile,
  /**
   * `on`: fill an empty database with the demo network. By default on for the embedded PostgreSQL outside production,
   * else off, as everybody knows the password of its sign-in.
   */
  DEMO: onOff.optional(),
  /**
   * Origins of browser pages that may call the service, separated by commas; `*` for all. By default those of this
   * machine, at any port; in production none.
   */
  ALLOWED_ORIGINS: list.optional(),
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
  /** How many sign-ins and sign-ups of theirs may be in progress at a time, in a process. */
  SIGN_INS_PER_ADDRESS: perAddress.default(300),
  /** How many sign-ins and mailed links may fail from one address before the next are delayed; as many again a minute. */
  FAILED_SIGN_INS_PER_ADDRESS: perAddress.default(50),
  /** How many sign-ups and requests for a new password one address may send at once; as many again a minute. */
  SIGN_UPS_PER_ADDRESS: perAddress.default(300),
  /** How many passwords may wait to be hashed, at a time in a process. */
  PASSWORD_QUEUE: z.coerce.number().int().min(1).max(10_000).default(300),
  /** How many operations may run at a time in a process however slow they become, and when none becomes slower by it. */
  MIN_IN_FLIGHT: inFlight.default(2),
  MAX_IN_FLIGHT: inFlight.default(64),
  /**
   * How many mails go to one address at once that somebody asks for, of each of three sorts: links of a sign-up or a
   * new password, of a change of address, of an erasure; as many again every three hours.
   */
  ASKED_MAILS_PER_ADDRESS: mails.default(6),
  /**
   * The same for other mails, of each of four sorts: news, what becomes of gatherings, digests, notices about
   * the account; as many again every twelve hours.
   */
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
  /** How the secret goes to the issuer; by default as the issuer says, `client_secret_basic` first. */
  OIDC_CLIENT_AUTH: z.enum(["client_secret_basic", "client_secret_post"]).optional(),
  /** The scopes that a sign-in asks for, by default those of OIDC_PRESET, else the name and the address. */
  OIDC_SCOPE: scope.optional(),
  /** What the issuer is like: the defaults of OIDC_SCOPE and OIDC_CLAIMS, and what else is particular to it. */
  OIDC_PRESET: z.enum(presetNames).optional(),
  /** Which claims say what about a person, as JSON: name, address, organisation, sector, roles. */
  OIDC_CLAIMS: claimsVariable.optional(),
  /**
   * The mail server, with name and password in it where it wants them; without it, mails are written to a folder of
   * DATA_DIR.
   */
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  /** Whom mails are from; by default no-reply at the host of PUBLIC_URL. */
  MAIL_FROM: mailbox.optional(),
  /** Where the links in mails lead; by default `/account` of the service itself. */
  ACCOUNT_URL: url(["http:", "https:"]).optional(),
  /**
   * Where links in mails, feeds and pages lead, by kind: `idea=https://…/{id},gathering=…`; by default to the service's
   * own pages.
   */
  LINK_TEMPLATES: linkTemplatesVariable.default({}),
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
  /** `sql`: the database ranks suggestions by the plain statement that the interest index is checked against. */
  SUGGESTIONS: z.enum(["index", "sql"]).default("index"),
  /** How many of the first ten suggestions are fresh contacts at least, 0 to 10, where there are that many. */
  FRESH_CONTACTS: z.coerce.number().int().min(0).max(10).default(3),
  /** `on`: organisers decide about the practices that other members share before they are published. */
  PRACTICE_REVIEW: onOff.default(false),
  /** For how many days the log retains an event at least, 1 or more. */
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
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** `production`: what is meant for trials and development is off unless it is set. */
  NODE_ENV: z.string().default("development"),
};

export const environment = z.object(variables);

/** The variables as they are read, with their defaults. */
export type Environment = z.infer<typeof environment>;

export const isProduction = ({ NODE_ENV }: { NODE_ENV?: string | undefined }): boolean => NODE_ENV === "production";
