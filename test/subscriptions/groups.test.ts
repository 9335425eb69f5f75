import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import type { NewEvent } from "../../src/core/event-log/events.js";
import { appendEvents } from "../support/append-events.js";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, logEnd, type Followed } from "../support/follow.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let author: Member;
let theme: Theme;
let other: Theme;
const lives: Followed<unknown>[] = [];
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  author = await build.buildMember({ name: "Ada" });
  theme = await build.buildTheme();
  other = await build.buildTheme();
});
afterAll(() => app.end());
beforeEach(async () => {
  for (const live of lives.splice(0)) live.stop();
  while (app.services.subscriptions.subscriberCount > 0) await new Promise((resolve) => setImmediate(resolve));
});

interface Live {
  ideaPosted: { cursor: string; idea: { title: string; author: { name: string } | null; viewerSupports?: boolean } };
}

const TOLD = "ideaPosted(filter: $filter, after: $after) { cursor idea { title author { name } themes { slug } } }";
const LIVE = `subscription ($filter: IdeaFilter, $after: String) { ${TOLD} }`;

function follow(client: Client, query = LIVE, variables: Record<string, unknown> = {}): Followed<Live> {
  const live = followed<Live>(client, query, variables);
  lives.push(live);
  return live;
}

const attached = async (subscribers: number): Promise<void> => {
  while (app.services.subscriptions.subscriberCount !== subscribers)
    await new Promise((resolve) => setImmediate(resolve));
};

const socketOf = async (member: Member | null): Promise<Client> =>
  app.socket(member ? await app.tokenOf(member.id) : undefined);

const post = async (title: string, themes: Theme[] = [], by = author): Promise<string> => {
  const { data } = await app.ask(
    `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { message } } }`,
    { input: { kind: "IDEA", title, body: "…", themes: themes.map(({ slug }) => slug) } },
    await app.tokenOf(by.id),
  );
  return data.postIdea.idea.id;
};

const posted = ({ id, authorId, kind }: Idea, themes: Theme[] = []): NewEvent => ({
  kind: "idea.posted",
  subjectId: id,
  data: { authorId, kind, themeIds: themes.map((one) => one.id) },
});

const titles = (live: Followed<Live>): string[] => live.received.map(({ ideaPosted }) => ideaPosted.idea.title);

/**
 * The statements by which a posted idea is told to whoever follows now, without those of the posting and of readers of
 * the log.
 */
async function statementsOf(title: string, told: Followed<Live>[], themes: Theme[] = []): Promise<string[]> {
  const counts = told.map((live) => live.received.length + 1);
  const all = await app.statements.during(async () => {
    await post(title, themes);
    await Promise.all(told.map((live, at) => live.has(counts[at]!)));
  });
  return all.filter((statement) => /FROM idea e|FROM "?member"? e|FROM idea_theme/.test(statement));
}

describe("subscribers who are told the same", () => {
  it("are one group, wherever each of them began, and an event is read once for all", async () => {
    const { liveCursor } = (await app.ask("{ liveCursor }")).data;
    const one = follow(await socketOf(null));
    await attached(1);
    const alone = await statementsOf("voor één", [one], [theme]);
    const many = [one];
    for (let n = 0; n < 20; n++)
      many.push(follow(await socketOf(null), LIVE, n % 2 === 0 ? {} : { after: liveCursor }));
    await attached(21);
    await Promise.all(many.filter((_, n) => n > 0 && n % 2 === 0).map((live) => live.has(1)));
    expect(app.services.subscriptions.groupCount).toBe(1);
    const together = await statementsOf("voor allen", many, [theme]);
    expect(together.length).toBeLessThanOrEqual(alone.length);
    expect(new Set(many.map((live) => JSON.stringify(live.received.at(-1)))).size).toBe(1);
  });

  it("are many groups when their documents differ, with one round of reads for all of them", async () => {
    const first = follow(await socketOf(null));
    await attached(1);
    const alone = await statementsOf("voor één", [first], [theme]);
    const groups = [first];
    for (let n = 0; n < 10; n++)
      groups.push(follow(await socketOf(null), LIVE.replace("title author", `title t${n}: title author`)));
    await attached(11);
    expect(app.services.subscriptions.groupCount).toBe(11);
    expect((await statementsOf("voor elke groep", groups, [theme])).length).toBeLessThanOrEqual(alone.length);
  });

  it("are not asked about what they do not want: their themes are found by the event's", async () => {
    const wants = follow(await socketOf(null), LIVE, { filter: { themes: [theme.slug] } });
    const not = follow(await socketOf(null), LIVE, { filter: { themes: [other.slug] } });
    await attached(2);
    await post("van het ene thema", [theme]);
    await wants.has(1);
    await post("van het andere thema", [other]);
    await not.has(1);
    expect([titles(wants), titles(not)]).toEqual([["van het ene thema"], ["van het andere thema"]]);
  });
});

describe("a subscriber who catches up", () => {
  it("costs one round of reads for twenty events", async () => {
    const after = await logEnd(app);
    const ideas = await Promise.all(Array.from({ length: 40 }, () => build.buildIdea({ authorId: author.id })));
    await app.services.database.transaction((tx) =>
      appendEvents(
        tx,
        ideas.map((idea) => posted(idea)),
      ),
    );
    await app.caughtUp();
    const statements = await app.statements.during(() => follow(app.socket(), LIVE, { after }).has(40));
    expect(
      statements.filter((statement) => /FROM idea e|FROM "?member"? e|FROM idea_theme/.test(statement)),
    ).toHaveLength(6);
  });
});

describe("subscribers who are not told the same", () => {
  it("see what is theirs: a field of the viewer's own is executed for each", async () => {
    const [one, two] = [await build.buildMember(), await build.buildMember()];
    const own = LIVE.replace("title author", "title viewerSupports author");
    const all = [follow(await socketOf(one), own), follow(await socketOf(two), own)];
    await attached(2);
    expect(app.services.subscriptions.groupCount).toBe(2);
    await post("van wie kijkt", []);
    await Promise.all(all.map((live) => live.has(1)));
    for (const live of all) expect(live.received[0]!.ideaPosted.idea.viewerSupports).toBe(false);
  });

  it("see of a profile that is for members: members who wrote it, others that it is nobody's", async () => {
    const shy = await build.buildMember({ name: "Bea" });
    await app.services.database.source.query("UPDATE member SET profile_visibility = 'MEMBERS' WHERE id = $1", [
      shy.id,
    ]);
    const members = [follow(await socketOf(await build.buildMember())), follow(await socketOf(shy))];
    const anonymous = follow(await socketOf(null));
    await attached(3);
    expect(app.services.subscriptions.groupCount).toBe(2);
    await post("voor leden", [], shy);
    await Promise.all([...members, anonymous].map((live) => live.has(1)));
    expect(members.map((live) => live.received[0]!.ideaPosted.idea.author)).toEqual([{ name: "Bea" }, { name: "Bea" }]);
    expect(anonymous.received[0]!.ideaPosted.idea.author).toBeNull();
  });

  it("see what is their own: a member whom a moderator hid is named to themselves alone", async () => {
    const hidden = await build.buildMember({ name: "Cas" });
    await app.services.database.source.query("UPDATE member SET hidden_at = now() WHERE id = $1", [hidden.id]);
    await app.caughtUp();
    const { liveCursor } = (await app.ask("{ liveCursor }")).data;
    const [own, others] = [follow(await socketOf(hidden)), follow(await socketOf(await build.buildMember()))];
    await attached(2);
    expect(app.services.subscriptions.groupCount).toBe(1);
    await post("van wie verborgen is", [], hidden);
    await Promise.all([own.has(1), others.has(1)]);
    const replayed = [follow(await socketOf(hidden), LIVE, { after: liveCursor })];
    replayed.push(follow(await socketOf(await build.buildMember()), LIVE, { after: liveCursor }));
    await Promise.all(replayed.map((live) => live.has(1)));
    const named = [own, others, ...replayed].map((live) => live.received[0]!.ideaPosted.idea.author);
    expect(named).toEqual([{ name: "Cas" }, null, { name: "Cas" }, null]);
  });

  it("are told what each of them asks for, also of what is their own", async () => {
    const by = await socketOf(author);
    const plain = follow(by, "subscription { ideaPosted { cursor idea { title } } }");
    const other = follow(by, "subscription { ideaPosted { cursor idea { kind } } }");
    await attached(2);
    await post("van wie twee keer kijkt");
    await Promise.all([plain.has(1), other.has(1)]);
    expect([plain, other].map((live) => live.received[0]!.ideaPosted.idea)).toEqual([
      { title: "van wie twee keer kijkt" },
      { kind: "IDEA" },
    ]);
  });

  it.each([
    ["block the author", true],
    ["are blocked by the author", false],
  ])("who %s are told nothing of theirs, from the next event on", async (_, isBlocking) => {
    const [viewer, bystander] = [await build.buildMember(), await build.buildMember()];
    const [kept, standing] = [follow(await socketOf(viewer)), follow(await socketOf(bystander))];
    await attached(2);
    expect(app.services.subscriptions.groupCount).toBe(1);
    await post("voor de blokkade");
    await Promise.all([kept.has(1), standing.has(1)]);
    const [by, whom] = isBlocking ? [viewer, author] : [author, viewer];
    const { data } = await app.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { message } } }`,
      { id: whom.id },
      await app.tokenOf(by.id),
    );
    expect(data.blockMember.userErrors).toEqual([]);
    await post("na de blokkade");
    await post("van een ander", [], bystander);
    await Promise.all([kept.has(2), standing.has(3)]);
    expect(titles(kept)).toEqual(["voor de blokkade", "van een ander"]);
    expect(titles(standing)).toEqual(["voor de blokkade", "na de blokkade", "van een ander"]);
  });

  it("miss nothing else when the block and the next ideas are read from the log together", async () => {
    const [viewer, bystander] = [await build.buildMember(), await build.buildMember()];
    const live = follow(await socketOf(viewer));
    await attached(1);
    const block = { blockerId: viewer.id, blockedId: author.id };
    await app.services.database.transaction(async (tx) => {
      const kept = await builders(tx).buildIdea({ authorId: author.id, title: "van wie geblokkeerd is" });
      const told = await builders(tx).buildIdea({ authorId: bystander.id, title: "van een ander" });
      await tx.insert(Block, { ...block, blockedAt: new Date() });
      await appendEvents(tx, [
        { kind: "member.blocked", subjectId: author.id, data: block },
        posted(kept),
        posted(told),
      ]);
    });
    app.services.events.wake();
    await live.has(1);
    expect(titles(live)).toEqual(["van een ander"]);
  });

  it("are spared an idea, too, that is read from the log together with the block that follows it", async () => {
    const [viewer, bystander] = [await build.buildMember(), await build.buildMember()];
    const [blocked, standing] = [follow(await socketOf(viewer)), follow(await socketOf(bystander))];
    await attached(2);
    const block = { blockerId: author.id, blockedId: viewer.id };
    await app.services.database.transaction(async (tx) => {
      const kept = await builders(tx).buildIdea({ authorId: author.id, title: "van wie blokkeert" });
      const told = await builders(tx).buildIdea({ authorId: bystander.id, title: "van een ander" });
      await tx.insert(Block, { ...block, blockedAt: new Date() });
      await appendEvents(tx, [
        posted(kept),
        posted(told),
        { kind: "member.blocked", subjectId: viewer.id, data: block },
      ]);
    });
    app.services.events.wake();
    await Promise.all([blocked.has(1), standing.has(2)]);
    expect(titles(blocked)).toEqual(["van een ander"]);
    expect(titles(standing)).toEqual(["van wie blokkeert", "van een ander"]);
  });

  it("who had blocked the author before they began neither", async () => {
    const viewer = await build.buildMember();
    await app.services.database.source.manager.insert(Block, {
      blockerId: viewer.id,
      blockedId: author.id,
      blockedAt: new Date(),
    });
    const [blocking, plain] = [follow(await socketOf(viewer)), follow(await socketOf(await build.buildMember()))];
    await attached(2);
    await post("niet voor wie blokkeerde");
    await post("wel", [], await build.buildMember());
    await Promise.all([blocking.has(1), plain.has(2)]);
    expect(titles(blocking)).toEqual(["wel"]);
  });

  it.each([
    ["who has not signed in", false, "title"],
    ["a member", true, "title"],
    ["a member who is told alone", true, "viewerSupports"],
  ])("read labels in their own language: %s", async (_, isMember, field) => {
    const named = await build.buildTheme(undefined, { labelNl: "water", labelFr: "eau" });
    const query = LIVE.replace("title author", `${field} author`).replace("themes { slug }", "themes { label }");
    const token = await app.tokenOf((await build.buildMember()).id);
    const speaking = (language: string): Client =>
      createClient({
        url: `${app.url.replace("http", "ws")}/graphql`,
        ...(isMember && { connectionParams: { authorization: `Bearer ${token}` } }),
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocols: string) {
            super(address, protocols, { headers: { "accept-language": language } });
          }
        },
      });
    const clients = [speaking("nl"), speaking("fr")];
    const told = clients.map((client) => follow(client, query));
    await attached(2);
    await post("meertalig", [named]);
    const labels = await Promise.all(
      told.map(async (live) => (await live.has(1))[0]!.ideaPosted.idea as unknown as { themes: object[] }),
    );
    expect(labels.map(({ themes }) => themes)).toEqual([[{ label: "water" }], [{ label: "eau" }]]);
    for (const client of clients) await client.dispose();
  });
});

describe("subscribers who are told alone", () => {
  it("keep nobody waiting: the others are told while their turn is still to come, which keeps the order", async () => {
    const viewer = await build.buildMember();
    const own = follow(
      await socketOf(viewer),
      "subscription { ideaPosted { cursor idea { title author { name } viewerSupports } } }",
    );
    const shared = follow(await socketOf(null));
    await attached(2);
    const lock = app.services.database.source.createQueryRunner();
    await lock.startTransaction();
    await lock.query("LOCK TABLE support IN ACCESS EXCLUSIVE MODE");
    try {
      for (const title of ["een", "twee", "drie"]) await post(title);
      await shared.has(3);
      expect(titles(own)).toEqual([]);
    } finally {
      await lock.rollbackTransaction();
      await lock.release();
    }
    await own.has(3);
    expect([titles(own), titles(shared)]).toEqual([
      ["een", "twee", "drie"],
      ["een", "twee", "drie"],
    ]);
  });

  it("are none of those who have not signed in, whatever they ask for", async () => {
    const query = "subscription { ideaPosted { cursor idea { title author { name } viewerSupports } } }";
    for (let n = 0; n < 5; n++) follow(await socketOf(null), query);
    await attached(5);
    expect(app.services.subscriptions.groupCount).toBe(1);
  });
});

describe("a filter", () => {
  it("by search costs one statement an event, however many search", async () => {
    const lives: Followed<Live>[] = [];
    for (const search of ["fiets", "water", "buurt", "fietspad", "park"])
      lives.push(follow(await socketOf(null), LIVE, { filter: { search } }));
    await attached(5);
    const all = await app.statements.during(async () => {
      await post("Fietspad langs het water");
      for (const live of [lives[0]!, lives[1]!, lives[3]!]) await live.has(1);
    });
    expect(all.filter((statement) => statement.includes("search.query::tsquery"))).toHaveLength(1);
    await app.services.subscriptions.settled();
    expect(lives.map((live) => live.received.length)).toEqual([1, 1, 0, 1, 0]);
  });

  it("takes in a theme that was imported below another, for who watches already and for who comes", async () => {
    const first = follow(await socketOf(null), LIVE, { filter: { themes: [theme.slug] } });
    await attached(1);
    const narrower = await build.buildTheme("ingevoerd", { broaderId: theme.id });
    await app.services.database.source.transaction((manager) =>
      appendEvents(manager, [
        { kind: "network.imported", subjectId: null, data: { source: "test", file: "themes.csv", rows: 1 } },
      ]),
    );
    await app.caughtUp();
    await app.services.subscriptions.settled();
    const second = follow(await socketOf(null), LIVE, { filter: { themes: [theme.slug] } });
    await attached(2);
    expect(app.services.subscriptions.groupCount).toBe(1);
    await post("smaller", [narrower]);
    await Promise.all([first.has(1), second.has(1)]);
  });

  it("takes it in also while somebody follows the comments on an idea that was withdrawn", async () => {
    const client = app.socket();
    const idea = await build.buildIdea();
    const comments = `subscription ($id: ID!) { commentAdded(ideaId: $id) { cursor comment { body } } }`;
    lives.push(followed(client, comments, { id: idea.id }));
    await attached(1);
    const broader = await build.buildTheme();
    const live = follow(client, LIVE, { filter: { themes: [broader.slug] } });
    await attached(2);
    await app.services.database.source.manager.update(Idea, { id: idea.id }, { status: IdeaStatus.WITHDRAWN });
    const narrower = await build.buildTheme(undefined, { broaderId: broader.id });
    const about = await build.buildIdea({ authorId: author.id, title: "over het smallere", themes: [narrower] });
    const imported = { source: "test", file: "themes.csv", rows: 1 } as const;
    await app.services.database.transaction((tx) =>
      appendEvents(tx, [{ kind: "network.imported", subjectId: null, data: imported }, posted(about, [narrower])]),
    );
    app.services.events.wake();
    await live.has(1);
    expect(titles(live)).toEqual(["over het smallere"]);
  });

  it("fits an idea as it is told: what was edited out of it is left out, live and replayed", async () => {
    const { liveCursor } = (await app.ask("{ liveCursor }")).data;
    const token = await app.tokenOf(author.id);
    const edit = async (id: string, changes: object) => {
      const { data } = await app.ask(
        `mutation ($input: EditIdeaInput!) { editIdea(input: $input) { userErrors { message } } }`,
        { input: { id, version: 1, ...changes } },
        token,
      );
      expect(data.editIdea.userErrors).toEqual([]);
    };
    await edit(await post("van thema veranderd", [theme]), { themes: [other.slug] });
    await edit(await post("van soort veranderd", [theme]), { kind: "QUESTION" });
    await post("gebleven", [theme]);
    const replayed = follow(await socketOf(null), LIVE, {
      after: liveCursor,
      filter: { themes: [theme.slug], kinds: ["IDEA"] },
    });
    await replayed.has(1);
    expect(titles(replayed)).toEqual(["gebleven"]);
  });

  it("is refused when its search cannot be", async () => {
    const live = follow(await socketOf(null), LIVE, { filter: { search: "x".repeat(201) } });
    expect(await live.end()).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });
});
