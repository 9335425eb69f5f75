import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import sql from "sql-template-tag";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { mailing } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { forgetAttempts, openMailbox, type Mailbox } from "../support/mailbox.js";
import { vocabulary, type Person } from "./vocabulary.js";

const SUGGESTION = `suggestion { id label language status reason note broader { slug } theme { slug } suggestedBy { id } decidedAt }`;
const NOTIFIED = `{ viewer { notifications { nodes { kind text(language: NL) actor { id } themeSuggestion { id } } } } }`;

let mailbox: Mailbox;
let app: TestApp;
let on: ReturnType<typeof vocabulary>;
let mails: ReturnType<typeof mailing>;
let organiser: Person;
let member: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  mails = mailing(app, mailbox);
  on = vocabulary(app);
  organiser = await on.organiser();
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  await forgetAttempts(app);
  member = await on.person();
});

const suggest = (by: Person, label: string, more: object = {}) =>
  on.done("suggestTheme", by, { label, language: "NL", ...more }, SUGGESTION);
const decide = (id: string, status: string, more: object = {}, by = organiser) =>
  on.done("decideThemeSuggestion", by, { id, status, ...more }, SUGGESTION);
const notificationsOf = async (by: Person) => {
  await mails.notified();
  return (await on.ask(NOTIFIED, {}, by)).viewer.notifications.nodes;
};

describe("a theme that a member suggests", () => {
  it("waits on the desk, in the organisers' list and the member's own, and organisers are notified", async () => {
    await on.build.buildTheme("groen");
    const made = await suggest(member, "Deeltuinen", { broader: "groen", reason: "Er zijn er al drie." });
    expect(made).toMatchObject({
      ...{ label: "Deeltuinen", language: "NL", status: "PENDING", reason: "Er zijn er al drie." },
      ...{ broader: { slug: "groen" }, theme: null, suggestedBy: { id: member.id }, note: null, decidedAt: null },
    });
    const { organiserDesk, themeSuggestions } = await on.ask(
      `{ organiserDesk(kinds: [THEME_SUGGESTION]) { nodes { subject { ... on ThemeSuggestion { id } } } }
        themeSuggestions(status: PENDING) { totalCount nodes { id } } }`,
      {},
      organiser,
    );
    expect(organiserDesk.nodes).toEqual([{ subject: { id: made.id } }]);
    expect(themeSuggestions).toEqual({ totalCount: 1, nodes: [{ id: made.id }] });
    const { viewer } = await on.ask("{ viewer { themeSuggestions { nodes { id } } } }", {}, member);
    expect(viewer.themeSuggestions.nodes).toEqual([{ id: made.id }]);
    expect(await notificationsOf(organiser)).toContainEqual({
      ...{ kind: "THEME_SUGGESTED", text: `${member.name} stelt een thema voor.`, actor: { id: member.id } },
      themeSuggestion: { id: made.id },
    });
    await decide(made.id, "DECLINED", { note: "Nog niet." });
  });

  it("is seen by nobody else", async () => {
    const { id } = await suggest(member, "Geheim plan");
    const other = await on.person();
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    expect((await on.ask(node, { id }, other)).node).toBeNull();
    expect((await on.ask(node, { id })).node).toBeNull();
    expect((await on.ask(node, { id }, organiser)).node).toEqual({ id });
    await expect(on.ask("{ themeSuggestions { totalCount } }", {}, other)).rejects.toThrow("FORBIDDEN");
    await expect(on.refused("decideThemeSuggestion", member, { id, status: "TAKEN" })).rejects.toThrow("FORBIDDEN");
  });

  it("has no bar in its label, which may become a synonym", async () => {
    expect(await on.refused("suggestTheme", member, { label: "wind|vent", language: "NL" })).toMatchObject([
      { code: "INVALID_INPUT", problem: "INVALID_CHARACTER", path: ["input", "label"] },
    ]);
  });

  it.each([
    ["a label", "Bestaat al", {}],
    ["a synonym", "ook zo genoemd", {}],
  ])("is not %s that there is already", async (_what, label, more) => {
    await app.services.database.query(sql`
      INSERT INTO theme (id, slug, label_nl, synonyms)
      VALUES (gen_random_uuid(), 'bestaat-al', 'Bestaat al', '{Ook zo genoemd}') ON CONFLICT DO NOTHING`);
    expect(await on.refused("suggestTheme", member, { label, language: "NL", ...more })).toMatchObject([
      { code: "INVALID_INPUT", problem: "DUPLICATE", path: ["input", "label"] },
    ]);
  });

  it("is one of five that wait at most, also when many come at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, n) => on.refused("suggestTheme", member, { label: `Veel ${n}`, language: "NL" })),
    );
    expect(answers.flat().map(({ code }) => code)).toEqual(Array(4).fill("TOO_MANY_THEME_SUGGESTIONS"));
  });

  it("follows a merge of the theme of which it would be a part", async () => {
    const [old, kept] = [await on.build.buildTheme("deel-oud"), await on.build.buildTheme("deel-nieuw")];
    const { id } = await suggest(member, "Onderdeel", { broader: "deel-oud" });
    await on.merge(organiser, old.id, kept.id);
    expect(await decide(id, "TAKEN")).toMatchObject({ theme: { slug: "onderdeel" }, broader: { slug: "deel-nieuw" } });
    expect(await on.read("onderdeel")).toMatchObject({ broader: { slug: "deel-nieuw" } });
  });
});

describe("a decision about a suggested theme", () => {
  it("takes it into the vocabulary, as it is or as the organiser writes it", async () => {
    const [one, other] = [await suggest(member, "Zonnedaken"), await suggest(member, "jardins", { language: "FR" })];
    expect(await decide(one.id, "TAKEN")).toMatchObject({ status: "TAKEN", theme: { slug: "zonnedaken" } });
    await decide(other.id, "TAKEN", { labels: { nl: "Tuinen", fr: "Jardins" } });
    expect(await on.read("tuinen")).toMatchObject({ labels: { nl: "Tuinen", fr: "Jardins" } });
    expect((await on.post(member, ["zonnedaken"])).themes).toEqual([{ slug: "zonnedaken" }]);
  });

  it("makes it a synonym of another theme, once", async () => {
    const theme = await on.build.buildTheme("waterbeheer");
    const { id } = await suggest(member, "Regenwater");
    expect(await decide(id, "MERGED", { themeId: theme.id })).toMatchObject({ theme: { slug: "waterbeheer" } });
    await decide(id, "MERGED", { themeId: theme.id });
    expect(await on.read("waterbeheer")).toMatchObject({ synonyms: ["Regenwater"], version: 2 });
  });

  it("reaches who suggested it, with a mail that has the note, and no name", async () => {
    const address = await mails.address(member);
    const theme = await on.build.buildTheme("al-bekend");
    const [a, b, c] = [
      await suggest(member, "Eerste"),
      await suggest(member, "Tweede"),
      await suggest(member, "Derde"),
    ];
    await decide(a.id, "TAKEN");
    await decide(b.id, "MERGED", { themeId: theme.id });
    await decide(c.id, "DECLINED", { note: "Te ruim: kies iets engers." });
    const kinds = (await notificationsOf(member)).map(({ kind, actor }: { kind: string; actor: null }) => [
      kind,
      actor,
    ]);
    expect(kinds.sort()).toEqual([
      ["THEME_SUGGESTION_DECLINED", null],
      ["THEME_SUGGESTION_MERGED", null],
      ["THEME_SUGGESTION_TAKEN", null],
    ]);
    await mails.settled();
    const texts = (await mailbox.to(address)).map(({ text }) => text!).join("\n");
    expect(texts).toContain("> Te ruim: kies iets engers.");
    expect(texts).toContain("> Derde");
    expect(texts).not.toContain(organiser.name);
  });

  it("is one: of two organisers at once the second is told, and the same again has no effect", async () => {
    const other = await on.organiser();
    const { id } = await suggest(member, "Tweemaal");
    const answers = await Promise.all([
      on.refused("decideThemeSuggestion", organiser, { id, status: "TAKEN" }),
      on.refused("decideThemeSuggestion", other, { id, status: "DECLINED", note: "Nee." }),
    ]);
    expect(answers.flat()).toMatchObject([{ code: "ALREADY_DECIDED", path: ["input", "id"] }]);
    expect(await on.read("tweemaal-2")).toBeNull();
  });

  it.each([
    ["without a decision", { status: "PENDING" }, "NOT_ALLOWED", "status"],
    ["that declines without a note", { status: "DECLINED" }, "REQUIRED", "note"],
    ["that merges into nothing", { status: "MERGED" }, "REQUIRED", "themeId"],
    ["that merges into an unknown theme", { status: "MERGED", themeId: "x" }, "UNKNOWN", "themeId"],
  ])("is refused %s", async (_what, input, problem, field) => {
    const { id } = await suggest(member, "Geweigerd");
    expect(await on.refused("decideThemeSuggestion", organiser, { id, ...input })).toMatchObject([
      { code: "INVALID_INPUT", problem, path: ["input", field] },
    ]);
  });

  it("is made across a block between organiser and member all the same, of which the notification has no name", async () => {
    await app.services.database.source.manager.insert(Block, {
      ...{ blockerId: member.id, blockedId: organiser.id, blockedAt: new Date() },
    });
    const { id } = await suggest(member, "Ondanks alles");
    const [notified] = await notificationsOf(organiser);
    expect(notified).toMatchObject({ kind: "THEME_SUGGESTED", actor: null, themeSuggestion: { id } });
    expect(await decide(id, "TAKEN")).toMatchObject({ status: "TAKEN", suggestedBy: { id: member.id } });
  });
});

describe("the lists of suggested themes", () => {
  it("take as many statements for many as for one", async () => {
    const query = `{ themeSuggestions(first: 100) { totalCount nodes { label broader { slug } theme { slug } suggestedBy { name } } } }`;
    const count = async () => (await app.statements.ofRequests(() => on.ask(query, {}, organiser))).length;
    const theme = await on.build.buildTheme();
    await on.build.buildThemeSuggestion({ broaderId: theme.id, themeId: theme.id });
    const before = await count();
    for (let n = 0; n < 20; n++)
      await on.build.buildThemeSuggestion({ broaderId: (await on.build.buildTheme()).id, themeId: theme.id });
    await count();
    expect(await count()).toBeLessThanOrEqual(before);
  });
});

describe("who suggested themes", () => {
  it("has them in the export, and takes them along when they leave; the themes that they became stay", async () => {
    const [taken, waiting] = [await suggest(member, "Blijvertje"), await suggest(member, "Wachtend")];
    await decide(taken.id, "TAKEN", { note: "Mooi." });
    const { url } = await on.mutate("exportMyData", member, {}, "url");
    const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
    const { theme_suggestion: exported } = JSON.parse(strFromU8(files["data.json"]!));
    expect(exported).toMatchObject([
      { id: taken.id, label: "Blijvertje", status: "TAKEN", note: "Mooi.", theme: "blijvertje" },
      { id: waiting.id, label: "Wachtend", status: "PENDING", theme: null },
    ]);
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    await inTransaction(ctx, (tx) => eraseAccount(tx, member.id, true));
    const left = await app.services.database.query(
      sql`SELECT FROM theme_suggestion WHERE suggested_by_id = ${member.id}`,
    );
    expect(left).toEqual([]);
    expect(await on.read("blijvertje", "slug")).toEqual({ slug: "blijvertje" });
  });
});
