import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { vocabulary, type Person } from "./vocabulary.js";

let app: TestApp;
let on: ReturnType<typeof vocabulary>;
let organiser: Person;
let member: Person;
beforeAll(async () => {
  app = await testApp();
  on = vocabulary(app);
  [organiser, member] = [await on.organiser(), await on.person()];
});
afterAll(() => app.end());

const create = (labels: object, more: object = {}) => on.done("createTheme", organiser, { labels, ...more });
const edit = (id: string, version: number, more: object) => on.done("editTheme", organiser, { id, version, ...more });
const events = async (id: string) =>
  (
    await app.services.database.query<{ kind: string }>(
      sql`SELECT kind FROM event WHERE subject_id = ${id} ORDER BY position`,
    )
  ).map(({ kind }) => kind);

describe("a theme that an organiser creates", () => {
  it("has a slug made from its label, without accents and unique", async () => {
    const first = await create({ nl: "Économie & Œuvres", fr: "Économie" }, { synonyms: ["geld", "Geld", "poen"] });
    expect(first).toMatchObject({
      ...{ slug: "economie-oeuvres", labels: { nl: "Économie & Œuvres", fr: "Économie", en: null } },
      ...{ synonyms: ["geld", "poen"], broader: null, narrower: [], archived: false, version: 1 },
    });
    expect((await create({ nl: "Economie œuvres" })).slug).toBe("economie-oeuvres-2");
    expect((await create({ en: "Economie, oeuvres!" })).slug).toBe("economie-oeuvres-3");
    expect(await events(first.id)).toEqual(["theme.created"]);
  });

  it("can have a slug of its own, and a broader theme", async () => {
    await create({ nl: "Mobiliteit" });
    await create({ nl: "Fietsen" }, { slug: "fiets", broader: "Mobiliteit" });
    expect(await on.read("mobiliteit")).toMatchObject({ narrower: [{ slug: "fiets" }] });
  });

  it("is found by its label and its synonyms, and chosen, at once", async () => {
    await create({ nl: "Kinderopvang" }, { synonyms: ["crèche"] });
    const { themes } = await on.ask(`{ themes(search: "creche") { nodes { slug } } }`);
    expect(themes.nodes).toEqual([{ slug: "kinderopvang" }]);
    expect((await on.post(member, ["kinderopvang"])).themes).toEqual([{ slug: "kinderopvang" }]);
  });

  it("is made once for one idempotency key", async () => {
    const input = { labels: { nl: "Eén keer" }, idempotencyKey: "k1" };
    const [one, other] = [
      await on.done("createTheme", organiser, input),
      await on.done("createTheme", organiser, input),
    ];
    expect(other.id).toBe(one.id);
  });

  it.each([
    ["without a label", { labels: {} }, "REQUIRED", ["input", "labels"]],
    ["with a label without letters", { labels: { nl: "—" } }, "REQUIRED", ["input", "slug"]],
    ["with a malformed slug", { labels: { nl: "a" }, slug: "Open Data" }, "INVALID_FORMAT", ["input", "slug"]],
    ["with the slug of another", { labels: { nl: "a" }, slug: "bezet" }, "DUPLICATE", ["input", "slug"]],
    ["below no theme", { labels: { nl: "a" }, broader: "nergens" }, "UNKNOWN", ["input", "broader"]],
    ["below an archived one", { labels: { nl: "a" }, broader: "oud" }, "UNKNOWN", ["input", "broader"]],
    [
      "with too many synonyms",
      { labels: { nl: "a" }, synonyms: Array.from({ length: 51 }, (_, n) => `s${n}`) },
      "TOO_MANY",
      ["input", "synonyms"],
    ],
  ])("is refused %s", async (_what, input, problem, path) => {
    await app.services.database.query(sql`
      INSERT INTO theme (id, slug, label_nl, archived)
      VALUES (gen_random_uuid(), 'bezet', 'x', false), (gen_random_uuid(), 'oud', 'x', true) ON CONFLICT DO NOTHING`);
    expect(await on.refused("createTheme", organiser, input)).toMatchObject([{ code: "INVALID_INPUT", problem, path }]);
  });

  it.each([
    ["a label", { labels: { nl: "a", fr: "wind | vent" } }, ["input", "labels", "fr"]],
    ["a synonym", { labels: { nl: "a" }, synonyms: ["zon", "wind|vent"] }, ["input", "synonyms", "1"]],
  ])("is refused with a bar in %s, which parts synonyms in exchanges", async (_what, input, path) => {
    const expected = [{ code: "INVALID_INPUT", problem: "INVALID_CHARACTER", path }];
    expect(await on.refused("createTheme", organiser, input)).toMatchObject(expected);
    const { id } = await create({ nl: "Zonder streep" });
    expect(await on.refused("editTheme", organiser, { id, version: 1, ...input })).toMatchObject(expected);
  });

  it("gets a slug of its own, when many create the same one at once", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create({ nl: "Tegelijk" })));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(8);
  });
});

describe("an edit of a theme", () => {
  it("changes what is given, and what members see everywhere at once", async () => {
    const theme = await create({ nl: "Oude naam", fr: "Ancien nom" }, { synonyms: ["s"] });
    await on.done("setInterests", member, { interests: [{ theme: theme.slug }] }, "member { id }");
    const seen = `{ viewer { member { interests { theme { label(language: NL) } } } } }`;
    expect((await on.ask(seen, {}, member)).viewer.member.interests).toEqual([{ theme: { label: "Oude naam" } }]);
    const edited = await edit(theme.id, 1, { labels: { nl: "Nieuwe naam", fr: null }, synonyms: null });
    expect(edited).toMatchObject({
      ...{ slug: "oude-naam", labels: { nl: "Nieuwe naam", fr: null, en: null }, synonyms: [], version: 2 },
    });
    expect((await on.ask(seen, {}, member)).viewer.member.interests).toEqual([{ theme: { label: "Nieuwe naam" } }]);
    const { themes } = await on.ask(`{ themes(search: "nieuwe") { nodes { slug } } }`);
    expect(themes.nodes).toEqual([{ slug: "oude-naam" }]);
  });

  it("moves it below another theme, and to the top", async () => {
    const [above, below] = [await create({ nl: "Boven" }), await create({ nl: "Onder" })];
    expect(await edit(below.id, 1, { broader: "boven" })).toMatchObject({ broader: { slug: above.slug } });
    expect(await edit(below.id, 2, { broader: null })).toMatchObject({ broader: null });
  });

  it("is refused where the themes would form a circle, however long", async () => {
    const [a, b, c] = [
      await create({ nl: "Kring a" }),
      await create({ nl: "Kring b" }),
      await create({ nl: "Kring c" }),
    ];
    await edit(b.id, 1, { broader: a.slug });
    await edit(c.id, 1, { broader: b.slug });
    const circle = [{ code: "INVALID_INPUT", problem: "NOT_ALLOWED", path: ["input", "broader"] }];
    expect(await on.refused("editTheme", organiser, { id: a.id, version: 1, broader: c.slug })).toMatchObject(circle);
    expect(await on.refused("editTheme", organiser, { id: a.id, version: 1, broader: a.slug })).toMatchObject(circle);
  });

  it("makes no circle with another edit at the same time", async () => {
    for (let round = 0; round < 10; round++) {
      const [one, other] = [await create({ nl: `Ene ${round}` }), await create({ nl: `Andere ${round}` })];
      const errors = await Promise.all([
        on.refused("editTheme", organiser, { id: one.id, version: 1, broader: other.slug }),
        on.refused("editTheme", organiser, { id: other.id, version: 1, broader: one.slug }),
      ]);
      expect(errors.flat()).toMatchObject([{ problem: "NOT_ALLOWED", path: ["input", "broader"] }]);
    }
  });

  it("is based on the latest version, and leaves a label", async () => {
    const theme = await create({ nl: "Versie" });
    await edit(theme.id, 1, { labels: { en: "Version" } });
    expect(await on.refused("editTheme", organiser, { id: theme.id, version: 1 })).toMatchObject([
      { code: "STALE_VERSION", currentVersion: 2 },
    ]);
    const input = { id: theme.id, version: 2, labels: { nl: null, en: null } };
    expect(await on.refused("editTheme", organiser, input)).toMatchObject([
      { code: "INVALID_INPUT", problem: "REQUIRED", path: ["input", "labels"] },
    ]);
    const unknown = { id: "01890000-0000-7000-8000-000000000000", version: 1 };
    expect(await on.refused("editTheme", organiser, unknown)).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it.each(["createTheme", "editTheme", "archiveTheme", "reviveTheme", "mergeThemes"])(
    "is no member's to make: %s",
    async (name) => {
      const inputs: Record<string, object> = {
        createTheme: { labels: { nl: "a" } },
        editTheme: { id: "x", version: 1 },
        mergeThemes: { themeId: "x", intoId: "y" },
      };
      await expect(on.refused(name, member, inputs[name] ?? { id: "x" })).rejects.toThrow("FORBIDDEN");
    },
  );
});

describe("an archived theme", () => {
  it("cannot be chosen any more, but objects keep it, also when they are edited", async () => {
    const [kept, other] = [await create({ nl: "Gaat weg" }), await create({ nl: "Blijft" })];
    const idea = await on.post(member, [kept.slug]);
    await on.done("setInterests", member, { interests: [{ theme: kept.slug }] }, "member { id }");
    expect(await on.done("archiveTheme", organiser, { id: kept.id })).toMatchObject({ archived: true, version: 2 });
    expect(
      await on.refused("postIdea", member, { kind: "IDEA", title: "t", body: "b", themes: [kept.slug] }),
    ).toMatchObject([{ code: "INVALID_INPUT", problem: "UNKNOWN", path: ["input", "themes", "0"] }]);
    const edited = { id: idea.id, version: 1, themes: [kept.slug, other.slug] };
    expect((await on.done("editIdea", member, edited, "idea { themes { slug } }")).themes).toHaveLength(2);
    const both = { interests: [{ theme: kept.slug, stance: "OFFERS" }, { theme: other.slug }] };
    await on.done("setInterests", member, both, "member { id }");
    expect(await on.interests(member)).toHaveLength(2);
    const { themes } = await on.ask(`{ themes(search: "gaat") { nodes { slug } } }`);
    expect(themes.nodes).toEqual([]);
  });

  it("can be chosen again once it is revived; both have no effect the second time", async () => {
    const theme = await create({ nl: "Komt terug" });
    for (const name of ["archiveTheme", "archiveTheme", "reviveTheme", "reviveTheme"])
      await on.done(name, organiser, { id: theme.id });
    expect(await on.read("komt-terug")).toMatchObject({ archived: false, version: 3 });
    expect((await on.post(member, ["komt-terug"])).themes).toEqual([{ slug: "komt-terug" }]);
    expect(await events(theme.id)).toEqual(["theme.created", "theme.archived", "theme.revived"]);
  });
});
