import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { ConfigError } from "../src/config.js";
import { readConfig, variableNames } from "../src/config.js";
import { projectRoot } from "../src/core/project-root.js";

const problems = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe("the configuration", () => {
  it("has a default for everything", () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: "127.0.0.1",
      databaseUrl: undefined,
      dataDir: resolve("data"),
      publicUrl: undefined,
      authSecret: undefined,
      demo: true,
      allowedOrigins: [],
      introspection: true,
      trustedProxies: [],
      costPerMinute: 600_000,
      costPerMinuteAnonymous: 300_000,
      costPerSecond: 30_000,
      connectionsPerAddress: 1_000,
      httpConnectionsPerAddress: 500,
      subscriptionsPerAddress: 200,
      requestsPerAddress: 20,
      inFlight: { min: 3, max: 64 },
      trustedDocuments: undefined,
      oidc: undefined,
      smtpUrl: undefined,
      mailFrom: "INO <no-reply@localhost>",
      accountUrl: undefined,
      suggestionsBy: "index",
      freshContacts: 3,
      eventRetentionDays: 400,
      drainMs: 0,
      logLevel: "info",
    });
  });

  it("takes an empty variable for an absent one", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "" })).toEqual(readConfig({}));
  });

  it("fills with the demo network only what is its own, unless told", () => {
    const given = { DATABASE_URL: "postgres://localhost/ino" };
    expect(
      [readConfig({}), readConfig(given), readConfig({ ...given, DEMO: "on" }), readConfig({ DEMO: "off" })].map(
        ({ demo }) => demo,
      ),
    ).toEqual([true, false, true, false]);
  });

  it("lists every problem at once, by the variable", () => {
    const found = problems({
      PORT: "70000",
      DATABASE_URL: "mysql://x",
      PUBLIC_URL: "x",
      AUTH_SECRET: "short",
      DEMO: "yes",
      TRUSTED_PROXIES: "10.0.0.0/8, proxy",
      COST_PER_MINUTE: "0",
      COST_PER_MINUTE_ANONYMOUS: "1.5",
      SMTP_URL: "mail.example.org",
      MAIL_FROM: "INO <no-reply@example.org>, <another@example.org>",
      ACCOUNT_URL: "/account",
      OIDC_ISSUER: "http://issuer.example.org",
      OIDC_CLIENT_SECRET: "secret",
      OIDC_SCOPE: "email",
      EVENT_RETENTION_DAYS: "0",
      DRAIN_SECONDS: "-1",
      LOG_LEVEL: "loud",
    });
    expect(found.map((problem) => problem.split(":")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "PUBLIC_URL",
      "AUTH_SECRET",
      "DEMO",
      "TRUSTED_PROXIES",
      "COST_PER_MINUTE",
      "COST_PER_MINUTE_ANONYMOUS",
      "OIDC_ISSUER",
      "OIDC_SCOPE",
      "SMTP_URL",
      "MAIL_FROM",
      "ACCOUNT_URL",
      "EVENT_RETENTION_DAYS",
      "DRAIN_SECONDS",
      "LOG_LEVEL",
      "OIDC_AUDIENCE",
      "OIDC_CLIENT_ID",
      "OIDC_CLIENT_ID",
    ]);
  });

  it("knows an external issuer by address and audience, and itself there as a client when told", () => {
    const issuer = { OIDC_ISSUER: "https://issuer.example.org/ino", OIDC_AUDIENCE: "ino" };
    expect(readConfig(issuer).oidc).toEqual({ issuer: issuer.OIDC_ISSUER, audience: "ino", client: undefined });
    const client = { OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "secret" };
    expect(readConfig({ ...issuer, ...client }).oidc?.client).toEqual({
      id: "id",
      secret: "secret",
      scope: "openid email profile",
    });
    expect(readConfig({ ...issuer, OIDC_CLIENT_ID: "id", OIDC_SCOPE: "openid email" }).oidc?.client).toEqual({
      id: "id",
      secret: undefined,
      scope: "openid email",
    });
    for (const local of ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])
      expect(readConfig({ ...issuer, OIDC_ISSUER: local }).oidc?.issuer).toBe(local);
  });

  it.each<[string, Record<string, string>]>([
    ["OIDC_AUDIENCE", { OIDC_ISSUER: "https://issuer.example.org" }],
    ["OIDC_ISSUER", { OIDC_AUDIENCE: "ino" }],
    ["OIDC_ISSUER", { OIDC_CLIENT_ID: "id" }],
    ["OIDC_CLIENT_ID", { OIDC_CLIENT_SECRET: "secret" }],
    ["OIDC_CLIENT_ID", { OIDC_SCOPE: "openid" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "http://issuer.example.org", OIDC_AUDIENCE: "ino" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "https://issuer.example.org/?a=b", OIDC_AUDIENCE: "ino" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "issuer.example.org", OIDC_AUDIENCE: "ino" }],
  ])("tells by %s when what is set for an external issuer does not go together", (name, env) => {
    expect(problems(env)).toEqual([expect.stringContaining(`${name}: `)]);
  });

  it("sends mail from the host that clients use, unless told", () => {
    const from = (env: Record<string, string>) => readConfig(env).mailFrom;
    expect(from({ PUBLIC_URL: "https://ino.example.org:8443/x" })).toBe("INO <no-reply@ino.example.org>");
    expect(from({ PUBLIC_URL: "http://192.0.2.1" })).toBe("INO <no-reply@localhost>");
    for (const told of ["Het netwerk <netwerk@example.org>", "netwerk@example.org", "<netwerk@example.org>"])
      expect(from({ MAIL_FROM: told })).toBe(told);
    for (const wrong of ["netwerk", "a@b c@d", "INO\r\nBcc: x <a@b.example>", "<a@b.example"])
      expect(problems({ MAIL_FROM: wrong })).toEqual([expect.stringMatching(/^MAIL_FROM: /)]);
  });

  it("wants a secret in production", () => {
    expect(problems({ NODE_ENV: "production" })).toEqual(["AUTH_SECRET: must be set when NODE_ENV is production"]);
    const production = { NODE_ENV: "production", AUTH_SECRET: "x".repeat(32) };
    expect(problems(production)).toEqual([]);
    const drains = [production, { ...production, DRAIN_SECONDS: "0" }, { DRAIN_SECONDS: "12.5" }];
    expect(drains.map((env) => readConfig(env).drainMs)).toEqual([3_000, 0, 12_500]);
  });

  it("wants a least number of operations that is not above the greatest", () => {
    expect(problems({ MIN_IN_FLIGHT: "9", MAX_IN_FLIGHT: "8" })).toEqual([
      "MIN_IN_FLIGHT: must not be above MAX_IN_FLIGHT",
    ]);
    expect(problems({ MIN_IN_FLIGHT: "8", MAX_IN_FLIGHT: "8" })).toEqual([]);
  });

  it("is documented in docs/configuration.md: every variable in one row, with its default", () => {
    const page = readFileSync(join(projectRoot, "docs/configuration.md"), "utf8");
    const rows = new Map(
      [...page.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|/gm)].map(([, name, fallback]) => [name!, fallback!]),
    );
    expect([...rows.keys()].sort()).toEqual([...variableNames].sort());
    expect([...page.matchAll(/^\| `/gm)]).toHaveLength(variableNames.length);
    const defaults = readConfig({});
    expect(
      ["PORT", "HOST", "COST_PER_MINUTE", "COST_PER_MINUTE_ANONYMOUS", "COST_PER_SECOND"]
        .concat("CONNECTIONS_PER_ADDRESS", "SUGGESTIONS")
        .concat("SUBSCRIPTIONS_PER_ADDRESS", "REQUESTS_PER_ADDRESS", "MIN_IN_FLIGHT", "MAX_IN_FLIGHT")
        .concat("FRESH_CONTACTS", "EVENT_RETENTION_DAYS", "LOG_LEVEL")
        .map((name) => rows.get(name)),
    ).toEqual(
      [
        ...[defaults.port, defaults.host, defaults.costPerMinute, defaults.costPerMinuteAnonymous],
        ...[defaults.costPerSecond, defaults.connectionsPerAddress, defaults.suggestionsBy],
        ...[defaults.subscriptionsPerAddress, defaults.requestsPerAddress],
        ...[defaults.inFlight.min, defaults.inFlight.max, defaults.freshContacts],
        ...[defaults.eventRetentionDays, defaults.logLevel],
      ].map(String),
    );
  });
});

describe("docker-compose.yml", () => {
  interface Service {
    image?: string;
    build?: string;
    command?: string[];
    environment?: Record<string, string>;
    ports?: string[];
    healthcheck?: { test: string[] };
    depends_on?: Record<string, { condition: string }>;
    volumes?: string[];
  }
  const compose = parse(readFileSync(join(projectRoot, "docker-compose.yml"), "utf8")) as {
    services: Record<string, Service>;
    volumes: object;
  };
  const own = Object.values(compose.services).filter((service) => service.build !== undefined);
  const secrets: Record<string, string> = { POSTGRES_PASSWORD: "secret", AUTH_SECRET: "x".repeat(32) };
  /** As compose fills in `${NAME}`, `${NAME:-default}` and `${NAME:?error}`. */
  const filledIn = (value: string) =>
    value.replace(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, name: string, rest = "") => secrets[name] ?? (rest as string));

  it("sets only variables that the service knows, to values that it takes", () => {
    expect(own.length).toBeGreaterThan(0);
    for (const { environment = {} } of own) {
      expect(Object.keys(environment).filter((name) => !variableNames.includes(name))).toEqual([]);
      const config = readConfig(
        Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filledIn(value)])),
      );
      expect(config.databaseUrl).toBe("postgresql://ino:secret@postgres:5432/ino");
    }
  });

  it("waits for a healthy PostgreSQL 18 and a finished migration before it serves", () => {
    const { postgres, migrate, service } = compose.services;
    expect(postgres).toMatchObject({ image: "postgres:18", environment: { POSTGRES_USER: "ino", POSTGRES_DB: "ino" } });
    expect(postgres!.healthcheck!.test.join(" ")).toContain("pg_isready");
    expect(migrate!.depends_on).toEqual({ postgres: { condition: "service_healthy" } });
    expect(service!.depends_on).toEqual({
      postgres: { condition: "service_healthy" },
      migrate: { condition: "service_completed_successfully" },
    });
    expect(service!.healthcheck!.test.join(" ")).toContain("/readyz");
    expect(service!.ports).toEqual([`${service!.environment!.PORT}:${service!.environment!.PORT}`]);
    expect(Object.keys(compose.volumes)).toEqual(postgres!.volumes!.map((volume) => volume.split(":")[0]));
  });

  it("runs programs that the build makes, in an image that is not root's", () => {
    const dockerfile = readFileSync(join(projectRoot, "Dockerfile"), "utf8");
    const programs = [...(compose.services.migrate!.command ?? []), ...dockerfile.split(/[",\s[\]]+/)].filter((word) =>
      word.startsWith("dist/src/"),
    );
    expect(programs).toEqual(["dist/src/commands/migrate.js", "dist/src/main.js"]);
    for (const program of programs) expect(() => readFileSync(join(projectRoot, program))).not.toThrow();
    expect(dockerfile.split("\nFROM ").at(-1)).toMatch(/\nUSER node\n/);
  });
});
