import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import type { EntityManager } from "typeorm";
import { appendEvents } from "../support/append-events.js";
import { systemContext } from "../../src/core/graphql/context.js";
import { schema } from "../../src/app/schema.js";
import { Comment } from "../../src/domains/ideas/comment.entity.js";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Role } from "../../src/core/access/role.js";
import { commentAdded } from "../../src/domains/ideas/comment-added.subscription.js";
import { subscriptionDefinitions } from "../../src/app/contributions.js";
import {
  subscriptionOperation,
  type SubscriptionOperation,
} from "../../src/core/subscriptions/subscription-operation.js";
import { resultOf } from "../../src/core/subscriptions/event-result.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { delivered, followed, logEnd, subscribers, type Followed } from "../support/follow.js";

const LIVE = `subscription ($ideaId: ID!, $after: String) {
  commentAdded(ideaId: $ideaId, after: $after) { cursor comment { id body author { name } idea { id title } } } }`;
const COMMENT = `mutation ($input: CommentOnIdeaInput!) {
  commentOnIdea(input: $input) { comment { id } userErrors { code } } }`;

interface Live {
  commentAdded: {
    cursor: string;
    comment: {
      id: string;
      body: string;
      author: { name: string } | null;
      idea: { id: string; title: string; viewerSupports?: boolean };
      replyTo?: { id: string; body: string | null } | null;
    };
  };
}

// Two services on one database, as two processes behind a load balancer: comments are written in one, and told in the
// other.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let manager: EntityManager;
let ada: Member;
let idea: Idea;
const lives: Followed<Live>[] = [];
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  ({ manager } = one.services.database.source);
  build = builders(manager);
  ada = await build.buildMember({ name: "Ada" });
});
afterAll(async () => {
  await two.end();
  await one.end();
});
beforeEach(async () => {
  for (const live of lives.splice(0)) live.stop();
  for (const app of [one, two]) await subscribers(app, 0);
  idea = await build.buildIdea();
  await delivered(two);
});

async function follow(as: Member | null = null, variables: object = {}, query = LIVE, app = two) {
  const client = app.socket(as ? await app.tokenOf(as.id) : undefined);
  const live = followed<Live>(client, query, { ideaId: idea.id, ...variables });
  lives.push(live);
  return live;
}

async function comment(body: string, input: object = {}, by = ada, app = one): Promise<string> {
  const { data } = await app.ask(COMMENT, { input: { ideaId: idea.id, body, ...input } }, await app.tokenOf(by.id));
  expect(data.commentOnIdea.userErrors).toEqual([]);
  return data.commentOnIdea.comment.id;
}

/**
 * A comment that is committed together with what happens to it, so that it is like that at whatever moment it is told.
 */
async function commented(row: Partial<Comment>, also?: (tx: EntityManager) => Promise<unknown>) {
  await one.services.database.transaction(async (tx) => {
    const { id, ideaId, authorId } = await builders(tx).buildComment({ ideaId: idea.id, authorId: ada.id, ...row });
    await also?.(tx);
    await appendEvents(tx, [{ kind: "comment.added", subjectId: id, data: { ideaId, authorId } }]);
  });
  one.services.events.wake();
}

const bodies = (live: Followed<Live>) => live.received.map(({ commentAdded: { comment } }) => comment.body);
const idsOf = (results: Live[]) => results.map(({ commentAdded: { comment } }) => comment.id);
/** The comments on the idea as they stand in the log. */
const logged = async () =>
  (await one.services.events.after(0, ["comment.added"], 10_000))
    .filter(({ data }) => data.ideaId === idea.id)
    .map(({ subjectId }) => subjectId);

describe("comments on an idea as they are added", () => {
  it("reach a subscriber of another process from the moment of subscribing on, with who wrote them", async () => {
    await comment("Ervoor");
    await delivered(two);
    const live = await follow();
    await subscribers(two, 1);
    const id = await comment("Vanaf nu");
    const [first] = await live.has(1);
    expect(first!.commentAdded).toEqual({
      cursor: expect.any(String),
      comment: { id, body: "Vanaf nu", author: { name: "Ada" }, idea: { id: idea.id, title: idea.title } },
    });
  });

  it("come in the order of committing, replies too, to all alike, while many write at once in both processes", async () => {
    const all = [await follow(), await follow(ada), await follow(null, {}, LIVE, one)];
    await Promise.all([subscribers(one, 1), subscribers(two, 2)]);
    const authors = await Promise.all(Array.from({ length: 8 }, () => build.buildMember()));
    await Promise.all(
      authors.map(async (author, n) => {
        const app = n % 2 ? one : two;
        const replyToId = await comment(`${n}`, {}, author, app);
        for (let reply = 0; reply < 3; reply++) await comment(`${n} ${reply}`, { replyToId }, author, app);
      }),
    );
    const order = await logged();
    expect(order.length).toBe(32);
    for (const live of all) expect(idsOf(await live.has(32))).toEqual(order);
  });

  it("are those of the idea alone, whether they are replayed or live", async () => {
    const after = await logEnd(one);
    const elsewhere = (await build.buildIdea()).id;
    await comment("elders", { ideaId: elsewhere });
    await comment("hier");
    const live = await follow(null, { after });
    await live.has(1);
    await comment("weer elders", { ideaId: elsewhere });
    await comment("weer hier");
    await live.has(2);
    expect(bodies(live)).toEqual(["hier", "weer hier"]);
  });

  it("show the state at delivery", async () => {
    const live = await follow();
    await subscribers(two, 1);
    await comment("voor");
    await live.has(1);
    await manager.update(Idea, { id: idea.id }, { title: "Een betere titel" });
    await manager.update(Member, { id: ada.id }, { name: "Ada Lovelace" });
    await comment("na");
    await live.has(2);
    await manager.update(Member, { id: ada.id }, { name: "Ada" });
    expect(live.received.map(({ commentAdded: { comment } }) => [comment.author, comment.idea.title])).toEqual([
      [{ name: "Ada" }, idea.title],
      [{ name: "Ada Lovelace" }, "Een betere titel"],
    ]);
  });

  it("go on where a subscriber left off, in another process, without gap or duplicate, while others write", async () => {
    const elsewhere = (await build.buildIdea()).id;
    const first = await follow(null, { after: await logEnd(one) });
    for (let n = 0; n < 5; n++) await comment(`voor ${n}`);
    const seen = [...(await first.has(5))];
    first.stop();
    await subscribers(two, 0);
    for (let n = 0; n < 10; n++) {
      await comment(`tijdens ${n}`);
      await comment("elders", { ideaId: elsewhere });
    }
    const meanwhile = Promise.all(
      [one, two].map(async (app, at) => {
        for (let n = 0; n < 10; n++) await comment(`na ${at} ${n}`, {}, ada, app);
      }),
    );
    const second = await follow(null, { after: seen.at(-1)!.commentAdded.cursor }, LIVE, one);
    await meanwhile;
    seen.push(...(await second.has(30)));
    expect(idsOf(seen)).toEqual(await logged());
  });
});

describe("a stream of comments", () => {
  it("is refused for what is not there, and in the same words for what the caller may not see", async () => {
    const [viewer, blocking] = [await build.buildMember(), await build.buildMember()];
    await manager.insert(Block, { blockerId: blocking.id, blockedId: viewer.id, blockedAt: new Date() });
    const unseen = [
      "0198c5a0-0000-7000-8000-000000000000",
      "geen id",
      ada.id,
      (await build.buildIdea({ status: IdeaStatus.WITHDRAWN })).id,
      (await build.buildIdea({ hiddenAt: new Date() })).id,
      (await build.buildIdea({ authorId: blocking.id })).id,
    ];
    const messages = new Set<string>();
    for (const ideaId of unseen) {
      const ended = await (await follow(viewer, { ideaId })).end();
      expect(ended).toMatchObject({
        errors: [{ extensions: { code: "BAD_USER_INPUT", argument: "ideaId", requestId: expect.any(String) } }],
      });
      messages.add(ended!.errors![0]!.message);
    }
    expect(messages.size).toBe(1);
  });

  it("is refused for a cursor that is none", async () => {
    for (const after of ["x", Buffer.from("event:999999999:01234567").toString("base64url")])
      expect(await (await follow(null, { after })).end()).toMatchObject({
        errors: [{ extensions: { code: "INVALID_CURSOR", argument: "after" } }],
      });
  });

  it("is found by an id in upper case, too", async () => {
    const live = await follow(null, { ideaId: idea.id.toUpperCase() });
    await subscribers(two, 1);
    await comment("gevonden");
    await live.has(1);
  });
});

describe("a comment that the subscriber may not see at delivery", () => {
  it("is left out when its idea was withdrawn or hidden meanwhile", async () => {
    const live = await follow();
    await subscribers(two, 1);
    for (const gone of [{ status: IdeaStatus.WITHDRAWN }, { hiddenAt: new Date() }]) {
      await commented({ body: "weg" }, (tx) => tx.update(Idea, { id: idea.id }, gone));
      await delivered(two);
      await manager.update(Idea, { id: idea.id }, { status: IdeaStatus.OPEN, hiddenAt: null });
    }
    await comment("gebleven");
    await live.has(1);
    expect(bodies(live)).toEqual(["gebleven"]);
  });

  it("is left out when it was removed with its author's account, live and replayed", async () => {
    const after = await logEnd(one);
    const live = await follow();
    await subscribers(two, 1);
    await commented({ body: "", removedAt: new Date() });
    await comment("gebleven");
    const replayed = await follow(null, { after });
    for (const told of [live, replayed]) {
      await told.has(1);
      expect(bodies(told)).toEqual(["gebleven"]);
    }
  });

  it("is told to its author and to moderators when a moderator hid it", async () => {
    const organiser = await build.buildMember({ roles: [Role.MEMBER, Role.ORGANISER] });
    const all = [await follow(ada), await follow(organiser)];
    const others = [await follow(), await follow(await build.buildMember())];
    await subscribers(two, 4);
    await commented({ body: "verborgen", hiddenAt: new Date() });
    await comment("voor iedereen");
    for (const live of all) {
      await live.has(2);
      expect(bodies(live)).toEqual(["verborgen", "voor iedereen"]);
    }
    for (const live of others) {
      await live.has(1);
      expect(bodies(live)).toEqual(["voor iedereen"]);
    }
  });

  it("is named by a reply to it, with its words for its author and moderators alone when it is hidden", async () => {
    const answering = LIVE.replace("body", "body replyTo { id body }");
    const organiser = await build.buildMember({ roles: [Role.MEMBER, Role.ORGANISER] });
    const [own, others] = [await follow(ada, {}, answering), await follow(await build.buildMember(), {}, answering)];
    const moderator = await follow(organiser, {}, answering);
    await subscribers(two, 3);
    // The author of what is answered is in one group with the others.
    expect(two.services.subscriptions.groupCount).toBe(2);
    const answered = await comment("eerst");
    await delivered(two);
    await manager.update(Comment, { id: answered }, { hiddenAt: new Date() });
    await comment("antwoord", { replyToId: answered }, await build.buildMember());
    const replyTold = async (live: Followed<Live>) => (await live.has(2)).at(-1)!.commentAdded.comment.replyTo;
    expect(await replyTold(own)).toEqual({ id: answered, body: "eerst" });
    expect(await replyTold(moderator)).toEqual({ id: answered, body: "eerst" });
    expect(await replyTold(others)).toEqual({ id: answered, body: null });
    expect(others.received[0]!.commentAdded.comment.replyTo).toBeNull();
  });

  it("is told to the author of the idea, and not to others, while the idea is hidden or withdrawn", async () => {
    const owner = await build.buildMember();
    idea = await build.buildIdea({ authorId: owner.id });
    const after = await logEnd(one);
    const [own, other] = [await follow(owner), await follow(await build.buildMember())];
    await subscribers(two, 2);
    await commented({ body: "nu verborgen" }, (tx) => tx.update(Idea, { id: idea.id }, { hiddenAt: new Date() }));
    await own.has(1);
    await delivered(two);
    const replayed = await follow(owner, { after });
    await replayed.has(1);
    await manager.update(Idea, { id: idea.id }, { hiddenAt: null });
    await comment("weer te zien");
    await Promise.all([own.has(2), replayed.has(2), other.has(1)]);
    expect([own, replayed, other].map(bodies)).toEqual([
      ["nu verborgen", "weer te zien"],
      ["nu verborgen", "weer te zien"],
      ["weer te zien"],
    ]);
  });

  it("is left out when a block came between its author and the subscriber, from the next comment on", async () => {
    const [viewer, bystander] = [await build.buildMember(), await build.buildMember()];
    const [blocking, standing] = [await follow(viewer), await follow(bystander)];
    await subscribers(two, 2);
    expect(two.services.subscriptions.groupCount).toBe(1);
    await comment("voor de blokkade");
    await Promise.all([blocking.has(1), standing.has(1)]);
    const { data } = await one.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`,
      { id: ada.id },
      await one.tokenOf(viewer.id),
    );
    expect(data.blockMember.userErrors).toEqual([]);
    await comment("na de blokkade");
    await comment("van een ander", {}, bystander);
    await Promise.all([blocking.has(2), standing.has(3)]);
    expect(bodies(blocking)).toEqual(["voor de blokkade", "van een ander"]);
    expect(bodies(standing)).toEqual(["voor de blokkade", "na de blokkade", "van een ander"]);
    const replayed = await follow(viewer, { after: blocking.received[0]!.commentAdded.cursor });
    await replayed.has(1);
    expect(bodies(replayed)).toEqual(["van een ander"]);
  });

  it("does not end the stream when the idea is withdrawn while it is told", async () => {
    await commented({ body: "net op tijd" });
    const [event] = await one.services.events.after(0, ["comment.added"], 10_000).then((all) => all.slice(-1));
    const tell: typeof commentAdded.resolvePayload = async (...asked) => {
      const value = await commentAdded.resolvePayload(...asked);
      await manager.update(Idea, { id: idea.id }, { status: IdeaStatus.WITHDRAWN });
      return value;
    };
    const execution = { schema, document: parse(LIVE), variableValues: { ideaId: idea.id } };
    const operation = subscriptionOperation(execution, subscriptionDefinitions, 5) as SubscriptionOperation;
    const ctx = systemContext(one.services, one.services.events.log);
    const result = await resultOf(ctx, { ...operation, field: { ...commentAdded, resolvePayload: tell } }, event!);
    expect(JSON.parse(result!)).toMatchObject({ data: { commentAdded: { comment: { idea: { id: idea.id } } } } });
  });
});

describe("subscribers who are told the same of a comment", () => {
  it("are one group, and it is read once for all of them", async () => {
    const first = await follow();
    await subscribers(two, 1);
    const readFor = async (told: Followed<Live>[]): Promise<number> => {
      const counts = told.map((live) => live.received.length + 1);
      const all = await two.statements.during(async () => {
        await comment("voor wie volgt");
        await Promise.all(told.map((live, at) => live.has(counts[at]!)));
      });
      return all.filter((statement) => /FROM "?(comment|idea|member)"? e/.test(statement)).length;
    };
    const alone = await readFor([first]);
    const many = [first];
    for (let n = 0; n < 20; n++) many.push(await follow());
    await subscribers(two, 21);
    expect(two.services.subscriptions.groupCount).toBe(1);
    expect(alone).toBeGreaterThan(0);
    expect(await readFor(many)).toBe(alone);
    expect(new Set(many.map((live) => JSON.stringify(live.received.at(-1)))).size).toBe(1);
  });

  it("do not include its author, who is named to themselves alone when a moderator hides them", async () => {
    const hidden = await build.buildMember({ name: "Cas", hiddenAt: new Date() });
    const [own, other] = [await follow(hidden), await follow(await build.buildMember())];
    await subscribers(two, 2);
    expect(two.services.subscriptions.groupCount).toBe(1);
    await comment("van wie verborgen is", {}, hidden);
    await Promise.all([own.has(1), other.has(1)]);
    const named = [own, other].map((live) => live.received[0]!.commentAdded.comment.author);
    expect(named).toEqual([{ name: "Cas" }, null]);
  });

  it("do not include who asks for what is their own", async () => {
    const [backing, other] = [await build.buildMember(), await build.buildMember()];
    await one.ask(
      `mutation ($id: ID!) { supportIdea(input: {ideaId: $id}) { userErrors { code } } }`,
      { id: idea.id },
      await one.tokenOf(backing.id),
    );
    const own = LIVE.replace("idea { id title }", "idea { id title viewerSupports }");
    const all = [await follow(backing, {}, own), await follow(other, {}, own)];
    await subscribers(two, 2);
    expect(two.services.subscriptions.groupCount).toBe(2);
    await comment("voor elk het zijne");
    await Promise.all(all.map((live) => live.has(1)));
    const told = all.map((live) => live.received[0]!.commentAdded.comment.idea.viewerSupports);
    expect(told).toEqual([true, false]);
  });
});
