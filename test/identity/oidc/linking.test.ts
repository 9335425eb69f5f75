import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../../support/app.js";
import { builders } from "../../support/builders.js";
import { Account } from "../../../src/domains/identity/account.entity.js";
import { forgetIdentities } from "../../../src/domains/identity/oidc/external-identity.service.js";
import { endAllSessions } from "../../../src/domains/identity/session.service.js";
import { inTransaction, systemContext, type TransactionContext } from "../../../src/core/graphql/context.js";
import { IssuerServer, ME, someone } from "./issuer-server.js";
import { pino } from "pino";
import { password } from "../../support/passwords.js";

let issuer: IssuerServer;
// Two services on one database: who comes first may come to both.
let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  issuer = await IssuerServer.start();
  app = await testApp(undefined, { oidc: issuer.config });
  other = await testApp(app.databaseUrl, { oidc: issuer.config });
  build = builders(app.services.database.source.manager);
});
afterEach(() => {
  issuer.userinfo = () => null;
});
afterAll(async () => {
  await other.end();
  await app.end();
  await issuer.stop();
});

const viewerOf = async (token: string, at = app) => {
  const { status, data } = await at.ask(ME, {}, token);
  return status === 401 ? "refused" : data.viewer;
};
const rows = (statement: string, parameters: unknown[] = []) =>
  app.services.database.source.query<Record<string, unknown>[]>(statement, parameters);
const membersWith = async (email: string) =>
  Number((await rows("SELECT count(*) AS n FROM account WHERE email = $1", [email]))[0]!.n);
const inOwn = <T>(work: (tx: TransactionContext) => Promise<T>) =>
  inTransaction(systemContext(app.services, pino({ level: "silent" })), work);
/** Refused by these processes, once they have read of it. */
const becomesRefused = async (token: string, processes = [app, other]) => {
  for (const at of processes)
    while ((await viewerOf(token, at)) !== "refused") await new Promise((resolve) => setImmediate(resolve));
};

/** An account made with a password, of whoever's address; its session. */
async function signedUp(email: string): Promise<{ accessToken: string; refreshToken: string; id: string }> {
  const { data } = await app.ask(
    `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken refreshToken } viewer { member { id } } } }`,
    { input: { name: "Wie dan ook", email, password } },
  );
  return { ...data.signUp.session, id: data.signUp.viewer.member.id };
}
const signIn = async (email: string) =>
  (
    await app.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }`, {
      input: { email, password },
    })
  ).data.signIn.session as object | null;

describe("the first use of an external token", () => {
  it("makes a member, whom later tokens stand for whatever they say", async () => {
    const person = someone({ name: "  Zoé Lambert ", locale: "fr-BE" });
    const viewer = await viewerOf(await issuer.token(person));
    expect(viewer).toMatchObject({
      email: person.email,
      member: { id: expect.any(String), name: "Zoé Lambert", languages: ["FR"] },
    });
    const later = await issuer.token({ sub: person.sub, email: "anders@issuer.example", email_verified: true });
    for (const at of [app, other]) expect(await viewerOf(later, at)).toEqual(viewer);
    expect(await viewerOf(await issuer.token({ sub: person.sub }))).toEqual(viewer);
    expect(await rows("SELECT kind FROM event WHERE subject_id = $1", [viewer.member.id])).toEqual([
      { kind: "member.joined" },
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["the parts of the name", { name: undefined, given_name: "Jan", family_name: "Peeters" }, "Jan Peeters"],
    ["the name to sign in with", { name: " ", preferred_username: "jpeeters" }, "jpeeters"],
    ["no address", { name: "jan@issuer.example", preferred_username: "jan@issuer.example" }, "Nieuw lid"],
    ["nothing at all", { name: undefined, locale: "en" }, "New member"],
    ["what is no text", { name: { toString: "x" }, locale: 1 }, "Nieuw lid"],
    ["a novel", { name: "é".repeat(500) }, "é".repeat(120)],
    ["whole characters", { name: "a".repeat(119) + "👨‍👩‍👧x" }, `${"a".repeat(119)}👨‍👩‍👧`],
    ["one line", { name: "Je account\r\n\r\nis \u202egewist\u200b\ud800" }, "Je account is gewist"],
    ["the first that can be seen", { name: "\u3164", nickname: "Jan" }, "Jan"],
    ["no address with hidden characters", { name: "jan\u200b@issuer.example" }, "Nieuw lid"],
  ])("names the member by %s", async (_what, claims, name) => {
    expect(await viewerOf(await issuer.token(someone(claims)))).toMatchObject({ member: { name } });
  });

  it.each<[string, Record<string, unknown>]>([
    ["has no address", { email: undefined }],
    ["has an address that nobody has seen to be theirs", { email_verified: false }],
    ["does not say whether it has", { email_verified: undefined }],
    ["denies in a text that it has", { email_verified: "false" }],
    ["says so by a number", { email_verified: 1 }],
    ["has something else for an address", { email: "niemand" }],
    ["has a list for an address", { email: ["a@issuer.example"] }],
  ])("is refused when the person %s", async (_what, claims) => {
    expect(await viewerOf(await issuer.token(someone(claims)))).toBe("refused");
  });

  it("takes the word for an address as a text, too", async () => {
    const person = someone({ email_verified: "true" });
    expect(await viewerOf(await issuer.token(person))).toMatchObject({ email: person.email });
  });

  it("asks the issuer once for what the token leaves out", async () => {
    const { sub, ...told } = someone();
    const token = await issuer.token({ sub, name: "Naam van het token" });
    issuer.userinfo = (bearer) => (bearer === token ? { sub, ...told } : null);
    const before = issuer.asked.userinfo;
    expect(await viewerOf(token)).toMatchObject({ email: told.email, member: { name: told.name } });
    await viewerOf(token);
    expect(issuer.asked.userinfo).toBe(before + 1);
  });

  it("takes neither what the issuer tells of another, nor one's address with another's word for it", async () => {
    const person = someone({ email: undefined });
    issuer.userinfo = () => someone();
    expect(await viewerOf(await issuer.token(person))).toBe("refused");
    const claimed = someone({ email: undefined, email_verified: true });
    issuer.userinfo = () => ({ sub: claimed.sub, email: "slachtoffer@issuer.example" });
    expect(await viewerOf(await issuer.token(claimed))).toBe("refused");
  });

  it("does not ask again for a token that was refused", async () => {
    const token = await issuer.token(someone({ email: undefined }));
    const before = issuer.asked.userinfo;
    for (let n = 0; n < 5; n++) expect(await viewerOf(token)).toBe("refused");
    expect(issuer.asked.userinfo).toBe(before + 1);
  });

  it("makes one member of ten that come at once, to two processes", async () => {
    const person = someone();
    const tokens = await Promise.all(Array.from({ length: 10 }, (_, n) => issuer.token({ ...person, jti: `${n}` })));
    const viewers = await Promise.all(tokens.map((token, n) => viewerOf(token, n % 2 ? app : other)));
    expect(new Set(viewers.map(({ member }) => member.id)).size).toBe(1);
    expect(await membersWith(person.email)).toBe(1);
    expect(await rows("SELECT kind FROM event WHERE subject_id = $1", [viewers[0].member.id])).toHaveLength(1);
  });

  it("meets a sign-up with the same address at the same time in one account", async () => {
    const person = someone();
    const [viewer] = await Promise.all([
      viewerOf(await issuer.token(person)),
      app.ask(
        `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken } userErrors { code } } }`,
        { input: { name: "x", email: person.email, password } },
      ),
    ]);
    expect(viewer).toMatchObject({ email: person.email });
    expect(await membersWith(person.email)).toBe(1);
  });
});

describe("a database that cannot be asked who somebody is", () => {
  it("is no reason to refuse the token, but to try again", async () => {
    const token = await issuer.token(someone());
    await rows("ALTER TABLE external_identity RENAME TO external_identity_away");
    try {
      const { status, errors } = await app.ask(ME, {}, token);
      expect({ status, errors }).toMatchObject({
        status: 503,
        errors: [{ extensions: { code: "UNAVAILABLE", requestId: expect.any(String) } }],
      });
    } finally {
      await rows("ALTER TABLE external_identity_away RENAME TO external_identity");
    }
    expect(await viewerOf(token)).not.toBe("refused");
  });
});

describe("an account with the address that the issuer vouches for", () => {
  it("is linked, whatever the case of the address, and keeps its password when the address was confirmed", async () => {
    const person = someone();
    const { id, accessToken } = await signedUp(person.email);
    await app.services.database.source.manager.update(Account, { memberId: id }, { emailConfirmedAt: new Date() });
    const token = await issuer.token({ ...person, email: person.email.toUpperCase() });
    expect(await viewerOf(token)).toMatchObject({ member: { id, name: "Wie dan ook" } });
    expect(await viewerOf(accessToken)).toMatchObject({ email: person.email });
    expect(await signIn(person.email)).not.toBeNull();
  });

  it("that was never confirmed goes to the owner of the address: no password, session or link of the maker's works on", async () => {
    const person = someone();
    const { id, accessToken, refreshToken } = await signedUp(person.email);
    const { manager } = app.services.database.source;
    await manager.update(Account, { memberId: id }, { emailConfirmedAt: null });
    await rows(
      `INSERT INTO email_token (token_hash, member_id, purpose, new_email, expires_at)
       VALUES ('x', $1, 'CHANGE_EMAIL', 'aanvaller@test.example', now() + interval '1 hour')`,
      [id],
    );
    const token = await issuer.token(person);
    expect(await viewerOf(token)).toMatchObject({ email: person.email, member: { id } });
    await becomesRefused(accessToken);
    const { data } = await app.ask(
      `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { session { accessToken } } }`,
      { input: { refreshToken } },
    );
    expect(data.refreshSession.session).toBeNull();
    expect(await signIn(person.email)).toBeNull();
    expect(await rows("SELECT 1 FROM email_token WHERE member_id = $1", [id])).toEqual([]);
    expect((await manager.findOneByOrFail(Account, { memberId: id })).emailConfirmedAt).not.toBeNull();
    // Its owner's token, which is older than the end of those sessions, goes on.
    for (const at of [app, other]) expect(await viewerOf(token, at)).toMatchObject({ member: { id } });
  });

  it("is that of an imported member, too", async () => {
    const member = await build.buildMember();
    const { email } = await app.services.database.source.manager.findOneByOrFail(Account, { memberId: member.id });
    expect(await viewerOf(await issuer.token(someone({ email })))).toMatchObject({ member: { id: member.id } });
  });

  it("is found by two identities of one person", async () => {
    const person = someone();
    const first = await viewerOf(await issuer.token(person));
    expect(await viewerOf(await issuer.token({ ...person, sub: `${person.sub}-2` }))).toEqual(first);
  });
});

describe("signing out with an external token", () => {
  const SIGN_OUT = `mutation ($input: SignOutInput!) { signOut(input: $input) { userErrors { code path } } }`;

  it("does not pretend to end a session where there is none", async () => {
    const token = await issuer.token(someone());
    const { data } = await app.ask(SIGN_OUT, { input: {} }, token);
    expect(data.signOut.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "everywhere"] }]);
    expect(await viewerOf(token)).not.toBe("refused");
  });

  it("everywhere ends the member's tokens of until now, and their sockets, in every process", async () => {
    const person = someone();
    const [token, another] = [await issuer.token(person), await issuer.token({ ...person, jti: "2" })];
    const socket = other.socket(another);
    await socket.iterate({ query: ME }).next();
    const following = socket.iterate({ query: "subscription { ideaPosted { cursor } }" }).next();
    await app.ask(SIGN_OUT, { input: { everywhere: true } }, token);
    await expect(following).rejects.toMatchObject({ code: 4403 });
    for (const each of [token, another]) await becomesRefused(each);
    const later = await issuer.token({ ...person, iat: Math.floor(Date.now() / 1000) + 3 });
    expect(await viewerOf(later)).toMatchObject({ email: person.email });
    const third = await testApp(app.databaseUrl, { oidc: issuer.config });
    expect(await viewerOf(token, third)).toBe("refused");
    await third.end();
  });

  it("ends those of an issuer whose clock is ahead, too", async () => {
    const service = await testApp(app.databaseUrl, { oidc: issuer.config });
    const person = someone();
    const ahead = (seconds: number) => issuer.token({ ...person, iat: Math.floor(Date.now() / 1000) + seconds });
    const token = await ahead(50);
    expect(await viewerOf(token, service)).toMatchObject({ email: person.email });
    await service.ask(SIGN_OUT, { input: { everywhere: true } }, token);
    await becomesRefused(token, [service]);
    const later = await ahead(53);
    while ((await viewerOf(later, service)) === "refused") await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await viewerOf(token, service)).toBe("refused");
    await service.end();
  });

  it("is remembered for as long as a token may live, by a process that starts hours afterwards too", async () => {
    const person = someone();
    const viewer = await viewerOf(await issuer.token(person));
    const hoursAgo = Math.floor(Date.now() / 1000) - 10 * 3600;
    await inOwn((tx) => endAllSessions(tx, viewer.member.id as string));
    await rows("UPDATE event SET occurred_at = now() - interval '9 hours' WHERE kind = 'sessions.revoked'");
    const third = await testApp(app.databaseUrl, { oidc: issuer.config });
    const isRemembered = async () => {
      expect(await viewerOf(await issuer.token({ ...person, iat: hoursAgo }), third)).toBe("refused");
      expect(await viewerOf(await issuer.token(person), third)).toEqual(viewer);
    };
    await isRemembered();
    const another = await issuer.token(someone());
    const { member } = await viewerOf(another, third);
    await inOwn((tx) => endAllSessions(tx, member.id as string));
    await becomesRefused(another, [third]);
    await isRemembered();
    await third.end();
  });
});

describe("an erased account", () => {
  it("is not made anew by a token of before, in any process; by a later one it is", async () => {
    const person = someone();
    const token = await issuer.token(person);
    const viewer = await viewerOf(token);
    const id = viewer.member.id as string;
    await inOwn(async (tx) => {
      await forgetIdentities(tx, id);
      await tx.manager.delete(Account, { memberId: id });
      await endAllSessions(tx, id);
    });
    await becomesRefused(token);
    expect(await membersWith(person.email)).toBe(0);
    // Further ahead than any before it in this file, so that it counts as issued now: by so much the clock is ahead.
    const later = await issuer.token({ ...person, iat: Math.floor(Date.now() / 1000) + 10 });
    const anew = await viewerOf(later);
    expect(anew).toMatchObject({ email: person.email });
    expect(anew.member.id).not.toBe(id);
  });
});
