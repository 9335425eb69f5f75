import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { NewEvent } from "../../src/core/event-log/events.js";
import { appendEvents } from "../support/append-events.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { loseLastEvents } from "../support/event-positions.js";
import { delivered, followed, logEnd, subscribers, type Followed } from "../support/follow.js";

// Told alone, as a field is the viewer's own; it reads the table `support`, so that a lock of it holds the telling up.
const OWN = `subscription ($filter: IdeaFilter, $after: String) {
  ideaPosted(filter: $filter, after: $after) { cursor idea { title viewerSupports } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string } };
}

let app: TestApp;
let build: ReturnType<typeof builders>;
let author: Member;
const lives: Followed<Live>[] = [];
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  author = await build.buildMember();
});
afterAll(() => app.end());
beforeEach(async () => {
  for (const live of lives.splice(0)) live.stop();
  await subscribers(app, 0);
});

async function follow(variables: object = {}, viewer?: Member): Promise<Followed<Live>> {
  const token = await app.tokenOf((viewer ?? (await build.buildMember())).id);
  const live = followed<Live>(app.socket(token), OWN, { ...variables });
  lives.push(live);
  return live;
}

const posted = ({ id, authorId, kind }: Idea, themes: Theme[] = []): NewEvent => ({
  kind: "idea.posted",
  subjectId: id,
  data: { authorId, kind, themeIds: themes.map((theme) => theme.id) },
});
const themesImported: NewEvent = {
  kind: "network.imported",
  subjectId: null,
  data: { source: "test", file: "themes.csv", rows: 1 },
};
const ideaOf = (title: string, themes: Theme[] = []): Promise<Idea> =>
  build.buildIdea({ authorId: author.id, title, themes });
const commit = async (...events: NewEvent[]): Promise<void> => {
  await app.services.database.transaction((manager) => appendEvents(manager, events));
  app.services.events.wake();
};
const titles = (live: Followed<Live>): string[] => live.received.map(({ ideaPosted }) => ideaPosted.idea.title);

/** Holds up whatever tells what a viewer supports, and whoever catches up, while `during` happens. */
async function heldUp<T>(during: () => Promise<T>): Promise<T> {
  const lock = app.services.database.source.createQueryRunner();
  await lock.startTransaction();
  await lock.query("LOCK TABLE support IN ACCESS EXCLUSIVE MODE");
  try {
    return await during();
  } finally {
    await lock.rollbackTransaction();
    await lock.release();
  }
}

/** Resolves once something waits for the table that `heldUp` keeps. */
async function someoneWaits(): Promise<void> {
  const waiting = "SELECT 1 FROM pg_locks WHERE relation = 'support'::regclass AND NOT granted";
  while ((await app.services.database.source.query<unknown[]>(waiting)).length === 0);
}

describe("a subscriber who is told alone misses nothing of what waits", () => {
  it("when a block comes between two ideas of others", async () => {
    const viewer = await build.buildMember();
    const blocked = await build.buildMember();
    const live = await follow({}, viewer);
    await subscribers(app, 1);
    const block = { blockerId: viewer.id, blockedId: blocked.id };
    await app.services.database.source.manager.insert(Block, { ...block, blockedAt: new Date() });
    await commit(
      posted(await ideaOf("een")),
      { kind: "member.blocked", subjectId: blocked.id, data: block },
      posted(await ideaOf("twee")),
    );
    await live.has(2);
    expect(titles(live)).toEqual(["een", "twee"]);
  });

  it("when themes come in between them", async () => {
    const theme = await build.buildTheme();
    const live = await follow({ filter: { themes: [theme.slug] } });
    await subscribers(app, 1);
    await build.buildTheme("smaller", { broaderId: theme.id });
    const events = [];
    for (const title of ["1", "2", "3", "4", "5"]) events.push(posted(await ideaOf(title, [theme]), [theme]));
    await commit(...events.slice(0, 4), themesImported, events[4]!);
    await live.has(5);
    expect(titles(live)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("and nothing is read for who has gone", async () => {
    const live = await follow();
    await subscribers(app, 1);
    const events: NewEvent[] = [];
    for (let n = 0; n < 50; n++) events.push(posted(await ideaOf(`${n}`)));
    await heldUp(async () => {
      await commit(...events);
      await app.caughtUp();
      await someoneWaits();
      live.stop();
      await subscribers(app, 0);
    });
    const all = await app.statements.during(() => app.services.subscriptions.settled());
    expect(all.filter((statement) => statement.includes("FROM idea e")).length).toBeLessThan(5);
  });
});

describe("a subscriber who still catches up", () => {
  it("takes in themes that are imported meanwhile", async () => {
    const theme = await build.buildTheme();
    const after = await logEnd(app).catch(() => undefined);
    await commit(posted(await ideaOf("oud", [theme]), [theme]));
    const [live, narrower] = await heldUp(async () => {
      const catchingUp = await follow({ after, filter: { themes: [theme.slug] } });
      await someoneWaits();
      const made = await build.buildTheme("ingevoerd", { broaderId: theme.id });
      await commit(themesImported);
      await delivered(app);
      return [catchingUp, made] as const;
    });
    await subscribers(app, 1);
    await commit(
      posted(await ideaOf("smaller", [narrower]), [narrower]),
      posted(await ideaOf("gewoon", [theme]), [theme]),
    );
    await live.has(3);
    expect(titles(live)).toEqual(["oud", "smaller", "gewoon"]);
  });

  it("is ended as well when the log turns out to be another", async () => {
    const after = await logEnd(app);
    for (const title of ["v1", "v2", "v3"]) await commit(posted(await ideaOf(title)));
    await app.caughtUp();
    const live = await heldUp(async () => {
      const catchingUp = await follow({ after });
      await someoneWaits();
      await loseLastEvents(app.services.database.source, 3);
      await commit(posted(await ideaOf("n1")));
      await app.caughtUp();
      return catchingUp;
    });
    expect(await live.end()).toMatchObject({ errors: [{ extensions: { code: "INVALID_CURSOR" } }] });
  });
});
