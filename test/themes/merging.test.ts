import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { contentOf, Folders, load } from "../import/folders.js";
import { testApp, type TestApp } from "../support/app.js";
import { vocabulary, type Person } from "./vocabulary.js";

const folders = new Folders();
let app: TestApp;
let on: ReturnType<typeof vocabulary>;
let organiser: Person;
let member: Person;
beforeAll(async () => {
  app = await testApp();
  on = vocabulary(app);
  [organiser, member] = [await on.organiser(), await on.person()];
});
afterAll(async () => {
  await app.end();
  await folders.remove();
});

const theme = (slug: string, overrides: Partial<Theme> = {}) => on.build.buildTheme(slug, overrides);
const pair = async (name: string): Promise<[Theme, Theme]> => [
  await theme(`${name}-oud`),
  await theme(`${name}-nieuw`),
];

describe("a merged theme", () => {
  it("is the other one by its slug and its id, in every letter case", async () => {
    const [old, kept] = await pair("naam");
    expect(await on.merge(organiser, old.id, kept.id)).toMatchObject({ id: kept.id, slug: kept.slug, version: 2 });
    const {
      theme: bySlug,
      node,
      nodes,
    } = await on.ask(
      `query ($id: ID!) { theme(slug: "Naam-OUD") { id slug } node(id: $id) { id } nodes(ids: [$id]) { id } }`,
      { id: old.id },
    );
    expect([bySlug.id, bySlug.slug, node.id, nodes[0].id]).toEqual([kept.id, kept.slug, kept.id, kept.id]);
    const { themes } = await on.ask(`{ themes(search: "naam") { nodes { slug } } }`);
    expect(themes.nodes).toEqual([{ slug: kept.slug }]);
  });

  it("gives its labels and synonyms to the other one, each once", async () => {
    const old = await theme("woorden-oud", { labelNl: "Oud", labelEn: "Old", synonyms: ["extra", "gedeeld"] });
    const kept = await theme("woorden-nieuw", { labelNl: "Nieuw", synonyms: ["Gedeeld", "nieuw"] });
    const { synonyms } = await on.merge(organiser, old.id, kept.id);
    expect(synonyms).toEqual(["Gedeeld", "Oud", "Old", "extra"]);
    const { themes } = await on.ask(`{ themes(search: "extra") { nodes { slug } } }`);
    expect(themes.nodes).toEqual([{ slug: kept.slug }]);
  });

  it("keeps all names of both: with more than fifty synonyms they do not merge", async () => {
    const many = await theme("woorden-veel", { synonyms: Array.from({ length: 49 }, (_, n) => `woord ${n}`) });
    const kept = await theme("woorden-weinig", { synonyms: ["eigen", "eigener"] });
    expect(await on.refused("mergeThemes", organiser, { themeId: many.id, intoId: kept.id })).toMatchObject([
      { code: "INVALID_INPUT", problem: "TOO_MANY", path: ["input", "intoId"] },
    ]);
    expect(await on.read(many.slug, "slug archived")).toEqual({ slug: many.slug, archived: false });
  });

  it("gives no synonym with a bar, which would be two in a table", async () => {
    const old = await theme("streep-oud", { labelNl: "Oud | ouder" });
    const kept = await theme("streep-nieuw");
    expect((await on.merge(organiser, old.id, kept.id)).synonyms).toContain("Oud / ouder");
  });

  it("takes ideas, interests, practices and drafts along, and filters by its slug find them", async () => {
    const [old, kept] = await pair("alles");
    const [both, one] = [
      await on.person({ interests: [[old, Stance.OFFERS], [kept]] }),
      await on.person({ interests: [[old]] }),
    ];
    const idea = await on.post(both, [old.slug, kept.slug]);
    const draft = { title: "t", body: "b", kind: "IDEA", themes: [old.slug] };
    const saved = await on.done("saveIdeaDraft", both, draft, "draft { id version themes { slug } }");
    const practice = { kind: "INSTRUMENT", title: "t", summary: "s", themes: [old.slug] };
    await on.done("sharePractice", both, practice, "practice { id }");
    await on.merge(organiser, old.id, kept.id);
    expect(await on.interests(both)).toEqual([{ theme: kept.slug, stance: "OFFERS" }]);
    expect(await on.interests(one)).toEqual([{ theme: kept.slug, stance: "FOLLOWS" }]);
    const counts = await on.ask(
      `query ($themes: [String!]) { ideas(filter: {themes: $themes}) { nodes { id themes { slug } } }
        members(filter: {themes: $themes}) { totalCount } practices(filter: {themes: $themes}) { totalCount }
        similarIdeas(title: "Een idee", themes: $themes) { idea { id } similarity } }`,
      { themes: [old.slug] },
    );
    expect(counts).toMatchObject({
      ideas: { nodes: [{ id: idea.id, themes: [{ slug: kept.slug }] }] },
      ...{
        members: { totalCount: 2 },
        practices: { totalCount: 1 },
        similarIdeas: [{ idea: { id: idea.id }, similarity: 1 }],
      },
    });
    const posted = await on.done(
      "postIdeaDraft",
      both,
      { id: saved.id, version: saved.version },
      "idea { themes { slug } }",
    );
    expect(posted.themes).toEqual([{ slug: kept.slug }]);
    const calendar = await fetch(`${app.url}/calendar/theme/${old.slug}.ics`);
    expect(calendar.status).toBe(200);
  });

  it("is chosen as the other one, which counts once", async () => {
    const [old, kept] = await pair("keuze");
    await on.merge(organiser, old.id, kept.id);
    expect((await on.post(member, [old.slug])).themes).toEqual([{ slug: kept.slug }]);
    const idea = await on.post(member, [old.slug, kept.slug]);
    expect(idea.themes).toEqual([{ slug: kept.slug }]);
    const edited = { id: idea.id, version: 1, themes: [kept.slug, old.slug] };
    expect((await on.done("editIdea", member, edited, "idea { themes { slug } }")).themes).toEqual([
      { slug: kept.slug },
    ]);
    const interests = [
      { theme: old.slug, stance: "SEEKS" },
      { theme: kept.slug, stance: "FOLLOWS" },
    ];
    await on.done("setInterests", member, { interests }, "member { id }");
    expect(await on.interests(member)).toEqual([{ theme: kept.slug, stance: "SEEKS" }]);
  });

  it("does not make a repeated request another one", async () => {
    const [old, kept] = await pair("herhaald");
    const key = { idempotencyKey: "herhaald" };
    const first = await on.post(member, [old.slug], key);
    await on.merge(organiser, old.id, kept.id);
    expect((await on.post(member, [old.slug], key)).id).toBe(first.id);
  });

  it("leaves its narrower themes below the other one, also when that lay below it", async () => {
    const top = await theme("kring-top");
    const old = await theme("kring-oud", { broaderId: top.id });
    const between = await theme("kring-tussen", { broaderId: old.id });
    const kept = await theme("kring-nieuw", { broaderId: between.id });
    const side = await theme("kring-zij", { broaderId: old.id });
    expect(await on.merge(organiser, old.id, kept.id)).toMatchObject({
      broader: { slug: top.slug },
      narrower: [{ slug: between.slug }, { slug: side.slug }],
    });
    const idea = await on.post(member, [side.slug]);
    const { ideas } = await on.ask(`{ ideas(filter: {themes: ["kring-oud"]}) { nodes { id } } }`);
    expect(ideas.nodes).toEqual([{ id: idea.id }]);
  });

  it("lies below the other one no more", async () => {
    const kept = await theme("ouder");
    const old = await theme("kind", { broaderId: kept.id });
    expect(await on.merge(organiser, old.id, kept.id)).toMatchObject({ broader: null, narrower: [] });
  });

  it("follows when the other one is merged in its turn", async () => {
    const [a, b, c] = [await theme("keten-a"), await theme("keten-b"), await theme("keten-c")];
    await on.merge(organiser, a.id, b.id);
    await on.merge(organiser, b.id, c.id);
    expect(await on.read("keten-a", "slug")).toEqual({ slug: "keten-c" });
    expect((await on.post(member, ["keten-a", "keten-b", "keten-c"])).themes).toEqual([{ slug: "keten-c" }]);
  });

  it("cannot be merged again, nor archived or revived, and is one with the other already", async () => {
    const [old, kept] = await pair("weer");
    const third = await theme("weer-derde");
    await on.merge(organiser, old.id, kept.id);
    const again = await on.merge(organiser, old.id, kept.id);
    expect([again.id, again.version]).toEqual([kept.id, 2]);
    expect(await on.refused("mergeThemes", organiser, { themeId: old.id, intoId: third.id })).toMatchObject([
      { code: "INVALID_INPUT", problem: "NOT_ALLOWED", path: ["input", "themeId"] },
    ]);
    expect(await on.done("reviveTheme", organiser, { id: old.id })).toMatchObject({ id: kept.id, version: 2 });
    expect(await on.refused("archiveTheme", organiser, { id: old.id })).toMatchObject([
      { code: "INVALID_INPUT", problem: "NOT_ALLOWED", path: ["input", "id"] },
    ]);
    expect(await on.read(kept.slug, "archived")).toEqual({ archived: false });
    expect(await on.merge(organiser, third.id, old.id)).toMatchObject({ id: kept.id });
  });

  it.each([
    ["into itself", "zelf", "zelf", "NOT_ALLOWED", "intoId"],
    ["into an archived one", "zelf", "archief", "NOT_ALLOWED", "intoId"],
  ])("cannot be merged %s", async (_what, one, other, problem, field) => {
    const ids = new Map<string, string>();
    for (const [slug, archived] of [
      ["zelf", false],
      ["archief", true],
    ] as const)
      ids.set(slug, (await theme(`${slug}-${Math.random()}`, { archived })).id);
    const input = { themeId: ids.get(one), intoId: ids.get(other) };
    expect(await on.refused("mergeThemes", organiser, input)).toMatchObject([
      { code: "INVALID_INPUT", problem, path: ["input", field] },
    ]);
  });

  it("is not found when it is unknown", async () => {
    const { id } = await theme("bekend");
    const unknown = "01890000-0000-7000-8000-000000000000";
    expect(await on.refused("mergeThemes", organiser, { themeId: unknown, intoId: id })).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "themeId"] },
    ]);
    expect(await on.refused("mergeThemes", organiser, { themeId: id, intoId: unknown })).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "intoId"] },
    ]);
  });

  it("stands in the audit trail, with who merged it", async () => {
    const [old, kept] = await pair("spoor");
    await on.merge(organiser, old.id, kept.id);
    const admin = await on.person({ roles: [Role.MEMBER, Role.ADMIN] });
    const { auditTrail } = await on.ask(
      `query ($id: ID!) { auditTrail(filter: {subjectId: $id}) { nodes { action subjectKind subject { id } actor { id } } } }`,
      { id: old.id },
      admin,
    );
    expect(auditTrail.nodes).toEqual([
      { action: "THEME_MERGED", subjectKind: "THEME", subject: { id: kept.id }, actor: { id: organiser.id } },
    ]);
  });

  it("takes as many statements however much refers to it", async () => {
    let round = 0;
    const count = async (ideas: number): Promise<number> => {
      const [old, kept] = await pair(`veel-${round++}`);
      for (let n = 0; n < ideas; n++) await on.build.buildIdea({ authorId: member.id, themes: [old] });
      const input = { themeId: old.id, intoId: kept.id };
      const statements = await app.statements.during(() => on.done("mergeThemes", organiser, input, "theme { id }"));
      return statements.length;
    };
    await count(1);
    expect(await count(1)).toBe(await count(20));
  });
});

describe("an import that still has a merged theme", () => {
  const files = {
    "themes.csv": ["slug,label_nl", "import-oud,Oud", "import-nieuw,Nieuw"],
    "members.csv": ["id,name,email", "1,Ada,ada@voorbeeld.be"],
    "interests.csv": ["member,theme,stance", "1,import-oud,SEEKS", "1,import-nieuw,FOLLOWS"],
    "ideas.csv": [
      "id,kind,title,body,author,posted_at,themes",
      "1,IDEA,Titel,Tekst,1,2025-01-01T00:00:00Z,import-oud|import-nieuw",
    ],
  };
  const imported = async (overrides: object = {}) =>
    load(app.services.database, await folders.make({ ...files, ...overrides }), { source: "bron" });
  const labels = () => on.read("import-oud", "slug labels { nl }");

  it("changes nothing the second time, and corrects nothing of the other one", async () => {
    await imported();
    const [old, kept] = [await on.read("import-oud"), await on.read("import-nieuw")];
    await on.merge(organiser, old.id, kept.id);
    const before = await contentOf(app.services.database);
    await imported();
    expect(await contentOf(app.services.database)).toEqual(before);
    await imported({ "themes.csv": ["slug,label_nl", "import-oud,Verbeterd", "import-nieuw,Nieuw"] });
    expect(await labels()).toEqual({ slug: "import-nieuw", labels: { nl: "Nieuw" } });
    expect(await app.services.database.query(sql`SELECT FROM theme WHERE slug LIKE 'import-%'`)).toHaveLength(2);
  });

  it("gives new rows the other one, once", async () => {
    await imported({
      "members.csv": [...files["members.csv"], "2,Bo,bo@voorbeeld.be"],
      "interests.csv": [...files["interests.csv"], "2,import-oud,OFFERS", "2,import-nieuw,FOLLOWS"],
      "ideas.csv": [...files["ideas.csv"], "2,IDEA,Tweede,Tekst,2,2025-01-01T00:00:00Z,import-oud|import-nieuw"],
    });
    const { ideas } = await on.ask(`{ ideas(filter: {themes: ["import-oud"]}) { nodes { title themes { slug } } } }`);
    expect(ideas.nodes.map(({ themes }: { themes: object[] }) => themes)).toEqual([
      [{ slug: "import-nieuw" }],
      [{ slug: "import-nieuw" }],
    ]);
  });
});
