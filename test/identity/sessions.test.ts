import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { password, anotherPassword } from "../support/passwords.js";

const ME = `{ viewer { email } }`;
const SESSIONS = `{ viewer { sessions { id current userAgent signedInAt lastUsedAt } } }`;
const tokens = `session { accessToken refreshToken }`;

// Two services on one database: what ends on the one has ended on the other.
let one: TestApp;
let two: TestApp;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
});
afterAll(async () => {
  await two.end();
  await one.end();
});

let counter = 0;
interface Tokens {
  accessToken: string;
  refreshToken: string;
}

async function newcomer(): Promise<{ email: string; session: Tokens }> {
  const email = `sessie${++counter}@test.example`;
  const { data } = await one.ask(`mutation ($input: SignUpInput!) { signUp(input: $input) { ${tokens} } }`, {
    input: { name: "Zoë", email, password },
  });
  return { email, session: data.signUp.session };
}
const signIn = async (email: string, word = password): Promise<Tokens> =>
  (
    await one.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { ${tokens} } }`, {
      input: { email, password: word },
    })
  ).data.signIn.session;
const refresh = async (app: TestApp, token: string) =>
  (
    await app.ask(
      `mutation ($token: String!) { refreshSession(input: {refreshToken: $token}) { ${tokens} userErrors { code } } }`,
      { token },
    )
  ).data.refreshSession;

/** Waits until the token is refused. */
async function isRefused(app: TestApp, token: string): Promise<void> {
  for (;;) {
    const { status } = await app.ask(ME, {}, token);
    if (status === 401) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const works = async (app: TestApp, token: string) => expect((await app.ask(ME, {}, token)).status).toBe(200);

describe("signing out", () => {
  it("ends this session in every process, its open sockets included, and no other", async () => {
    const { email, session } = await newcomer();
    const other = await signIn(email);
    const client = two.socket(session.accessToken);
    const closed = new Promise<number>((resolve) =>
      client.on("closed", (close) => resolve((close as { code: number }).code)),
    );
    const connected = new Promise((resolve) => client.on("connected", resolve));
    client.subscribe(
      { query: "subscription { ideaPosted { cursor } }" },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    await connected;
    await one.ask(`mutation { signOut(input: {}) { userErrors { code } } }`, {}, session.accessToken);
    for (const app of [one, two]) await isRefused(app, session.accessToken);
    expect(await closed).toBe(4403);
    expect((await refresh(two, session.refreshToken)).userErrors).toEqual([{ code: "INVALID_CREDENTIALS" }]);
    for (const app of [one, two]) await works(app, other.accessToken);
  });

  it("everywhere ends them all, tokens of an operator's making included", async () => {
    const { email, session } = await newcomer();
    const other = await signIn(email);
    const { data } = await one.ask(`{ viewer { member { id } } }`, {}, session.accessToken);
    const operators = await one.tokenOf(data.viewer.member.id as string);
    await works(two, operators);
    await two.ask(`mutation { signOut(input: {everywhere: true}) { userErrors { code } } }`, {}, session.accessToken);
    for (const app of [one, two])
      for (const token of [session.accessToken, other.accessToken, operators]) await isRefused(app, token);
    expect((await refresh(one, other.refreshToken)).session).toBeNull();
  });

  it("is known to a process that starts afterwards", async () => {
    const { session } = await newcomer();
    await one.ask(`mutation { signOut(input: {}) { userErrors { code } } }`, {}, session.accessToken);
    const three = await testApp(one.databaseUrl);
    expect((await three.ask(ME, {}, session.accessToken)).status).toBe(401);
    await three.end();
  });
});

describe("the viewer's sessions", () => {
  it("are listed, and can be ended one by one by the member alone", async () => {
    const { email, session } = await newcomer();
    const other = await signIn(email);
    const list = async (token: string) =>
      (await one.ask(SESSIONS, {}, token)).data.viewer.sessions as {
        id: string;
        current: boolean;
        userAgent: string;
      }[];
    const mine = await list(session.accessToken);
    expect(mine.map(({ current }) => current).sort()).toEqual([false, true]);
    const target = mine.find(({ current }) => !current)!.id;
    const revoke = async (id: string, token: string) =>
      (await one.ask(`mutation ($id: ID!) { revokeSession(input: {id: $id}) { userErrors { code } } }`, { id }, token))
        .data.revokeSession.userErrors;
    const stranger = (await newcomer()).session.accessToken;
    expect(await revoke(target, stranger)).toEqual([{ code: "NOT_FOUND" }]);
    expect(await revoke("nonsense", session.accessToken)).toEqual([{ code: "NOT_FOUND" }]);
    await works(two, other.accessToken);
    expect(await revoke(target, session.accessToken)).toEqual([]);
    await isRefused(two, other.accessToken);
    expect(await list(session.accessToken)).toHaveLength(1);
  });

  it("end when a refresh token is used again later, access token and all", async () => {
    const { session } = await newcomer();
    const next = (await refresh(one, session.refreshToken)).session as Tokens;
    await one.services.database.source.query("UPDATE refresh_token SET used_at = used_at - interval '31 seconds'");
    expect((await refresh(two, session.refreshToken)).session).toBeNull();
    for (const app of [one, two]) await isRefused(app, next.accessToken);
  });
});

describe("changing the password", () => {
  it("needs the one until now, and ends all other sessions", async () => {
    const { email, session } = await newcomer();
    const other = await signIn(email);
    const change = async (currentPassword: string, newPassword: string) =>
      (
        await one.ask(
          `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code path } } }`,
          { input: { currentPassword, newPassword } },
          session.accessToken,
        )
      ).data.changePassword.userErrors;
    expect(await change("fout", anotherPassword)).toEqual([
      { code: "INVALID_CREDENTIALS", path: ["input", "currentPassword"] },
    ]);
    expect(await change(password, "kort")).toEqual([{ code: "INVALID_INPUT", path: ["input", "newPassword"] }]);
    expect(await change(password, anotherPassword)).toEqual([]);
    await isRefused(two, other.accessToken);
    await works(two, session.accessToken);
    expect(await signIn(email)).toBeNull();
    expect(await signIn(email, anotherPassword)).not.toBeNull();
  });
});
