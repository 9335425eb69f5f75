import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { QueryFailedError } from "typeorm";
import { createLogger, describeError } from "../../src/logger.js";
import { testApp, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";
import { password } from "../support/passwords.js";

const secrets = {
  email: "secret.person@test.example",
  name: "Seraphine Secretaire",
  password,
  title: "a title that is nobody's business",
  alias: "aliasThatTells",
};

const lines: string[] = [];
let app: TestApp;
beforeAll(async () => {
  app = await testApp(undefined, {}, createLogger("trace", { write: (line) => void lines.push(line) }));
});
afterAll(() => app.end());

const credentials = { email: secrets.email, password: secrets.password };
const SIGN_UP = `mutation ($input: SignUpInput!) {
  signUp(input: $input) { session { accessToken refreshToken } userErrors { code } }
}`;
const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { session { accessToken refreshToken } userErrors { code } }
}`;
const POST = `mutation ($title: String!) {
  aliasThatTells: postIdea(input: {kind: IDEA, title: $title, body: "b", themes: []}) { idea { supportCount } }
}`;

describe("the log", () => {
  it("tells what happened, and nothing of whom it happened to", async () => {
    const joined = await app.ask(SIGN_UP, { input: { name: secrets.name, ...credentials } });
    const signedIn = await app.ask(SIGN_IN, { input: credentials });
    await app.ask(SIGN_IN, { input: { ...credentials, password: `${secrets.password}, but wrong` } });
    const tokens = [joined.data.signUp, signedIn.data.signIn].flatMap(({ session }) => [
      session.accessToken as string,
      session.refreshToken as string,
    ]);
    const token = tokens[0]!;
    await app.ask("{ aliasThatTells: nothing }", {}, token);
    await app.ask(`{ aliasThatTells: ideas(search: "${secrets.title}", after: "x") { totalCount } }`, {}, token);
    for (const path of ["/graphql", "/nothing", "/%zz"])
      await fetch(`${app.url}${path}?query=${encodeURIComponent(secrets.title)}&email=${secrets.email}`, {
        headers: { authorization: `Bearer ${token}`, "user-agent": secrets.name },
      });
    await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{ "${secrets.email}": `,
    });

    const { source } = app.services.database;
    const taken = source
      .createQueryBuilder()
      .insert()
      .into("account")
      .values({ memberId: app.services.newId(), email: secrets.email, passwordHash: null, roles: [] })
      .execute();
    const fault = await taken.then(
      () => new Error("the address was free"),
      (error: Error) => error,
    );
    expect(JSON.stringify(fault)).toContain(secrets.email);
    const { passwords } = app.services;
    const hash = passwords.hash.bind(passwords);
    passwords.hash = () => Promise.reject(fault);
    const failed = await app.ask(SIGN_UP, {
      input: { name: secrets.name, email: "b@test.example", password: secrets.password },
    });
    passwords.hash = hash;
    expect(failed.errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);

    await source.query("ALTER TABLE support RENAME TO support_away");
    try {
      for (const ask of [() => app.ask(POST, { title: secrets.title }, token), viaSocket(token)]) await ask();
    } finally {
      await source.query("ALTER TABLE support_away RENAME TO support");
    }
    const closed = await once(app.socket("nonsense"), "{ __typename }").catch((error: unknown) => error);
    expect(closed).toMatchObject({ code: 4403 });

    const faults = lines
      .map((line) => JSON.parse(line) as { msg: string; err?: unknown })
      .filter(({ msg }) => msg === "fault");
    expect(faults).toHaveLength(3);
    expect(faults[0]).toMatchObject({ err: { type: "QueryFailedError", code: expect.any(String) } });
    expect(faults[1]).toMatchObject({ err: { code: "42P01", message: 'relation "support" does not exist' } });
    expect(lines.some((line) => line.includes('"path":"/graphql"'))).toBe(true);
    const telling = [...Object.values(secrets), ...tokens, "b@test.example", "argon2", "INSERT INTO", "postIdea"];
    expect(lines.filter((line) => telling.some((text) => line.includes(text)))).toEqual([]);
  });
});

const viaSocket = (token: string) => () =>
  once(app.socket(token), POST, { title: secrets.title }).catch((error: unknown) => error);

describe("an error in the log", () => {
  const failed = (driver: object) =>
    new QueryFailedError(
      "INSERT INTO account VALUES ($1)",
      [secrets.email],
      Object.assign(new Error("failed"), { severity: "ERROR", ...driver }),
    );

  it("of PostgreSQL keeps code, constraint and names, but neither statement nor values", () => {
    const told = describeError(
      failed({
        message: 'duplicate key value violates unique constraint "account_email_key"',
        code: "23505",
        constraint: "account_email_key",
        detail: `Key (email)=(${secrets.email}) already exists.`,
      }),
    );
    expect(told).toMatchObject({
      type: "QueryFailedError",
      message: 'duplicate key value violates unique constraint "account_email_key"',
      code: "23505",
      constraint: "account_email_key",
      stack: expect.stringContaining("log.test.ts"),
    });
    expect(JSON.stringify(told)).not.toMatch(/secret|INSERT/);
  });

  it("loses the values in its message, wherever they come from", () => {
    for (const error of [
      failed({ message: `invalid input syntax for type uuid: "${secrets.title}"`, code: "22P02" }),
      new SyntaxError(`Unexpected token 's', "${secrets.title}" is not valid JSON`),
      new Error(`550 <${secrets.email}> is not known here`),
      new Error("sending failed", { cause: new Error(`no such mailbox: ${secrets.email}`) }),
      new Error(`two lines\n    at "${secrets.title}"`),
    ]) {
      const told = JSON.stringify(describeError(error));
      expect(told).toContain("log.test.ts");
      expect(told).not.toMatch(/secret|nobody/);
    }
  });

  it("may be anything that is thrown", () => {
    expect(describeError(secrets.email)).toEqual({ type: "string", message: "" });
    expect(describeError(undefined)).toEqual({ type: "undefined", message: "" });
  });
});
