import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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
      production: false,
      port: 4000,
      host: "127.0.0.1",
      metrics: "public",
      graphiql: true,
      databaseUrl: undefined,
      dataDir: resolve("data"),
      publicUrl: undefined,
      authSecret: undefined,
      previousAuthSecret: undefined,
      dataKeys: undefined,
      demo: true,
      allowedOrigins: [],
      localOrigins: true,
      introspection: true,
      trustedProxies: [],
      costPerMinute: 600_000,
      costPerMinuteAnonymous: 300_000,
      costPerSecond: 30_000,
      connectionsPerAddress: 1_000,
      httpConnectionsPerAddress: 500,
      subscriptionsPerAddress: 200,
      requestsPerAddress: 20,
      signInsPerAddress: 300,
      failedSignInsPerAddress: 50,
      signUpsPerAddress: 300,
      passwordQueue: 300,
      inFlight: { min: 2, max: 64 },
      mailLimits: { asked: 6, unasked: 30 },
      writeLimits: true,
      trustedDocuments: undefined,
      oidc: undefined,
      smtpUrl: undefined,
      unverifiedSignUp: true,
      mailFrom: "INO <no-reply@localhost>",
      accountUrl: undefined,
      linkTemplates: {},
      suggestionsBy: "index",
      freshContacts: 3,
      practiceReview: false,
      eventRetentionDays: 400,
      drainMs: 0,
      backupKey: undefined,
      erasureLog: resolve("data/erasures.log"),
      privacyStatement: undefined,
      dormancy: undefined,
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

  it("allows pages of this machine in a trial, unless origins are listed", () => {
    const production = { NODE_ENV: "production", AUTH_SECRET: "x".repeat(32), SMTP_URL: "smtp://mail.example.org" };
    const listed = { ALLOWED_ORIGINS: "https://ino.example.org" };
    expect(
      [readConfig({}), readConfig(production), readConfig(listed), readConfig({ ALLOWED_ORIGINS: "" })].map(
        ({ localOrigins }) => localOrigins,
      ),
    ).toEqual([true, false, false, true]);
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
      BACKUP_KEY: "secret",
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
      "BACKUP_KEY",
      "LOG_LEVEL",
      "OIDC_AUDIENCE",
      "OIDC_CLIENT_ID",
      "OIDC_CLIENT_ID",
    ]);
  });

  it("knows an external issuer by address and audience, and itself there as a client when told", () => {
    const issuer = { OIDC_ISSUER: "https://issuer.example.org/ino", OIDC_AUDIENCE: "ino" };
    expect(readConfig(issuer).oidc).toEqual({
      issuer: issuer.OIDC_ISSUER,
      audience: "ino",
      claims: {
        subject: "sub",
        name: ["name", "given_name family_name", "nickname", "preferred_username"],
        email: "email",
        emailTrusted: undefined,
        organisation: undefined,
        organisationCode: undefined,
        sector: undefined,
        roles: undefined,
      },
      client: undefined,
    });
    const client = { OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "secret" };
    expect(readConfig({ ...issuer, ...client }).oidc?.client).toEqual({
      id: "id",
      secret: "secret",
      authentication: undefined,
      scope: "openid email profile",
    });
    expect(readConfig({ ...issuer, OIDC_CLIENT_ID: "id", OIDC_SCOPE: "openid email" }).oidc?.client).toEqual({
      id: "id",
      secret: undefined,
      authentication: undefined,
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
    ["OIDC_CLIENT_ID", { OIDC_CLIENT_AUTH: "client_secret_post", OIDC_CLIENT_SECRET: "secret" }],
    ["OIDC_ISSUER", { OIDC_PRESET: "keycloak" }],
    ["OIDC_ISSUER", { OIDC_CLAIMS: "{}" }],
    ["OIDC_AUDIENCE", { OIDC_ISSUER: "https://issuer.example.org", OIDC_PRESET: "acm-idm" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "http://issuer.example.org", OIDC_AUDIENCE: "ino" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "https://login.microsoftonline.com/common/v2.0", OIDC_AUDIENCE: "ino" }],
    ["OIDC_PRESET", { OIDC_ISSUER: "https://issuer.example.org", OIDC_AUDIENCE: "ino", OIDC_PRESET: "okta" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "https://issuer.example.org/?a=b", OIDC_AUDIENCE: "ino" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "issuer.example.org", OIDC_AUDIENCE: "ino" }],
  ])("tells by %s when what is set for an external issuer does not go together", (name, env) => {
    expect(problems(env)).toEqual([expect.stringContaining(`${name}: `)]);
  });

  describe("of claims", () => {
    const issuer = { OIDC_ISSUER: "https://issuer.example.org", OIDC_AUDIENCE: "ino", OIDC_CLIENT_ID: "id" };
    const claimsOf = (mapping: object, env: object = {}) =>
      readConfig({ ...issuer, ...env, OIDC_CLAIMS: JSON.stringify(mapping) }).oidc!.claims;

    it("begins with those of the preset, and its scopes", () => {
      const acm = readConfig({ ...issuer, OIDC_AUDIENCE: "", OIDC_PRESET: "acm-idm" }).oidc!;
      expect(acm).toMatchObject({
        audience: "id",
        claims: { name: ["given_name family_name"], emailTrusted: false, organisationCode: "vo_orgcode" },
        client: { scope: "openid profile vo" },
      });
      expect(acm.claims.sector?.values).toMatchObject({ GID: "GOVERNMENT", LB: "LOCAL_GOVERNMENT", EA: "BUSINESS" });
      expect(readConfig({ ...issuer, OIDC_PRESET: "acm-idm", OIDC_SCOPE: "openid" }).oidc).toMatchObject({
        audience: "ino",
        client: { scope: "openid" },
      });
      expect(readConfig({ ...issuer, OIDC_PRESET: "entra" }).oidc!.claims).toMatchObject({
        subject: "oid",
        emailTrusted: true,
        roles: undefined,
      });
    });

    it("takes what is given in place of the usual", () => {
      expect(claimsOf({ name: "cn", email: "mail", organisation: "company" })).toMatchObject({
        subject: "sub",
        name: ["cn"],
        email: "mail",
        organisation: "company",
      });
      const roles = { values: { boss: "ADMIN" } };
      expect(claimsOf({ roles }, { OIDC_PRESET: "keycloak" }).roles).toEqual({
        claim: "realm_access.roles",
        values: { boss: ["ADMIN"] },
      });
      const sector = { claim: "kind", values: { X: "OTHER" } };
      expect(claimsOf({ sector }, { OIDC_PRESET: "acm-idm" }).sector).toEqual(sector);
      expect(claimsOf({ organisation: null }, { OIDC_PRESET: "acm-idm" }).organisation).toBeUndefined();
    });

    it.each<[string, string]>([
      ["OIDC_CLAIMS: must be a JSON object", "name=cn"],
      ["OIDC_CLAIMS", "[]"],
      ["OIDC_CLAIMS", '{"nickname": "nick"}'],
      ["OIDC_CLAIMS.name: must be a claim", '{"name": []}'],
      ["OIDC_CLAIMS.emailTrusted", '{"emailTrusted": "yes"}'],
      ["OIDC_CLAIMS.sector.values.X", '{"sector": {"claim": "c", "values": {"X": "SCHOOL"}}}'],
      ["OIDC_CLAIMS.roles.values.X: must be one of ORGANISER", '{"roles": {"claim": "c", "values": {"X": "MEMBER"}}}'],
      ["OIDC_CLAIMS.roles.claim: must be set", '{"roles": {"values": {"X": "ADMIN"}}}'],
      ["OIDC_CLAIMS.sector.values: must be set", '{"sector": {"claim": "c"}}'],
    ])("name the problem %s", (problem, mapping) => {
      expect(problems({ ...issuer, OIDC_CLAIMS: mapping })).toEqual([expect.stringContaining(problem)]);
    });
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

  describe("secrets in files", () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "ino-secrets-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const fileWith = (content: string): string => {
      const file = join(folder, `secret-${Math.random()}`);
      writeFileSync(file, content);
      return file;
    };

    it("are read in place of the variables, without the white space around them", () => {
      const config = readConfig({
        AUTH_SECRET_FILE: fileWith(`${"a".repeat(32)}\n`),
        DATABASE_URL_FILE: fileWith("postgresql://ino:geheim@db.example.org/ino\r\n"),
        SMTP_URL_FILE: fileWith("  smtps://mail.example.org"),
        OIDC_CLIENT_SECRET_FILE: fileWith("client secret\n"),
        BACKUP_KEY_FILE: fileWith("age1qqqqqqqqqqqqqqqq\n"),
        ...{ OIDC_ISSUER: "https://issuer.example.org", OIDC_AUDIENCE: "ino", OIDC_CLIENT_ID: "id" },
      });
      expect(config).toMatchObject({
        authSecret: "a".repeat(32),
        databaseUrl: "postgresql://ino:geheim@db.example.org/ino",
        demo: false,
        smtpUrl: "smtps://mail.example.org",
        oidc: { client: { secret: "client secret" } },
        backupKey: "age1qqqqqqqqqqqqqqqq",
      });
    });

    it("count where a secret is required, and are checked like the variables", () => {
      const production = { NODE_ENV: "production", SMTP_URL: "smtp://mail.example.org" };
      expect(problems({ ...production, AUTH_SECRET_FILE: fileWith("a".repeat(32)) })).toEqual([]);
      expect(problems({ ...production, AUTH_SECRET_FILE: fileWith("short") })).toEqual([
        expect.stringMatching(/^AUTH_SECRET: must be 32 characters/),
      ]);
      expect(problems({ OIDC_CLIENT_SECRET_FILE: fileWith("x") })).toEqual([
        "OIDC_CLIENT_ID: must be set when OIDC_CLIENT_SECRET is",
      ]);
    });

    it("are a problem when the file is missing or empty, or the variable is set as well", () => {
      const [missing, empty, twice] = [join(folder, "none"), fileWith(" \n"), fileWith("a".repeat(32))];
      expect(
        problems({
          ...{ NODE_ENV: "production", AUTH_SECRET_FILE: missing, SMTP_URL_FILE: empty },
          ...{ BACKUP_KEY: "age1qqqqqqqqqqqqqqqq", BACKUP_KEY_FILE: twice },
        }),
      ).toEqual([
        `AUTH_SECRET_FILE: ${missing} cannot be read (ENOENT)`,
        `SMTP_URL_FILE: ${empty} is empty`,
        "BACKUP_KEY_FILE: must not be set when BACKUP_KEY is",
      ]);
    });
  });

  it("takes one secret or two, the second of which is the one before", () => {
    const [one, two] = ["a".repeat(32), "b".repeat(40)];
    const secrets = (AUTH_SECRET: string) => {
      const { authSecret, previousAuthSecret } = readConfig({ AUTH_SECRET });
      return [authSecret, previousAuthSecret];
    };
    expect(secrets(one)).toEqual([one, undefined]);
    for (const separator of [",", ", ", "\n"]) expect(secrets(`${two}${separator}${one}`)).toEqual([two, one]);
    for (const single of ["a secret with spaces, and long enough", `${one},short`])
      expect(secrets(single)).toEqual([single, undefined]);
    expect(problems({ AUTH_SECRET: `${one},${two},${one}` })).toEqual([
      expect.stringMatching(/^AUTH_SECRET: must be at most two/),
    ]);
  });

  describe("in production", () => {
    const production = { NODE_ENV: "production", AUTH_SECRET: "x".repeat(32), SMTP_URL: "smtp://mail.example.org" };

    it("needs a secret, and a mail server or an issuer, and lists that beside what else is wrong", () => {
      expect(problems({ NODE_ENV: "production", PORT: "many" })).toEqual([
        expect.stringMatching(/^PORT: /),
        expect.stringMatching(/^AUTH_SECRET: must be set when NODE_ENV is production/),
        expect.stringMatching(/^SMTP_URL: must be set when NODE_ENV is production, or OIDC_ISSUER/),
      ]);
      expect(problems(production)).toEqual([]);
      const issuer = { OIDC_ISSUER: "https://issuer.example.org", OIDC_AUDIENCE: "ino" };
      expect(problems({ ...production, SMTP_URL: "", ...issuer })).toEqual([]);
      expect(problems({ ...production, SMTP_URL: "", OIDC_AUDIENCE: "ino" })).toEqual([
        expect.stringMatching(/^SMTP_URL: /),
        "OIDC_ISSUER: must be set when OIDC_AUDIENCE is",
      ]);
    });

    it("needs a mail server where the issuer's members have no address", () => {
      const acm = { OIDC_ISSUER: "https://issuer.example.org", OIDC_PRESET: "acm-idm", OIDC_CLIENT_ID: "id" };
      expect(problems({ ...production, ...acm })).toEqual([]);
      expect(problems({ ...production, ...acm, SMTP_URL: "" })).toEqual([
        expect.stringMatching(/^SMTP_URL: must be set when .* OIDC_PRESET is acm-idm/),
      ]);
    });

    it("has no demo network, no GraphiQL and no /metrics unless it is set", () => {
      expect(readConfig(production)).toMatchObject({ demo: false, graphiql: false, metrics: "off" });
      const set = { DEMO: "on", GRAPHIQL: "on", METRICS_PORT: "9464" };
      expect(readConfig({ ...production, ...set })).toMatchObject({
        demo: true,
        graphiql: true,
        metrics: { host: "127.0.0.1", port: 9464 },
      });
    });

    it("has /metrics on the public port when METRICS_PORT is the same, and on two ports when both are free ones", () => {
      const metrics = (env: object) => readConfig({ ...production, ...env }).metrics;
      expect(metrics({ METRICS_PORT: "4000" })).toBe("public");
      expect(metrics({ PORT: "80", METRICS_PORT: "80" })).toBe("public");
      expect(metrics({ PORT: "0", METRICS_PORT: "0", METRICS_HOST: "::" })).toEqual({ host: "::", port: 0 });
    });

    it("takes connections on SIGTERM for 3 seconds, unless it is set", () => {
      const drains = [production, { ...production, DRAIN_SECONDS: "0" }, { DRAIN_SECONDS: "12.5" }];
      expect(drains.map((env) => readConfig(env).drainMs)).toEqual([3_000, 0, 12_500]);
    });
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
      ["PORT", "HOST", "METRICS_HOST", "COST_PER_MINUTE", "COST_PER_MINUTE_ANONYMOUS", "COST_PER_SECOND"]
        .concat("CONNECTIONS_PER_ADDRESS", "SUGGESTIONS")
        .concat("SUBSCRIPTIONS_PER_ADDRESS", "REQUESTS_PER_ADDRESS", "MIN_IN_FLIGHT", "MAX_IN_FLIGHT")
        .concat("SIGN_INS_PER_ADDRESS", "FAILED_SIGN_INS_PER_ADDRESS", "SIGN_UPS_PER_ADDRESS", "PASSWORD_QUEUE")
        .concat("FRESH_CONTACTS", "EVENT_RETENTION_DAYS", "LOG_LEVEL")
        .map((name) => rows.get(name)),
    ).toEqual(
      [
        ...[defaults.port, defaults.host, "127.0.0.1", defaults.costPerMinute, defaults.costPerMinuteAnonymous],
        ...[defaults.costPerSecond, defaults.connectionsPerAddress, defaults.suggestionsBy],
        ...[defaults.subscriptionsPerAddress, defaults.requestsPerAddress],
        ...[defaults.inFlight.min, defaults.inFlight.max],
        ...[defaults.signInsPerAddress, defaults.failedSignInsPerAddress],
        ...[defaults.signUpsPerAddress, defaults.passwordQueue, defaults.freshContacts],
        ...[defaults.eventRetentionDays, defaults.logLevel],
      ].map(String),
    );
  });
});
