import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
let sharer: Person;
let other: Person;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
  [sharer, other, organiser] = [await on.person(), await on.person(), await on.organiser()];
});
afterAll(() => app.end());

const db = () => app.services.database;
const manager = () => db().source.manager;
const eventsOf = async (id: string) =>
  db().query<{ kind: string; data: object }>(
    sql`SELECT kind, data FROM event WHERE subject_id = ${id} AND kind LIKE 'practice.%' ORDER BY position`,
  );
const block = (blocker: Person, blocked: Person) =>
  manager().insert(Block, { blockerId: blocker.id, blockedId: blocked.id, blockedAt: new Date() });

describe("a member shares a practice", () => {
  it("with all that belongs to it, for everybody", async () => {
    const [one, two] = [await on.build.buildTheme(), await on.build.buildTheme()];
    const organisation = await on.build.buildOrganisation({ name: "Stad Mechelen" });
    const mine = await on.person({ organisationId: organisation.id });
    const practice = await on.share(mine, {
      ...{ steps: ["Nodig de buurt uit.", "Luister.\nVraag door."], themes: [two.slug, one.slug], language: "NL" },
      ...{ link: "https://canvas.example/blad", licence: "CC BY 4.0", contactId: other.id },
    });
    expect(practice).toMatchObject({
      ...{ kind: "INSTRUMENT", status: "PUBLISHED", title: "Canvas voor proeftuinen", version: 1, editedAt: null },
      ...{ steps: ["Nodig de buurt uit.", "Luister.\nVraag door."], link: "https://canvas.example/blad" },
      ...{ licence: "CC BY 4.0", language: "NL", useCount: 0, viewerCanEdit: true, reviewNote: null },
      ...{ sharedBy: { id: mine.id }, contact: { id: other.id }, organisation: { name: "Stad Mechelen" } },
      themes: [{ slug: two.slug }, { slug: one.slug }],
    });
    for (const by of [undefined, other])
      expect(await on.read(practice.id, by)).toEqual({ ...practice, viewerCanEdit: false });
    expect(await eventsOf(practice.id)).toEqual([
      {
        kind: "practice.shared",
        data: {
          ...{ sharedById: mine.id, kind: "INSTRUMENT", status: "PUBLISHED", themeIds: [two.id, one.id] },
          contactId: other.id,
        },
      },
      {
        kind: "practice.published",
        data: { sharedById: mine.id, kind: "INSTRUMENT", themeIds: [two.id, one.id] },
      },
    ]);
  });

  it("of which they are the contact, in the language of the request, unless they say otherwise", async () => {
    const practice = await on.share(sharer);
    expect(practice).toMatchObject({
      ...{ contact: { id: sharer.id }, language: "NL", organisation: null, steps: [], link: null, licence: null },
    });
  });

  it("and names where they work only if they want to", async () => {
    const organisation = await on.build.buildOrganisation();
    const mine = await on.person({ organisationId: organisation.id });
    const { id, version } = await on.share(mine, { withOrganisation: false });
    expect((await on.read(id)).organisation).toBeNull();
    const named = await on.done("editPractice", mine, { id, version, withOrganisation: true });
    expect(named.organisation).toEqual({ name: organisation.name });
    const unnamed = await on.done("editPractice", mine, { id, version: 2, withOrganisation: false });
    expect(unnamed.organisation).toBeNull();
  });

  it("which stays when nobody belongs to the organisation any more, as the organisation does not", async () => {
    const organisation = await on.build.buildOrganisation();
    const mine = await on.person({ organisationId: organisation.id });
    const { id } = await on.share(mine);
    await on.mutate("updateProfile", mine, { organisation: "Stad Aalst" }, "");
    expect((await on.read(id)).organisation).toBeNull();
  });

  it("without an organisation that a moderator has hidden", async () => {
    const organisation = await on.build.buildOrganisation({ hiddenAt: new Date() });
    const { id } = await on.share(await on.person({ organisationId: organisation.id }));
    expect((await on.read(id)).organisation).toBeNull();
    expect((await on.read(id, organiser)).organisation).toEqual({ name: organisation.name });
    expect(await on.list({ organisationId: organisation.id })).toEqual([]);
    expect(await on.list({ organisationId: organisation.id }, organiser)).toEqual([id]);
  });

  it("and is told what is wrong with it by field", async () => {
    const wrong: [object, string, string[]][] = [
      [{ title: " " }, "REQUIRED", ["title"]],
      [{ title: "twee\nregels" }, "INVALID_CHARACTER", ["title"]],
      [{ title: "x".repeat(301) }, "TOO_LONG", ["title"]],
      [{ summary: "" }, "REQUIRED", ["summary"]],
      [{ summary: "x".repeat(5_001) }, "TOO_LONG", ["summary"]],
      [{ steps: Array(31).fill("stap") }, "TOO_MANY", ["steps"]],
      [{ steps: ["stap", " "] }, "REQUIRED", ["steps", "1"]],
      [{ steps: ["x".repeat(2_001)] }, "TOO_LONG", ["steps", "0"]],
      [{ link: "http://onveilig.example" }, "INVALID_FORMAT", ["link"]],
      [{ link: "javascript:alert(1)" }, "INVALID_FORMAT", ["link"]],
      [{ link: "https://wie@canvas.example" }, "INVALID_FORMAT", ["link"]],
      [{ link: `https://canvas.example/${"x".repeat(2_000)}` }, "TOO_LONG", ["link"]],
      [{ licence: "x".repeat(101) }, "TOO_LONG", ["licence"]],
      [{ themes: ["bestaat-niet"] }, "UNKNOWN", ["themes", "0"]],
      [{ themes: Array(11).fill("thema") }, "TOO_MANY", ["themes"]],
    ];
    for (const [fields, problem, path] of wrong)
      expect([fields, await on.refused("sharePractice", sharer, on.instrument(fields))]).toEqual([
        fields,
        [{ code: "INVALID_INPUT", problem, path: ["input", ...path] }],
      ]);
  });

  it("with a contact whom they see, who has not left, and with whom no block separates them", async () => {
    const [hidden, former, blocking, blocked] = [
      await on.person({ hiddenAt: new Date() }),
      await on.person({ name: "", erasedAt: new Date() }),
      await on.person(),
      await on.person(),
    ];
    await block(blocking, sharer);
    await block(sharer, blocked);
    for (const contactId of [hidden.id, former.id, blocking.id, blocked.id, "onzin"])
      expect(await on.refused("sharePractice", sharer, on.instrument({ contactId }))).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "contactId"] },
      ]);
  });

  it("but not while they are suspended, or without an account", async () => {
    const suspended = await on.person({ suspendedUntil: new Date(Date.now() + 86_400_000) });
    expect(await on.refused("sharePractice", suspended, on.instrument())).toMatchObject([{ code: "SUSPENDED" }]);
    await expect(on.refused("sharePractice", { token: undefined } as never, on.instrument())).rejects.toThrow(
      "UNAUTHENTICATED",
    );
  });
});

describe("a sharer edits a practice", () => {
  it("on the version that they read: absent keeps, null clears", async () => {
    const theme = await on.build.buildTheme();
    const { id } = await on.share(sharer, {
      ...{
        steps: ["Begin."],
        link: "https://canvas.example/",
        licence: "CC0",
        contactId: other.id,
        themes: [theme.slug],
      },
    });
    const kept = await on.done("editPractice", sharer, { id, version: 1, kind: "GOOD_PRACTICE" });
    expect(kept).toMatchObject({
      ...{ kind: "GOOD_PRACTICE", version: 2, steps: ["Begin."], link: "https://canvas.example/", licence: "CC0" },
      ...{ contact: { id: other.id }, themes: [{ slug: theme.slug }], language: "NL" },
    });
    expect(kept.editedAt).not.toBeNull();
    const cleared = { steps: null, link: null, licence: null, contactId: null, themes: null, language: null };
    expect(await on.done("editPractice", sharer, { id, version: 2, ...cleared })).toMatchObject({
      ...{ version: 3, steps: [], link: null, licence: null, contact: { id: sharer.id }, themes: [], language: null },
    });
    for (const field of ["kind", "title", "summary", "withOrganisation"])
      expect(await on.refused("editPractice", sharer, { id, version: 3, [field]: null })).toMatchObject([
        { problem: "REQUIRED", path: ["input", field] },
      ]);
  });

  it("and its history and the log say by whom, when, and which fields are different now", async () => {
    const { id } = await on.share(sharer);
    await on.done("editPractice", sharer, { id, version: 1, title: "Canvas voor proeftuinen", summary: "Anders." });
    await on.done("editPractice", sharer, { id, version: 2, contactId: other.id, themes: [] });
    const edits = (await eventsOf(id)).slice(2);
    expect(edits).toMatchObject([
      { kind: "practice.edited", data: { by: sharer.id, changed: ["SUMMARY"] } },
      { kind: "practice.edited", data: { by: sharer.id, changed: ["CONTACT"], contactId: other.id } },
    ]);
    const history = "history { totalCount nodes { id changed version editedAt editedBy { id } practice { id } } }";
    const { totalCount, nodes } = (await on.read(id, undefined, history)).history;
    expect([totalCount, nodes]).toMatchObject([
      2,
      [
        { changed: ["CONTACT"], version: 3, editedBy: { id: sharer.id }, practice: { id } },
        { changed: ["SUMMARY"], version: 2, editedBy: { id: sharer.id } },
      ],
    ]);
    await on.done("withdrawPractice", sharer, { id });
    const { data } = await app.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: nodes[0].id }, other.token);
    expect(data.node).toBeNull();
  });

  it("once when two edits of one version come at the same time", async () => {
    const { id } = await on.share(sharer);
    const answers = await Promise.all(
      ["A", "B"].map((title) => on.refused("editPractice", sharer, { id, version: 1, title })),
    );
    expect(answers.flat()).toMatchObject([{ code: "STALE_VERSION", currentVersion: 2, path: ["input", "version"] }]);
    expect(await on.read(id)).toMatchObject({ version: 2 });
  });

  it("as nobody else does, not even organisers, who get no word of what there is", async () => {
    const { id } = await on.share(sharer);
    for (const by of [other, organiser])
      for (const [name, input] of [
        ["editPractice", { id, version: 1, title: "Anders" }],
        ["withdrawPractice", { id }],
      ] as const)
        expect(await on.refused(name, by, input)).toMatchObject([{ code: "NOT_FOUND", path: ["input", "id"] }]);
  });
});

describe("a sharer withdraws a practice", () => {
  it("once, and alone sees it from then on", async () => {
    const { id } = await on.share(sharer);
    const withdrawn = await on.done("withdrawPractice", sharer, { id });
    expect(withdrawn).toMatchObject({ status: "WITHDRAWN", version: 2, viewerCanEdit: false });
    expect(await on.done("withdrawPractice", sharer, { id: id.toUpperCase() })).toEqual(withdrawn);
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual([
      ...["practice.shared", "practice.published", "practice.withdrawn"],
    ]);
    for (const by of [undefined, other, organiser]) expect(await on.read(id, by)).toBeNull();
    expect(await on.read(id, sharer)).toEqual(withdrawn);
    const all = { statuses: ["PUBLISHED", "IN_REVIEW", "DECLINED", "WITHDRAWN"] };
    for (const by of [undefined, other, organiser]) expect(await on.list(all, by)).not.toContain(id);
    expect(await on.list({ statuses: ["WITHDRAWN"] }, sharer)).toContain(id);
    expect(await on.list({}, sharer)).not.toContain(id);
    expect(await on.refused("editPractice", sharer, { id, version: 2, title: "Toch" })).toMatchObject([
      { code: "PRACTICE_WITHDRAWN" },
    ]);
  });
});

describe("a practice is seen", () => {
  it("by nobody whom a block separates from its sharer, in lists neither", async () => {
    const [theme, mine, blocked] = [await on.build.buildTheme(), await on.person(), await on.person()];
    const { id } = await on.share(mine, { themes: [theme.slug] });
    await block(mine, blocked);
    const lists = `query ($slug: String!, $id: ID!) { theme(slug: $slug) { practices { totalCount nodes { id } } }
      practice(id: $id) { id } practices(filter: {themes: [$slug], statuses: [PUBLISHED]}) { totalCount } }`;
    const seen = async (by?: Person) => (await app.ask(lists, { slug: theme.slug, id }, by?.token)).data;
    const all = {
      theme: { practices: { totalCount: 1, nodes: [{ id }] } },
      practice: { id },
      practices: { totalCount: 1 },
    };
    for (const by of [undefined, other, organiser]) expect(await seen(by)).toEqual(all);
    expect(await seen(blocked)).toEqual({
      ...{ theme: { practices: { totalCount: 0, nodes: [] } }, practice: null, practices: { totalCount: 0 } },
    });
  });

  it("while a moderator hides it by its sharer and moderators alone, who find it by its id", async () => {
    const mine = await on.person();
    const { id } = await on.share(mine);
    const report = await on.mutate("report", other, { subjectId: id, reason: "SPAM" }, "report { id }");
    expect(report.userErrors).toEqual([]);
    const queue = `{ moderationQueue(first: 100) { nodes { id subjectKind subject { id } affected { id } } } }`;
    const { nodes } = (await app.ask(queue, {}, organiser.token)).data.moderationQueue;
    const found = nodes.find(({ subject }: { subject: { id: string } | null }) => subject?.id === id);
    expect(found).toMatchObject({ subjectKind: "PRACTICE", affected: [{ id: mine.id }] });
    const decided = { caseId: found.id, kind: "HIDE", reason: "Reclame." };
    expect((await on.mutate("decideCase", organiser, decided, "")).userErrors).toEqual([]);
    for (const by of [undefined, other]) expect(await on.read(id, by)).toBeNull();
    for (const by of [mine, organiser]) expect(await on.read(id, by)).toMatchObject({ id });
    for (const by of [undefined, other, mine, organiser]) expect(await on.list({}, by)).not.toContain(id);
  });

  it("among the practices of the member who shared it", async () => {
    const mine = await on.person();
    const { id } = await on.share(mine);
    await on.done("withdrawPractice", mine, { id: (await on.share(mine)).id });
    const { data } = await app.ask(`query ($id: ID!) { member(id: $id) { practices { totalCount nodes { id } } } }`, {
      id: mine.id,
    });
    expect(data.member.practices).toEqual({ totalCount: 1, nodes: [{ id }] });
  });
});

describe("the contact of a practice", () => {
  const notificationsOf = async (by: Person) => {
    await app.caughtUp();
    const { data } = await app.ask(
      "{ viewer { notifications { nodes { kind text(language: EN) actor { id } practice { id } } } } }",
      {},
      by.token,
    );
    return data.viewer.notifications.nodes;
  };

  it("is notified when they are named, and not again by other edits", async () => {
    const [mine, contact] = [await on.person({ name: "Ada" }), await on.person()];
    const { id } = await on.share(mine, { contactId: contact.id, title: "Fietscanvas" });
    await on.done("editPractice", mine, { id, version: 1, contactId: contact.id, summary: "Anders." });
    expect(await notificationsOf(contact)).toEqual([
      {
        kind: "PRACTICE_CONTACT",
        text: "Ada named you as the contact of a practice: “Fietscanvas”.",
        ...{ actor: { id: mine.id }, practice: { id } },
      },
    ]);
    expect(await notificationsOf(mine)).toEqual([]);
  });

  it("declines to be it, also after a block, and is not named again: the sharer is the contact", async () => {
    const [mine, contact] = [await on.person(), await on.person()];
    const { id } = await on.share(mine, { contactId: contact.id });
    const decline = (by: Person, practiceId = id) =>
      on.mutate("declinePracticeContact", by, { practiceId }, "practice { id version contact { id } }");
    for (const by of [mine, other, organiser])
      expect((await decline(by)).userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "practiceId"] }]);
    expect(await decline(contact)).toEqual({ practice: { id, version: 2, contact: { id: mine.id } }, userErrors: [] });
    expect((await decline(contact)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await eventsOf(id)).at(-1)).toMatchObject({ data: { by: contact.id, changed: ["CONTACT"] } });
    expect(await on.refused("editPractice", mine, { id, version: 2, contactId: contact.id })).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "contactId"] },
    ]);
    const another = await on.share(mine, { contactId: contact.id });
    await block(contact, mine);
    expect(await decline(contact, another.id)).toEqual({ practice: null, userErrors: [] });
  });
});
