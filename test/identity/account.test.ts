import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import sql from "sql-template-tag";
import { testApp, testConfig, type TestApp } from "../support/app.js";
import { password } from "../support/passwords.js";

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  session { accessToken refreshToken expiresAt } viewer { email roles member { id name languages } } userErrors { code path } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  session { accessToken refreshToken expiresAt } viewer { email } userErrors { code message path } } }`;
const REFRESH = `mutation ($token: String!) { refreshSession(input: {refreshToken: $token}) {
  session { accessToken refreshToken } userErrors { code path } } }`;
const ME = `{ viewer { email member { name } } }`;

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

let counter = 0;
const person = (overrides: object = {}) => ({
  name: "Zoë Claes",
  email: `zoe${++counter}@test.example`,
  password,
  ...overrides,
});

describe("signing up", () => {
  it("makes a member who is signed in, and whose address only they see", async () => {
    const input = person({ email: "  Zoe.Claes@Test.Example ", language: "FR" });
    const { data } = await app.ask(SIGN_UP, { input });
    expect(data.signUp).toMatchObject({
      viewer: { email: "zoe.claes@test.example", roles: ["MEMBER"], member: { name: "Zoë Claes", languages: ["FR"] } },
      userErrors: [],
    });
    expect((await app.ask(ME, {}, data.signUp.session.accessToken)).data.viewer.email).toBe("zoe.claes@test.example");
    expect((await app.ask(ME)).data.viewer).toBeNull();
  });

  it.each([
    ["name", { name: "" }],
    ["email", { email: "geen adres" }],
    ["password", { password: "kort" }],
  ])("names the %s that does not fit", async (field, wrong) => {
    const { data } = await app.ask(SIGN_UP, { input: person(wrong) });
    expect(data.signUp).toMatchObject({
      session: null,
      viewer: null,
      userErrors: [{ code: "INVALID_INPUT", path: ["input", field] }],
    });
  });

  it("gives an address to one account, whatever its case and however many ask at once", async () => {
    const input = person();
    const answers = await Promise.all([1, 2, 3].map(() => app.ask(SIGN_UP, { input })));
    expect(answers.filter(({ data }) => data.signUp.session !== null)).toHaveLength(1);
    expect(
      (await app.ask(SIGN_UP, { input: { ...input, email: input.email.toUpperCase() } })).data.signUp.userErrors,
    ).toEqual([{ code: "EMAIL_TAKEN", path: ["input", "email"] }]);
  });
});

describe("an address with an international domain", () => {
  it("is one account's in every spelling", async () => {
    const input = person({ email: "Zoe.Test@Café.example" });
    const { data } = await app.ask(SIGN_UP, { input });
    expect(data.signUp).toMatchObject({ viewer: { email: "zoe.test@xn--caf-dma.example" }, userErrors: [] });
    for (const email of ["zoe.test@café.example", " ZOE.TEST@CAFE\u0301.example", "zoe.test@xn--caf-dma.example"]) {
      expect((await app.ask(SIGN_UP, { input: { ...input, email } })).data.signUp.userErrors).toEqual([
        { code: "EMAIL_TAKEN", path: ["input", "email"] },
      ]);
      const signIn = await app.ask(SIGN_IN, { input: { email, password: input.password } });
      expect(signIn.data.signIn.viewer).toEqual({ email: "zoe.test@xn--caf-dma.example" });
    }
  });

  it("has lawful specials before the @", async () => {
    const input = person({ email: "o'brien/zoe#{1}@test.example" });
    expect((await app.ask(SIGN_UP, { input })).data.signUp.viewer).toMatchObject({ email: input.email });
  });
});

describe("an address with a +", () => {
  it("is another account's than the one without, and keeps its part everywhere", async () => {
    const plain = person();
    const tagged = person({ email: plain.email.replace("@", "+ino@") });
    for (const input of [plain, tagged]) {
      const { data } = await app.ask(SIGN_UP, { input });
      expect(data.signUp).toMatchObject({ viewer: { email: input.email }, userErrors: [] });
    }
    for (const { email, password } of [plain, tagged])
      expect((await app.ask(SIGN_IN, { input: { email, password } })).data.signIn.viewer).toEqual({ email });
  });
});

describe("signing in", () => {
  it("takes the right password alone, and tells the same of a wrong one and of an unknown address", async () => {
    const input = person();
    await app.ask(SIGN_UP, { input });
    const attempt = async (email: string, password: string) =>
      (await app.ask(SIGN_IN, { input: { email, password } })).data.signIn;
    expect(await attempt(input.email.toUpperCase(), input.password)).toMatchObject({
      viewer: { email: input.email },
      userErrors: [],
    });
    const wrong = await attempt(input.email, "iets anders helemaal");
    expect(wrong).toMatchObject({ session: null, userErrors: [{ code: "INVALID_CREDENTIALS" }] });
    expect(await attempt("niemand@test.example", input.password)).toEqual(wrong);
  });

  it("counts for nothing when the password was replaced while it was checked", async () => {
    const input = person();
    await app.ask(SIGN_UP, { input });
    const { passwords, database } = app.services;
    const verify = passwords.verify.bind(passwords);
    passwords.verify = async (...checked) => {
      const fits = await verify(...checked);
      await database.query(sql`UPDATE account SET password_hash = 'another' WHERE email = ${input.email} RETURNING 1`);
      return fits;
    };
    const { email, password } = input;
    const { data } = await app.ask(SIGN_IN, { input: { email, password } });
    passwords.verify = verify;
    expect(data.signIn).toMatchObject({ session: null, userErrors: [{ code: "INVALID_CREDENTIALS" }] });
  });

  it("asks who comes in a flood to try again", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => app.ask(SIGN_IN, { input: { email: "niemand@test.example", password: "x" } })),
    );
    const codes = answers.map(({ data }) => data.signIn.userErrors[0].code as string);
    expect(new Set(codes)).toEqual(new Set(["INVALID_CREDENTIALS", "TRY_AGAIN"]));
  });
});

describe("refreshing a session", () => {
  it("exchanges a refresh token once; a later exchange ends the whole session", async () => {
    const { data } = await app.ask(SIGN_UP, { input: person() });
    const refresh = async (token: string) => (await app.ask(REFRESH, { token })).data.refreshSession;
    const first = data.signUp.session.refreshToken as string;
    const second = (await refresh(first)).session.refreshToken as string;
    const third = (await refresh(second)).session.refreshToken as string;
    expect(new Set([first, second, third]).size).toBe(3);
    await app.services.database.source.query("UPDATE refresh_token SET used_at = used_at - interval '31 seconds'");
    expect(await refresh(first)).toEqual({
      session: null,
      userErrors: [{ code: "INVALID_CREDENTIALS", path: ["input", "refreshToken"] }],
    });
    expect((await refresh(third)).session).toBeNull();
  });
});

describe("an access token", () => {
  const key = new TextEncoder().encode(testConfig("").authSecret);
  const forged = (overrides: {
    secret?: Uint8Array;
    issuer?: string;
    audience?: string;
    typ?: string;
    exp?: string;
    sub?: string;
    sid?: string;
  }) => {
    const token = new SignJWT(overrides.sid === undefined ? {} : { sid: overrides.sid }).setProtectedHeader({
      alg: "HS256",
      typ: overrides.typ ?? "at+jwt",
    });
    token
      .setIssuer(overrides.issuer ?? "ino-network")
      .setAudience(overrides.audience ?? "ino-network")
      .setIssuedAt();
    if (overrides.sub !== "") token.setSubject(overrides.sub ?? "01890000-0000-7000-8000-000000000000");
    return token.setExpirationTime(overrides.exp ?? "5m").sign(overrides.secret ?? key);
  };
  const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${Buffer.from('{"sub":"x","iss":"ino-network","aud":"ino-network","exp":99999999999,"iat":1}').toString("base64url")}.`;

  it.each<[string, () => Promise<string>]>([
    ["is not a token", () => Promise.resolve("nonsense")],
    ["has no signature", () => Promise.resolve(none)],
    [
      "has another's signature",
      () => forged({ secret: new TextEncoder().encode("another secret, as long as the first one") }),
    ],
    ["is of another issuer", () => forged({ issuer: "x" })],
    ["is for another audience", () => forged({ audience: "x" })],
    ["is of another type", () => forged({ typ: "JWT" })],
    ["has run out", () => forged({ exp: "-1s" })],
    ["names nobody", () => forged({ sub: "" })],
    ["names a member by what is no id", () => forged({ sub: "anna' OR true" })],
    ["names a member by a null character", () => forged({ sub: "\0" })],
    ["names a session by what is no id", () => forged({ sid: "sessie 1" })],
    ["has a fourth part", async () => `${await forged({})}.x`],
    [
      "tells of another than was signed",
      async () => {
        const [header, , signature] = (await forged({})).split(".");
        const [, payload] = (await forged({ sub: "01890000-0000-7000-8000-000000000001" })).split(".");
        return [header, payload, signature].join(".");
      },
    ],
  ])("that %s is refused, on HTTP and on WebSocket", async (_what, make) => {
    const token = await make();
    const answer = await app.ask(ME, {}, token);
    expect(answer.status).toBe(401);
    expect(answer.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    await expect(app.socket(token).iterate({ query: ME }).next()).rejects.toMatchObject({ code: 4403 });
  });

  it("is valid for a member who is there", async () => {
    const token = await forged({});
    expect((await app.ask(ME, {}, token)).data.viewer).toBeNull();
    expect(await app.ask("{ viewer { __typename } }", {}, token)).toMatchObject({ data: { viewer: null } });
  });
});
