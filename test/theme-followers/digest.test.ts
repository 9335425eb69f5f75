import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { mergedReferences } from "../../src/app/contributions.js";
import { moveReferences } from "../../src/core/database/merged-references.js";
import { GatheringTheme } from "../../src/domains/gatherings/gathering-theme.entity.js";
import { GatheringStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { newIdeas } from "../../src/domains/theme-followers/digest.reads.js";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { allSent, openMailbox, type Mailbox } from "../support/mailbox.js";
import { scansOf, statementOf } from "../support/plans.js";
import { following } from "./following.js";

let mailbox: Mailbox;
let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
let on: ReturnType<typeof following>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  other = await testApp(app.databaseUrl, { smtpUrl: mailbox.url });
  build = builders(app.services.database.source.manager);
  on = following(app, mailbox);
});
afterAll(async () => {
  await other.end();
  await app.end();
  await mailbox.down();
});

let number = 0;
const newTheme = (overrides: Partial<Theme> = {}): Promise<Theme> => {
  const slug = `thema-d${++number}`;
  return build.buildTheme(slug, { labelNl: `Thema ${number}`, ...overrides });
};
const gatheringAbout = async (theme: Theme, overrides: Parameters<typeof build.buildGathering>[0] = {}) => {
  const gathering = await build.buildGathering(overrides);
  await app.services.database.source.manager.insert(GatheringTheme, {
    ...{ gatheringId: gathering.id, themeId: theme.id, position: 0 },
  });
  return gathering;
};
const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
/** The digests that an address got. */
const digests = async (email: string) =>
  (await on.mails(email)).filter(({ subject }) => subject === "Nieuw over de thema's die je volgt");
const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("- "));

describe("the weekly digest", () => {
  it("has new ideas and coming gatherings of the theme and its narrower ones, each once", async () => {
    const theme = await newTheme();
    const narrower = await newTheme({ broaderId: theme.id });
    const before = await build.buildIdea({ title: "Van vroeger", themes: [theme], postedAt: inDays(-1) });
    const email = await on.follower([theme.slug]);
    await build.buildIdea({ title: "Zonnedak", themes: [theme, narrower] });
    await build.buildIdea({ title: "Warmtenet", themes: [narrower] });
    await build.buildIdea({ title: "Iets anders" });
    await gatheringAbout(theme, { title: "Kom samen" });
    await on.nextWeek();
    const [digest, ...more] = await digests(email);
    expect(more).toEqual([]);
    expect(linesOf(digest!.text!)).toEqual([
      "- Idee: “Warmtenet”",
      "- Idee: “Zonnedak”",
      expect.stringMatching(/^- Bijeenkomst: “Kom samen”, \w+dag \d+ /),
    ]);
    expect(digest!.text).not.toContain(before.title);
    expect(digest!.headers.has("list")).toBe(true);
    await on.nextWeek();
    expect(await digests(email)).toHaveLength(1);
    await build.buildIdea({ title: "Nog iets", themes: [theme] });
    await on.nextWeek();
    expect(linesOf((await digests(email))[1]!.text!)).toEqual(["- Idee: “Nog iets”"]);
  });

  it("is one mail for all themes, with each idea below one of them", async () => {
    const [one, two] = [await newTheme(), await newTheme()];
    const email = await on.follower([one.slug, two.slug]);
    await build.buildIdea({ title: "Van beide", themes: [two, one] });
    await build.buildIdea({ title: "Van twee", themes: [two] });
    await on.nextWeek();
    const [digest, ...more] = await digests(email);
    expect([linesOf(digest!.text!), more]).toEqual([["- Idee: “Van beide”", "- Idee: “Van twee”"], []]);
  });

  it("has only what nobody who is signed in may see", async () => {
    const theme = await newTheme();
    const email = await on.follower([theme.slug]);
    await build.buildIdea({ title: "Verborgen", themes: [theme], hiddenAt: new Date() });
    await build.buildIdea({ title: "Ingetrokken", themes: [theme], status: IdeaStatus.WITHDRAWN });
    await gatheringAbout(theme, { title: "Verborgen", hiddenAt: new Date() });
    await gatheringAbout(theme, { title: "Voorstel", status: GatheringStatus.PROPOSED });
    await gatheringAbout(theme, { title: "Afgelast", status: GatheringStatus.CANCELLED });
    await gatheringAbout(theme, { title: "Voorbij", startsAt: inDays(-1) });
    await gatheringAbout(theme, { title: "Heel ver weg", startsAt: inDays(100) });
    await on.nextWeek();
    expect(await digests(email)).toEqual([]);
  });

  it("leaves out what is hidden before it is sent", async () => {
    const theme = await newTheme();
    const email = await on.follower([theme.slug]);
    const idea = await build.buildIdea({ title: "Eerst wel", themes: [theme] });
    await build.buildIdea({ title: "Blijft", themes: [theme] });
    await app.services.database.source.query(`
      CREATE FUNCTION hide_first() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN UPDATE idea SET hidden_at = now() WHERE id = ''${idea.id}''; RETURN NEW; END';
      CREATE TRIGGER hide_first BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION hide_first()`);
    await on.nextWeek();
    await app.services.database.source.query(`DROP TRIGGER hide_first ON outbox; DROP FUNCTION hide_first()`);
    expect(linesOf((await digests(email))[0]!.text!)).toEqual(["- Idee: “Blijft”"]);
  });

  it("keeps what is below a theme that is merged into another one before it is sent", async () => {
    const [merged, kept, stopped] = [await newTheme(), await newTheme(), await newTheme()];
    const email = await on.follower([merged.slug, kept.slug, stopped.slug]);
    await build.buildIdea({ title: "Van de ene", themes: [merged] });
    await build.buildIdea({ title: "Van de andere", themes: [kept] });
    await build.buildIdea({ title: "Niet meer gevolgd", themes: [stopped] });
    await gatheringAbout(merged, { title: "Kom samen" });
    await on.nextWeekOf(email, async (tx) => {
      await moveReferences(tx.db, mergedReferences, { to: "theme", from: merged.id, into: kept.id });
      await tx.db.query(sql`DELETE FROM theme_follow WHERE theme_id = ${stopped.id} RETURNING 1`);
    });
    const [digest] = await digests(email);
    expect(linesOf(digest!.text!)).toEqual([
      "- Idee: “Van de andere”",
      "- Idee: “Van de ene”",
      expect.stringMatching(/^- Bijeenkomst: “Kom samen”/),
    ]);
  });

  it("ends with a theme that is archived, and goes on when it is revived", async () => {
    const theme = await newTheme();
    const email = await on.follower([theme.slug]);
    await build.buildIdea({ title: "Blijft liggen", themes: [theme] });
    await app.services.database.query(sql`UPDATE theme SET archived = true WHERE id = ${theme.id}`);
    await on.nextWeek();
    expect(await digests(email)).toEqual([]);
    await app.services.database.query(sql`UPDATE theme SET archived = false WHERE id = ${theme.id}`);
    await on.nextWeek();
    expect(await digests(email)).toHaveLength(1);
  });

  it("has twenty ideas at most, and the rest in the next one", async () => {
    const theme = await newTheme();
    const email = await on.follower([theme.slug]);
    for (let index = 0; index < 23; index++)
      await build.buildIdea({ title: `Idee nr ${index}`, themes: [theme], postedAt: new Date(Date.now() + index) });
    await on.nextWeek();
    const [first] = await digests(email);
    expect(linesOf(first!.text!)).toHaveLength(20);
    expect(first!.text).toContain("Er is nog meer: je vindt het op het netwerk.");
    await on.nextWeek();
    expect(linesOf((await digests(email))[1]!.text!)).toHaveLength(3);
  });

  it("is sent once, though two processes make it at the same time", async () => {
    const theme = await newTheme();
    const emails = await Promise.all(Array.from({ length: 5 }, () => on.follower([theme.slug])));
    await build.buildIdea({ title: "Eén keer", themes: [theme] });
    await on.nextWeek(other, app, other);
    for (const email of emails) expect(await digests(email)).toHaveLength(1);
  });

  it("comes on Mondays at eight in the morning", async () => {
    await on.follower([(await newTheme()).slug]);
    const [due] = await app.services.database.query<{ day: number; hour: number; ahead: boolean }>(sql`
      SELECT extract(isodow FROM digest_due_at AT TIME ZONE 'Europe/Brussels')::int AS day,
        extract(hour FROM digest_due_at AT TIME ZONE 'Europe/Brussels')::int AS hour, digest_due_at > now() AS ahead
      FROM theme_follower ORDER BY id DESC LIMIT 1`);
    expect(due).toEqual({ day: 1, hour: 8, ahead: true });
  });

  it("reads as many statements for a follower with twenty ideas as with one", async () => {
    const statementsFor = async (ideas: number): Promise<number> => {
      const theme = await newTheme();
      const email = await on.follower([theme.slug]);
      for (let index = 0; index < ideas; index++) await build.buildIdea({ themes: [theme] });
      const sent = await app.statements.during(() => on.nextWeekOf(email));
      return sent.filter((text) => /theme_follow|theme_digest|idea_theme|FROM idea e|FROM gathering e/.test(text))
        .length;
    };
    const one = await statementsFor(1);
    expect(one).toBeGreaterThan(4);
    expect(await statementsFor(20)).toBe(one);
  });
});

describe("a digest of a broad theme", () => {
  it("reads the themes of new ideas, and not those of the old ones", async () => {
    const theme = await newTheme();
    const email = await on.follower([theme.slug]);
    const { authorId } = await build.buildIdea({ title: "Nieuw", themes: [theme] });
    const { source } = app.services.database;
    await source.query(
      `WITH narrow AS (
        INSERT INTO theme (id, slug, label_nl) SELECT gen_random_uuid(), 'smal-' || n, 'x' FROM generate_series(1, 300) AS n
        RETURNING id),
      posted AS (
        INSERT INTO idea (id, kind, title, body, author_id, posted_at, language)
        SELECT gen_random_uuid(), 'IDEA', 'Idee', 'Tekst', $1, now() - n * interval '2 hours', 'NL'
        FROM generate_series(1, 6000) AS n RETURNING id, posted_at)
      INSERT INTO idea_theme (idea_id, theme_id, position)
      SELECT p.id, CASE WHEN posted_at < now() - interval '30 days' THEN $2 ELSE themes.ids[1 + n % 300] END, 0
      FROM (SELECT *, row_number() OVER () AS n FROM posted) AS p, (SELECT array_agg(id) AS ids FROM narrow) AS themes`,
      [authorId, theme.id],
    );
    await source.query("ANALYZE idea, idea_theme, theme, theme_follow");
    const [follower] = await app.services.database.query<{ id: string }>(
      sql`SELECT id FROM theme_follower WHERE email = ${email}`,
    );
    const statement = await statementOf(app, authorId, (ctx) => newIdeas(ctx, follower!.id));
    expect((await app.services.database.query(statement)).length).toBe(1);
    const { rows, scansAll } = await scansOf(app, statement, ["idea", "idea_theme"]);
    expect(scansAll).toBe(false);
    expect(rows).toBeLessThan(1_000);
  });
});

describe("a link in a digest", () => {
  const followerWithDigest = async () => {
    const themes = [await newTheme(), await newTheme()];
    const email = await on.follower(themes.map(({ slug }) => slug));
    for (const theme of themes) await build.buildIdea({ themes: [theme] });
    await on.nextWeek();
    const [digest] = await digests(email);
    const links = [...digest!.text!.matchAll(/^http\S+token=\S+$/gm)].map(([link]) => link);
    return { email, themes, digest: digest!, links };
  };

  it("ends one theme, or all of them, and nothing is kept of who follows none", async () => {
    const { email, themes, links } = await followerWithDigest();
    expect(links).toHaveLength(3);
    await on.page(links[0]!);
    expect(await on.followed(email)).toHaveLength(2);
    await on.press(links[0]!, "stop", on.followIn(links[0]!));
    expect(await on.followed(email)).toEqual([themes[1]!.slug]);
    const ended = await on.press(links[2]!, "all");
    expect(ended).toMatchObject({ status: 200, text: expect.stringContaining("er komen geen mails") });
    expect(await app.services.database.query(sql`SELECT FROM theme_follower WHERE email = ${email}`)).toEqual([]);
    expect((await on.page(links[2]!)).status).toBe(404);
  });

  it("ends all by the button of a mail program, which sends one field", async () => {
    const { email, digest } = await followerWithDigest();
    const { unsubscribe } = digest.headers.get("list") as unknown as { unsubscribe: { url: string } };
    const response = await fetch(unsubscribe.url, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect(response.status).toBe(200);
    expect(await on.followed(email)).toEqual([]);
  });

  it("works whatever secret the service has, and speaks the language of the browser once nobody follows", async () => {
    const { links } = await followerWithDigest();
    const later = await testApp(app.databaseUrl, { authSecret: "another secret, long enough to be one, years later" });
    const moved = links[2]!.replace(app.url, later.url);
    expect((await on.page(moved)).text).toContain("Deze thema&#39;s volg je:");
    await on.press(moved, "all");
    expect((await on.page(moved, { "accept-language": "fr" })).text).toContain(
      "votre adresse n&#39;est pas conservée ici",
    );
    await later.end();
  });

  it("does not end what another follows", async () => {
    const [one, two] = [await followerWithDigest(), await followerWithDigest()];
    await on.press(one.links[2]!, "stop", on.followIn(two.links[0]!));
    await on.press(one.links[2]!, "stop", "' OR 1=1");
    expect(await on.followed(two.email)).toHaveLength(2);
  });
});

describe("an address that refuses mails for good", () => {
  it("is not kept", async () => {
    const { undelivered } = (await import("../../src/domains/theme-followers/theme-followers.module.js"))
      .themeFollowersModule;
    const email = await on.follower([(await newTheme()).slug]);
    const [row] = await app.services.database.query<{ id: string }>(
      sql`SELECT id FROM theme_follower WHERE email = ${email}`,
    );
    const payload = { address: email, followerId: row!.id, ideas: [], gatherings: [], hasMore: false };
    await undelivered.themeDigest(app.services.database, payload, false);
    expect(await on.followed(email)).toHaveLength(1);
    await undelivered.themeDigest(app.services.database, payload, true);
    expect(await on.followed(email)).toEqual([]);
    await allSent(app);
  });
});
