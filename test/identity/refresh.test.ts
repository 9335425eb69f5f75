import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { openSuccessor, sealSuccessor } from "../../src/domains/identity/refresh/successor.js";
import { forgetSuccessors } from "../../src/domains/identity/refresh/refresh-session.service.js";
import { sha256 } from "../../src/core/sha256.js";
import { testApp, type TestApp } from "../support/app.js";
import { password } from "../support/passwords.js";

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken refreshToken } } }`;
const REFRESH = `mutation ($token: String!) { refreshSession(input: {refreshToken: $token}) {
  session { accessToken refreshToken } userErrors { code path } } }`;
const ended = { session: null, userErrors: [{ code: "INVALID_CREDENTIALS", path: ["input", "refreshToken"] }] };

interface Session {
  accessToken: string;
  refreshToken: string;
}
interface Result {
  session: Session | null;
  userErrors: { code: string; path: string[] }[];
}

// Two services on one database, as behind a load balancer.
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
async function newcomer(): Promise<Session> {
  const input = { name: "Zoë", email: `tabblad${++counter}@test.example`, password };
  return (await one.ask(SIGN_UP, { input })).data.signUp.session as Session;
}
const refresh = async (app: TestApp, token: string, userAgent = "Firefox"): Promise<Result> => {
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close", "user-agent": userAgent },
    body: JSON.stringify({ query: REFRESH, variables: { token } }),
  });
  return ((await response.json()) as { data: { refreshSession: Result } }).data.refreshSession;
};
const isSignedIn = async ({ accessToken }: Session): Promise<boolean> =>
  (await two.ask("{ viewer { email } }", {}, accessToken)).status === 200;
/** As if the token had been used so long ago. */
const usedAgo = (token: string, seconds: number) =>
  one.services.database.query(sql`
    WITH aged AS (
      UPDATE refresh_token SET used_at = now() - interval '1 second' * ${seconds} WHERE token_hash = ${sha256(token)}
    )
    SELECT 1`);

describe("a refresh token that is used twice within 30 seconds", () => {
  it("gives two tabs the same successor, and ends nothing", async () => {
    const { refreshToken } = await newcomer();
    const tabs = await Promise.all([refresh(one, refreshToken), refresh(two, refreshToken)]);
    const sessions = tabs.map(({ session }) => session!);
    expect(new Set(sessions.map((session) => session.refreshToken)).size).toBe(1);
    for (const session of sessions) expect(await isSignedIn(session)).toBe(true);
    const next = await refresh(one, sessions[0]!.refreshToken);
    expect(await isSignedIn(next.session!)).toBe(true);
  });

  it("gives the same again to a client whose response was lost, until the 30 seconds are over", async () => {
    const { refreshToken } = await newcomer();
    const lost = await refresh(one, refreshToken);
    await usedAgo(refreshToken, 28);
    const repeated = await refresh(two, refreshToken);
    expect(repeated.session!.refreshToken).toBe(lost.session!.refreshToken);
    await usedAgo(refreshToken, 31);
    expect(await refresh(one, refreshToken)).toEqual(ended);
    expect(await refresh(one, lost.session!.refreshToken)).toEqual(ended);
  });

  it("ends the session when another client uses it", async () => {
    const { refreshToken } = await newcomer();
    const owner = await refresh(one, refreshToken);
    expect(await refresh(two, refreshToken, "curl")).toEqual(ended);
    expect(await refresh(one, owner.session!.refreshToken)).toEqual(ended);
    while (await isSignedIn(owner.session!)) await new Promise((resolve) => setImmediate(resolve));
  });

  it("ends the session when a process of the version before has exchanged it", async () => {
    const { refreshToken } = await newcomer();
    await refresh(one, refreshToken);
    const withoutSuccessor = await one.services.database.query(sql`
      WITH older AS (
        UPDATE refresh_token SET successor = NULL WHERE token_hash = ${sha256(refreshToken)} RETURNING 1
      )
      SELECT FROM older`);
    expect(withoutSuccessor).toHaveLength(1);
    expect(await refresh(one, refreshToken)).toEqual(ended);
  });
});

describe("the successor of a refresh token", () => {
  it("is stored encrypted, for as long as it is given again", async () => {
    const { refreshToken } = await newcomer();
    const { session } = await refresh(one, refreshToken);
    const stored = async () => {
      const [row] = await one.services.database.query<{ successor: Buffer | null }>(
        sql`SELECT successor FROM refresh_token WHERE token_hash = ${sha256(refreshToken)}`,
      );
      return row!.successor;
    };
    const sealed = (await stored())!;
    expect(sealed.includes(session!.refreshToken)).toBe(false);
    expect(openSuccessor(sealed, { refreshToken, userAgent: "Firefox" })).toBe(session!.refreshToken);
    await one.services.database.query(forgetSuccessors);
    expect(await stored()).not.toBeNull();
    await usedAgo(refreshToken, 31);
    await one.services.database.query(forgetSuccessors);
    expect(await stored()).toBeNull();
  });

  it("opens with the token before it alone, and for its client alone", () => {
    const owner = { refreshToken: "before", userAgent: "Firefox" };
    const sealed = sealSuccessor("after", owner);
    expect(openSuccessor(sealed, owner)).toBe("after");
    for (const other of [{ refreshToken: "another" }, { userAgent: "curl" }, { userAgent: "" }, { userAgent: null }])
      expect(openSuccessor(sealed, { ...owner, ...other })).toBeNull();
    const tampered = Buffer.from(sealed);
    tampered[tampered.length - 1]! ^= 1;
    expect(openSuccessor(tampered, owner)).toBeNull();
    expect(sealSuccessor("after", owner).equals(sealed)).toBe(false);
  });
});
