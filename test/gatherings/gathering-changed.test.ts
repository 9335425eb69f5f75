import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { EntityManager } from "typeorm";
import { appendEvents } from "../support/append-events.js";
import { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Role } from "../../src/core/access/role.js";
import { decodeCursor } from "../../src/core/event-log/log-cursor.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { delivered, followed, logEnd, subscribers, type Followed } from "../support/follow.js";
import { persistently } from "../support/persistently.js";

const LIVE = `subscription ($gatheringId: ID!, $after: String) {
  gatheringChanged(gatheringId: $gatheringId, after: $after) { cursor gathering {
    id title capacity { limit taken waiting } hosts { name } place { name } themes { slug } } } }`;

interface Live {
  gatheringChanged: {
    cursor: string;
    gathering: {
      id: string;
      title: string;
      capacity: { limit: number | null; taken: number; waiting: number };
      hosts: { name: string }[];
      viewerRegistration?: { status: string } | null;
    };
  };
}

// Two services on one database, as two processes behind a load balancer: what changes in one is told in the other.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
let manager: EntityManager;
let host: Person;
let organiser: Person;
let gathering: Gathering;
const lives: Followed<Live>[] = [];
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  ({ manager } = one.services.database.source);
  build = builders(manager);
  act = moderating(one, build);
  host = await act.person();
  organiser = await act.person(Role.ORGANISER);
});
afterAll(async () => {
  await two.end();
  await one.end();
});
beforeEach(async () => {
  for (const live of lives.splice(0)) live.stop();
  for (const app of [one, two]) await subscribers(app, 0);
  gathering = await build.buildGathering({ hosts: [host], limit: 2 });
  await delivered(two);
});

async function follow(as: Member | null = null, variables: object = {}, query = LIVE, app = two) {
  const client = app.socket(as ? await app.tokenOf(as.id) : undefined);
  const live = followed<Live>(client, query, { gatheringId: gathering.id, ...variables });
  lives.push(live);
  return live;
}

async function change(name: string, by: Member, gatheringId: string, app: TestApp): Promise<void> {
  const document = `mutation ($id: ID!) { ${name}(input: {gatheringId: $id}) { userErrors { code } } }`;
  const token = await app.tokenOf(by.id);
  const { data } = await persistently(() => app.ask(document, { id: gatheringId }, token));
  expect(data[name].userErrors).toEqual([]);
}
const register = (by: Member, { id } = gathering, app = one) => change("registerForGathering", by, id, app);
const cancel = (by: Member) => change("cancelRegistration", by, gathering.id, one);
const registerSomebody = async (where = gathering) => register(await build.buildMember(), where);

const last = (live: Followed<Live>) => live.received.at(-1)!.gatheringChanged.gathering;
const titles = (live: Followed<Live>) => live.received.map(({ gatheringChanged }) => gatheringChanged.gathering.title);
const positions = (results: Live[]) => results.map(({ gatheringChanged: { cursor } }) => decodeCursor(cursor).position);
/** Where the registrations for the gathering stand in the log. */
const logged = async () =>
  (await one.services.events.after(0, ["registration.changed"], 10_000))
    .filter(({ data }) => data.gatheringId === gathering.id)
    .map(({ position }) => position);

describe("a gathering that changes", () => {
  it("is told with its places as they are, from the moment of subscribing on, in another process", async () => {
    await registerSomebody();
    await delivered(two);
    const live = await follow();
    await subscribers(two, 1);
    const [leaving, waiting] = [await build.buildMember(), await build.buildMember()];
    await register(leaving);
    await live.has(1);
    expect(last(live)).toMatchObject({ id: gathering.id, capacity: { limit: 2, taken: 2, waiting: 0 } });
    await register(waiting);
    await live.has(2);
    expect(last(live).capacity).toEqual({ limit: 2, taken: 2, waiting: 1 });
    await cancel(leaving);
    // The place that was given back, and who moved up to it.
    await live.has(4);
    expect(last(live).capacity).toEqual({ limit: 2, taken: 2, waiting: 0 });
    expect(positions(live.received)).toEqual((await logged()).slice(1));
  });

  it("is told a hundred times, in order, and to the right end, when a hundred register for ten places", async () => {
    await manager.update(Gathering, { id: gathering.id }, { limit: 10 });
    const all = [await follow(), await follow(host), await follow(null, {}, LIVE, one)];
    await Promise.all([subscribers(one, 1), subscribers(two, 2)]);
    const members = await Promise.all(Array.from({ length: 100 }, () => build.buildMember()));
    await Promise.all(members.map((member, n) => register(member, gathering, n % 2 ? one : two)));
    for (const live of all) {
      expect(positions(await live.has(100))).toEqual(await logged());
      const places = live.received.map(({ gatheringChanged }) => gatheringChanged.gathering.capacity);
      expect(places.at(-1)).toEqual({ limit: 10, taken: 10, waiting: 90 });
      for (const [n, { taken, waiting }] of places.entries()) {
        expect(taken).toBeLessThanOrEqual(10);
        // What is told is never older than its event.
        expect(taken + waiting).toBeGreaterThanOrEqual(n + 1);
      }
    }
  });

  it("is the one that was asked for, whether it is replayed or live", async () => {
    const after = await logEnd(one);
    const elsewhere = await build.buildGathering();
    await registerSomebody(elsewhere);
    await registerSomebody();
    const live = await follow(null, { after, gatheringId: gathering.id.toUpperCase() });
    await live.has(1);
    await registerSomebody(elsewhere);
    await act.decided(elsewhere.id, organiser, "HIDE");
    await registerSomebody();
    await live.has(2);
    expect(positions(live.received)).toEqual(await logged());
  });

  it("shows the state at delivery", async () => {
    const live = await follow();
    await subscribers(two, 1);
    await registerSomebody();
    await live.has(1);
    await manager.update(Gathering, { id: gathering.id }, { title: "Verplaatst", limit: 20 });
    await registerSomebody();
    await live.has(2);
    expect(titles(live)).toEqual([gathering.title, "Verplaatst"]);
    expect(last(live).capacity.limit).toBe(20);
  });

  it("goes on where a subscriber left off, in another process, without gap or duplicate, while others register", async () => {
    const elsewhere = await build.buildGathering();
    const first = await follow(null, { after: await logEnd(one) });
    for (let n = 0; n < 3; n++) await registerSomebody();
    const seen = [...(await first.has(3))];
    first.stop();
    await subscribers(two, 0);
    for (let n = 0; n < 5; n++) {
      await registerSomebody();
      await registerSomebody(elsewhere);
    }
    const meanwhile = Promise.all(Array.from({ length: 12 }, () => registerSomebody()));
    const second = await follow(null, { after: seen.at(-1)!.gatheringChanged.cursor }, LIVE, one);
    await meanwhile;
    seen.push(...(await second.has(17)));
    expect(positions(seen)).toEqual(await logged());
  });
});

describe("a stream of a gathering", () => {
  it("is refused for what is not there, and in the same words for what the caller may not see", async () => {
    const viewer = await build.buildMember();
    const unseen = [
      "0198c5a0-0000-7000-8000-000000000000",
      "geen id",
      host.id,
      (await build.buildGathering({ hosts: [host], hiddenAt: new Date() })).id,
    ];
    const messages = new Set<string>();
    for (const gatheringId of unseen) {
      const ended = await (await follow(viewer, { gatheringId })).end();
      expect(ended).toMatchObject({
        errors: [{ extensions: { code: "BAD_USER_INPUT", argument: "gatheringId", requestId: expect.any(String) } }],
      });
      messages.add(ended!.errors![0]!.message);
    }
    expect(messages.size).toBe(1);
  });

  it("is refused for a cursor that is none", async () => {
    expect(await (await follow(null, { after: "x" })).end()).toMatchObject({
      errors: [{ extensions: { code: "INVALID_CURSOR", argument: "after" } }],
    });
  });
});

describe("a gathering that a moderator hides", () => {
  it("is told of to its hosts and to moderators alone until that is taken back, and then to all again", async () => {
    const after = await logEnd(one);
    const [viewer, others] = [await build.buildMember(), await build.buildMember()];
    const seeing = [await follow(host), await follow(organiser)];
    const unseeing = [await follow(), await follow(viewer)];
    await subscribers(two, 4);
    const decision = await act.decided(gathering.id, organiser, "HIDE");
    // Registered before it was hidden, and announced after.
    await manager.transaction(async (tx) => {
      const { id } = await builders(tx).buildRegistration({ gatheringId: gathering.id, memberId: others.id });
      const data = { gatheringId: gathering.id, memberId: others.id, status: RegistrationStatus.GOING };
      await appendEvents(tx, [{ kind: "registration.changed", subjectId: id, data }]);
    });
    await delivered(two);
    const replayed = await follow(host, { after });
    await replayed.has(2);
    await act.reverse(organiser, decision.id);
    await registerSomebody();
    for (const live of [...seeing, replayed]) expect(positions(await live.has(4)).length).toBe(4);
    for (const live of unseeing) {
      await live.has(2);
      expect(positions(live.received)).toEqual(positions(seeing[0]!.received).slice(2));
    }
  });

  it("is told of to a member who hosts it, also when the others form a group", async () => {
    const members = [await follow(await build.buildMember()), await follow(await build.buildMember())];
    const own = await follow(host);
    await subscribers(two, 3);
    expect(two.services.subscriptions.groupCount).toBe(2);
    await registerSomebody();
    await Promise.all([...members, own].map((live) => live.has(1)));
  });
});

describe("subscribers who are told the same of a gathering", () => {
  it("are one group, and it is read once for all of them", async () => {
    const first = await follow();
    await subscribers(two, 1);
    // Without what the copy of ties in memory reads of the same event.
    const readFor = async (told: Followed<Live>[]): Promise<number> => {
      const counts = told.map((live) => live.received.length + 1);
      const all = await two.statements.during(async () => {
        await registerSomebody();
        await Promise.all(told.map((live, at) => live.has(counts[at]!)));
      });
      return all.filter((statement) =>
        /FROM ("?gathering"? e|gathering_host|gathering_theme|registration WHERE)/.test(statement),
      ).length;
    };
    const alone = await readFor([first]);
    const many = [first];
    for (let n = 0; n < 20; n++) many.push(await follow());
    await subscribers(two, 21);
    expect(two.services.subscriptions.groupCount).toBe(1);
    expect(alone).toBe(4);
    expect(await readFor(many)).toBe(alone);
    expect(new Set(many.map((live) => JSON.stringify(live.received.at(-1)))).size).toBe(1);
  });

  it("do not include who asks for what is their own", async () => {
    const [going, not] = [await build.buildMember(), await build.buildMember()];
    const own = LIVE.replace("title", "title viewerRegistration { status }");
    const all = [await follow(going, {}, own), await follow(not, {}, own)];
    await subscribers(two, 2);
    await register(going);
    await Promise.all(all.map((live) => live.has(1)));
    expect(all.map((live) => last(live).viewerRegistration)).toEqual([{ status: "GOING" }, null]);
  });

  it("do not include a host whom a moderator hid, who alone is told that they host it", async () => {
    const hidden = await build.buildMember({ name: "Cas", hiddenAt: new Date() });
    gathering = await build.buildGathering({ hosts: [hidden, host] });
    const [own, other] = [await follow(hidden), await follow(await build.buildMember())];
    await subscribers(two, 2);
    await registerSomebody();
    await Promise.all([own.has(1), other.has(1)]);
    expect([own, other].map((live) => last(live).hosts)).toEqual([
      [{ name: "Cas" }, { name: host.name }],
      [{ name: host.name }],
    ]);
  });

  it("do not include who is kept from a host by a block: the gathering they see, the host they do not", async () => {
    const viewer = await build.buildMember();
    await manager.insert(Block, { blockerId: host.id, blockedId: viewer.id, blockedAt: new Date() });
    const [apart, other] = [await follow(viewer), await follow(await build.buildMember())];
    await subscribers(two, 2);
    await registerSomebody();
    await Promise.all([apart.has(1), other.has(1)]);
    expect([apart, other].map((live) => last(live).hosts)).toEqual([[], [{ name: host.name }]]);
  });
});
