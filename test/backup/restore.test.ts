import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import pg from "pg";
import sql from "sql-template-tag";
import { generateX25519Identity } from "age-encryption";
import { heldMails, releaseHeldMails } from "../../src/core/mail/outbox.js";
import { readErasures } from "../../src/core/access/erasure-log.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { dumpOf } from "../support/dump.js";
import { followed } from "../support/follow.js";
import { Backups } from "./backups.js";
import { password } from "../support/passwords.js";
import { fillAllSearchVectors } from "../support/search.js";

const backups = new Backups();
let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  await backups.begin();
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(async () => {
  await app.end();
  await backups.remove();
});

const restoredApps: TestApp[] = [];
/** A service on a restored backup. */
async function serviceOn(file: string, options: Parameters<Backups["restored"]>[1] = {}): Promise<TestApp> {
  const restored = await testApp(await backups.restored(file, options));
  restoredApps.push(restored);
  return restored;
}
afterAll(async () => {
  for (const restored of restoredApps) await restored.end();
});

const signUp = async (on: TestApp, email: string) => {
  const { data } = await on.ask(
    `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken refreshToken } viewer { member { id } } userErrors { code } } }`,
    { input: { name: "Xanthippe Vanderzwalm", email, password } },
  );
  const { session, viewer } = data.signUp;
  // Everybody sees who is there.
  await on.services.database.query(
    sql`UPDATE member SET profile_visibility = 'EVERYBODY' WHERE id = ${viewer.member.id}`,
  );
  return { ...session, memberId: viewer.member.id } as {
    accessToken: string;
    refreshToken: string;
    memberId: string;
  };
};
const viewer = "{ viewer { email } }";
const refresh = `mutation ($refreshToken: String!) { refreshSession(input: {refreshToken: $refreshToken}) { userErrors { code } } }`;

let number = 0;
let email: string;
beforeEach(() => {
  email = `xanthippe.${++number}@zwalm.example`;
});

describe("a restored network", () => {
  it("holds every row of every table, whatever the texts", async () => {
    await build.buildIdea({ title: "Tab\t en \\N", body: 'regel\r\n\u2028 "aanhaling" \\. € 👩‍👩‍👧 \\x00' });
    await build.buildMember({ name: "\\.", headline: "\\", languages: ["NL", "FR"] as never });
    await fillAllSearchVectors(app.services.database);
    const restored = await serviceOn(await backups.of(app.databaseUrl));
    const rows = async (on: TestApp) =>
      // Each service measures exposure itself, some moments after its start.
      (await dumpOf(on.services.database, { without: ["suggestion_exposure_figures"] }))
        .split("\n")
        .filter((row) => !row.includes("sessions.voided") && !/^\(anonymous|^public\.(migrations|event_20)/.test(row))
        .sort();
    expect(await rows(restored)).toEqual(await rows(app));
  });

  it("ends all sessions and tokens from before, those opened after the backup too", async () => {
    const before = await signUp(app, email);
    const file = await backups.of(app.databaseUrl);
    const operators = await app.tokenOf(before.memberId);
    const link = (
      await app.ask(`mutation { exportMyData(input: {}) { url userErrors { code } } }`, {}, before.accessToken)
    ).data.exportMyData.url as string;
    const lost = (
      await app.ask(
        `mutation ($email: String!) { signIn(input: {email: $email, password: "${password}"}) { session { accessToken } } }`,
        { email },
      )
    ).data.signIn.session.accessToken as string;
    for (const token of [before.accessToken, operators, lost])
      expect((await app.ask(viewer, {}, token)).data.viewer.email).toBe(email);
    const restored = await serviceOn(file);
    for (const token of [before.accessToken, operators, lost])
      expect((await restored.ask(viewer, {}, token)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    const { refreshToken } = before;
    expect((await restored.ask(refresh, { refreshToken })).data.refreshSession.userErrors).toEqual([
      { code: "INVALID_CREDENTIALS" },
    ]);
    expect((await fetch(restored.url + new URL(link).pathname)).status).toBe(404);
    const [left] = await restored.services.database.query<{ count: number }>(sql`
      SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM refresh_token) + (SELECT count(*) FROM email_token)
        + (SELECT count(*) FROM pending_sign_up) + (SELECT count(*) FROM sign_in_code) AS count`);
    expect(Number(left!.count)).toBe(0);
    const signIn = async (): Promise<string> =>
      (
        await restored.ask(
          `mutation ($email: String!) { signIn(input: {email: $email, password: "${password}"}) { session { accessToken } } }`,
          { email },
        )
      ).data.signIn.session.accessToken as string;
    // A token carries the second in which it was issued: one of the second of the restore may be from before.
    let answer = await restored.ask(viewer, {}, await signIn());
    while (answer.errors?.[0]?.extensions.code === "UNAUTHENTICATED")
      answer = await restored.ask(viewer, {}, await signIn());
    expect(answer.data?.viewer.email).toBe(email);
  });

  it("sends no mail from before until it is released", async () => {
    const { memberId } = await signUp(app, email);
    await app.services.database.query(sql`
      INSERT INTO outbox (id, kind, payload, due_at)
      VALUES (gen_random_uuid(), 'passwordChanged', jsonb_build_object('memberId', ${memberId}::text), now() + interval '1 hour')`);
    const withLink = sql`INSERT INTO outbox (id, kind, payload, due_at)
      VALUES (gen_random_uuid(), 'passwordReset', jsonb_build_object('address', ${email}::text), now() + interval '1 hour')`;
    await app.services.database.query(withLink);
    const before = await app.services.database.query<{ id: string }>(sql`SELECT id FROM outbox`);
    const restored = await serviceOn(await backups.of(app.databaseUrl));
    const { database, mailer } = restored.services;
    // Links that were asked for before are void; and of what is held, what may have been sent already has another secret.
    const held = await database.query<{ id: string }>(sql`SELECT id FROM outbox`);
    expect(before.map(({ id }) => id)).not.toContain(held[0]!.id);
    expect(await heldMails(database)).toMatchObject([{ kind: "passwordChanged", count: 1 }]);
    const count = async () => (await database.query(sql`SELECT 1 FROM outbox`)).length;
    mailer.wake();
    // A mail that is written now goes out, and the held one does not go with it.
    await restored.ask(
      `mutation ($email: String!) { requestPasswordReset(input: {email: $email}) { userErrors { code } } }`,
      { email },
    );
    while ((await count()) > 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await heldMails(database)).toHaveLength(1);
    await releaseHeldMails(database);
    mailer.wake();
    while ((await count()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await app.services.database.query(sql`DELETE FROM outbox`);
  });

  it("has erased who was erased since the backup, as they chose, the last administrator too", async () => {
    const leaving = await signUp(app, email);
    const staying = await signUp(app, `staying.${email}`);
    await app.services.database.query(
      sql`UPDATE account SET roles = '{MEMBER,ADMIN}' WHERE member_id = ${leaving.memberId}`,
    );
    const post = async (token: string, title: string) =>
      (
        await app.ask(
          `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { idea { id } userErrors { code message } } }`,
          { title },
          token,
        )
      ).data.postIdea.idea.id as string;
    const removed = await post(leaving.accessToken, "Zwalmidee");
    const file = await backups.of(app.databaseUrl);
    const at = new Date();
    const restored = await serviceOn(file, { erasures: [{ memberId: leaving.memberId, keepPosts: false, at }] });
    const dump = await dumpOf(restored.services.database);
    expect([dump.includes(`,${email}`), dump.includes("Zwalmidee")]).toEqual([false, false]);
    expect(
      (await restored.ask(`{ member(id: "${leaving.memberId}") { former } idea(id: "${removed}") { id } }`)).data,
    ).toEqual({ member: { former: true }, idea: null });
    expect((await restored.ask(`{ member(id: "${staying.memberId}") { name } }`)).data.member.name).toBe(
      "Xanthippe Vanderzwalm",
    );
    // The list goes on where the network does.
    expect(await readErasures(join(backups.folder, "erasures.log"))).toContainEqual({
      memberId: leaving.memberId,
      keepPosts: false,
      at,
    });
    await app.services.database.query(sql`UPDATE account SET roles = '{MEMBER}' WHERE member_id = ${leaving.memberId}`);
  });

  it("numbers events on past all that were numbered before, and resumes subscriptions from cursors of the backup", async () => {
    const author = await signUp(app, email);
    const theme = await build.buildTheme();
    const { liveCursor } = (await app.ask("{ liveCursor }")).data;
    const post = async (on: TestApp, title: string, token: string) =>
      (
        await on.ask(
          `mutation ($title: String!, $theme: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: [$theme]}) { idea { id } userErrors { code } } }`,
          { title, theme: theme.slug },
          token,
        )
      ).data.postIdea.idea.id as string;
    await post(app, "voor", author.accessToken);
    const file = await backups.of(app.databaseUrl);
    for (const title of ["na 1", "na 2", "na 3"]) await post(app, title, author.accessToken);
    const lostEnd = await app.services.events.end();
    const lostCursor = (await app.ask("{ liveCursor }")).data.liveCursor as string;
    const restored = await serviceOn(file);
    const live = followed<{ ideaPosted: { idea: { title: string } } }>(
      restored.socket(),
      "subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }",
      { after: liveCursor },
    );
    await live.has(1);
    const titles = () => live.received.map(({ ideaPosted }) => ideaPosted.idea.title);
    await post(restored, "hersteld", await tokenAfter(restored, author.memberId));
    await live.has(2);
    expect(titles()).toEqual(["voor", "hersteld"]);
    expect(await restored.services.events.end()).toBeGreaterThan(lostEnd + 50_000);
    // A cursor of an event that was lost is none, and never becomes one.
    const lost = followed(restored.socket(), "subscription ($after: String) { ideaPosted(after: $after) { cursor } }", {
      after: lostCursor,
    });
    expect((await lost.end())!.errors![0]!.extensions!.code).toBe("INVALID_CURSOR");
    live.stop();
  });

  it("has figures for the planner, valid foreign keys, and suggestions that agree with the reference", async () => {
    const themes = await Promise.all([1, 2, 3].map(() => build.buildTheme()));
    const [first] = await Promise.all(
      Array.from({ length: 12 }, () => build.buildMember({ interests: themes.map((theme) => [theme]) })),
    );
    const restored = await serviceOn(await backups.of(app.databaseUrl));
    const { database } = restored.services;
    const [figures] = await database.query<{ rows: number; members: number; invalid: number; disabled: number }>(sql`
      SELECT (SELECT reltuples FROM pg_class WHERE oid = 'member'::regclass)::int AS rows,
        (SELECT count(*) FROM member)::int AS members,
        (SELECT count(*) FROM pg_constraint WHERE NOT convalidated)::int AS invalid,
        (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D')::int AS disabled`);
    expect(figures).toEqual({ rows: figures!.members, members: figures!.members, invalid: 0, disabled: 0 });
    const suggestions = async (on: TestApp) =>
      (
        await on.ask(
          "{ viewer { suggestedCollaborators(first: 5) { member { id } score } } }",
          {},
          await tokenAfter(on, first!.id),
        )
      ).data.viewer.suggestedCollaborators as object[];
    await app.caughtUp();
    expect(await suggestions(restored)).toEqual(await suggestions(app));
    const bySql = await testApp(restored.databaseUrl, { suggestionsBy: "sql" });
    expect(await suggestions(bySql)).toEqual(await suggestions(restored));
    await bySql.end();
  });
});

/** A token that is issued after the second in which a network was restored. */
async function tokenAfter(on: TestApp, memberId: string): Promise<string> {
  for (;;) {
    const token = await on.tokenOf(memberId);
    if ((await on.ask(viewer, {}, token)).data?.viewer) return token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("a restore", () => {
  it("goes into an empty database, and replaces another when that is allowed", async () => {
    const file = await backups.of(app.databaseUrl);
    const target = await newDatabaseUrl();
    const query = async (statement: string): Promise<unknown[]> => {
      const client = new pg.Client(target);
      await client.connect();
      return (await client.query(statement).finally(() => client.end())).rows as unknown[];
    };
    try {
      await query("INSERT INTO theme (id, slug, label_nl) VALUES (gen_random_uuid(), 'eigen', 'Eigen')");
      await expect(backups.restore(file, target)).rejects.toThrow("The database is not empty");
      expect(await query("SELECT slug FROM theme")).toEqual([{ slug: "eigen" }]);
      await backups.restore(file, target, { mayReplace: true });
      expect(await query("SELECT slug FROM theme WHERE slug = 'eigen'")).toEqual([]);
      expect(await query("SELECT 1 FROM member LIMIT 1")).toHaveLength(1);
    } finally {
      await dropDatabase(target);
    }
  });

  it("goes into a migrated database without a network", async () => {
    const target = await backups.emptyDatabase("ino_template");
    await expect(backups.restore(await backups.of(app.databaseUrl), target)).resolves.toMatchObject({ format: 1 });
  });

  it("does not touch the database of a running service, nor that of another program", async () => {
    const file = await backups.of(app.databaseUrl);
    await expect(backups.restore(file, app.databaseUrl, { mayReplace: true })).rejects.toThrow("stop it first");
    const target = await backups.emptyDatabase();
    const client = new pg.Client(target);
    await client.connect();
    await client.query("CREATE TABLE invoice (id integer)");
    await client.end();
    await expect(backups.restore(file, target, { mayReplace: true })).rejects.toThrow("not of this service");
  });

  it("leaves nothing behind when it fails at its end", async () => {
    const file = await backups.of(app.databaseUrl);
    const target = await backups.emptyDatabase();
    const erasures = [{ memberId: "no id", keepPosts: true, at: new Date() }];
    await expect(backups.restore(file, target, { erasures })).rejects.toThrow("invalid input syntax");
    const client = new pg.Client(target);
    await client.connect();
    const { rows } = await client.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    await client.end();
    expect(rows).toEqual([]);
  });

  it("is refused with another key, before anything is written", async () => {
    const target = await backups.emptyDatabase();
    const backup = { file: await backups.of(app.databaseUrl), key: await generateX25519Identity() };
    await expect(backups.restore("", target, { backup })).rejects.toThrow("encrypted for another key");
  });
});
