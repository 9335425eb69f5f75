import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { Gathering as GatheringTable } from "../../src/domains/gatherings/gathering.entity.js";
import type { Registration } from "../../src/domains/gatherings/registrations/registration.entity.js";
import { Comment } from "../../src/domains/ideas/comment.entity.js";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import { Role } from "../../src/core/access/role.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed } from "../support/follow.js";

// Two processes on one database: what is decided at one holds at the other with the next request.
let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  other = await testApp(app.databaseUrl);
  build = builders(app.services.database.source.manager);
});
afterAll(async () => {
  await other.stop();
  await app.end();
});

let theme: Theme;
let lotte: Member;
let nadia: Member;
let host: Member;
let organiser: Member;
let idea: Idea;
let comment: Comment;
let gathering: Gathering;
let registration: Registration;
beforeEach(async () => {
  theme = await build.buildTheme();
  lotte = await build.buildMember({ interests: [[theme]] });
  nadia = await build.buildMember({ interests: [[theme]] });
  host = await build.buildMember();
  organiser = await build.buildMember({ roles: [Role.MEMBER, Role.ORGANISER] });
  idea = await build.buildIdea({ authorId: lotte.id, themes: [theme] });
  const elsewhere = await build.buildIdea({ authorId: host.id });
  comment = await build.buildComment({ ideaId: elsewhere.id, authorId: lotte.id });
  await build.buildComment({ ideaId: elsewhere.id, replyToId: comment.id, authorId: host.id, body: "Een antwoord." });
  gathering = await build.buildGathering({ hosts: [host, lotte] });
  registration = await build.buildRegistration({ gatheringId: gathering.id, memberId: lotte.id });
  await build.buildCollaboration([lotte, host]);
});

const token = (member: Member | null) => (member ? app.tokenOf(member.id) : Promise.resolve(undefined));
const manager = () => app.services.database.source.manager;

const SEEN = `query ($member: ID!, $idea: ID!, $comment: ID!, $gathering: ID!, $registration: ID!, $theme: String!, $host: ID!) {
  member(id: $member) { name gatherings { nodes { id } } }
  node(id: $member) { id }
  members(filter: {themes: [$theme]}) { totalCount nodes { id } }
  theme(slug: $theme) { memberCount ideaCount members { totalCount nodes { id } } ideas { totalCount } }
  idea(id: $idea) { id author { id } }
  byAuthor: ideas(filter: {authorId: $member}) { totalCount nodes { id } }
  byTheme: ideas(filter: {themes: [$theme]}) { totalCount nodes { id } }
  comment: node(id: $comment) { ... on Comment { body author { id } replies { nodes { body } } idea { comments { nodes { body author { id } } } } } }
  gathering(id: $gathering) { hosts { id } registrations { totalCount nodes { member { id } } } capacity { taken } }
  hosted: gatherings(filter: {hostId: $member}) { totalCount }
  registration: node(id: $registration) { id }
  collaborations(filter: {memberId: $member}) { totalCount }
  hostsWork: collaborations(filter: {memberId: $host}) { nodes { members { id } } }
}`;

/** In how many ways a caller comes across Lotte and what she did. */
async function seenBy(caller: Member | null, at = other) {
  const variables = {
    member: lotte.id,
    idea: idea.id,
    comment: comment.id,
    gathering: gathering.id,
    registration: registration.id,
    theme: theme.slug,
    host: host.id,
  };
  const { data, errors } = await at.ask(SEEN, variables, await token(caller));
  expect(errors).toBeUndefined();
  const has = (members: ({ id: string } | null)[]) => members.some((member) => member?.id === lotte.id);
  return {
    profile: [data.member !== null, data.node !== null, has(data.members.nodes), has(data.theme.members.nodes)],
    counted: [data.members.totalCount, data.theme.members.totalCount, data.theme.memberCount],
    tied: [
      has([data.idea?.author]),
      has([data.comment?.author]),
      has(data.gathering?.hosts ?? []),
      has(data.hostsWork.nodes[0]?.members ?? []),
      data.byAuthor.totalCount > 0,
      data.hosted.totalCount > 0,
      data.collaborations.totalCount > 0,
    ],
    ideas: [data.idea !== null, data.byTheme.totalCount > 0, data.theme.ideas.totalCount > 0, data.theme.ideaCount > 0],
    comment: [data.comment !== null, data.comment?.body ?? null],
    attendance: [
      data.registration !== null,
      data.gathering?.registrations.totalCount > 0,
      (data.member?.gatherings.nodes.length ?? 0) > 0,
    ],
    taken: data.gathering?.capacity.taken,
  };
}

const everything = {
  profile: [true, true, true, true],
  counted: [2, 2, 2],
  tied: [true, true, true, true, true, true, true],
  ideas: [true, true, true, true],
  comment: [true, "Goed idee."],
  attendance: [true, true, true],
  taken: 1,
};

async function settle(settings: object): Promise<void> {
  const { data } = await app.ask(
    `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { userErrors { message } } }`,
    { input: settings },
    await token(lotte),
  );
  expect(data.updateSettings.userErrors).toEqual([]);
}

async function suggestedTo(member: Member): Promise<string[]> {
  await other.caughtUp();
  const { data } = await other.ask(`{ viewer { suggestedCollaborators { member { id } } } }`, {}, await token(member));
  return data.viewer.suggestedCollaborators.map((suggestion: { member: { id: string } }) => suggestion.member.id);
}

describe("a member", () => {
  it("is seen by everybody in the beginning", async () => {
    for (const caller of [null, nadia, lotte, organiser]) expect(await seenBy(caller)).toEqual(everything);
  });

  it("who shows the profile to members is nowhere for who is not signed in, but for the ideas, without a name", async () => {
    await settle({ profileVisibility: "MEMBERS" });
    expect(await seenBy(null)).toEqual({
      profile: [false, false, false, false],
      counted: [1, 1, 1],
      tied: [false, false, false, false, false, false, false],
      ideas: [true, true, true, true],
      comment: [true, "Goed idee."],
      attendance: [false, false, false],
      taken: 1,
    });
    for (const caller of [nadia, lotte, organiser]) expect(await seenBy(caller)).toEqual(everything);
  });

  it("who does not share attendance shows it to hosts, organisers and themselves alone", async () => {
    await settle({ shareAttendance: false });
    for (const caller of [null, nadia])
      expect(await seenBy(caller)).toEqual({ ...everything, attendance: [false, false, false] });
    for (const caller of [lotte, host, organiser]) expect(await seenBy(caller)).toEqual(everything);
  });

  it("who does not want to be suggested is not, and is still suggested others", async () => {
    expect(await suggestedTo(nadia)).toContain(lotte.id);
    await settle({ matchable: false });
    expect(await suggestedTo(nadia)).not.toContain(lotte.id);
    expect(await suggestedTo(lotte)).toContain(nadia.id);
    const forIdea = await build.buildIdea({ authorId: nadia.id, themes: [theme] });
    await other.caughtUp();
    const { data } = await other.ask(
      `query ($id: ID!) { idea(id: $id) { suggestedCollaborators { member { id } } } }`,
      {
        id: forIdea.id,
      },
    );
    expect(data.idea.suggestedCollaborators).toEqual([]);
  });

  it("whom the asker may not see is not suggested for an idea either", async () => {
    await settle({ profileVisibility: "MEMBERS" });
    const forIdea = await build.buildIdea({ authorId: nadia.id, themes: [theme] });
    await other.caughtUp();
    const query = `query ($id: ID!) { idea(id: $id) { suggestedCollaborators { member { id } } } }`;
    expect((await other.ask(query, { id: forIdea.id })).data.idea.suggestedCollaborators).toEqual([]);
    expect(
      (await other.ask(query, { id: forIdea.id }, await token(host))).data.idea.suggestedCollaborators,
    ).toHaveLength(1);
  });

  it("counts as somebody met at gatherings only when they share attendance", async () => {
    await build.buildRegistration({ gatheringId: gathering.id, memberId: nadia.id });
    await other.caughtUp();
    const met = async () =>
      (await other.ask(`{ viewer { suggestedCollaborators(first: 1) { sharedGatherings } } }`, {}, await token(nadia)))
        .data.viewer.suggestedCollaborators;
    expect(await met()).toEqual([{ sharedGatherings: 1 }]);
    await settle({ shareAttendance: false });
    expect(await met()).toEqual([{ sharedGatherings: 0 }]);
  });
});

describe("the counts of a theme", () => {
  it("are those of its lists, so that nobody finds out whether a hidden member is interested in it", async () => {
    const caller = await build.buildMember({ interests: [[theme]] });
    await build.buildMember({ interests: [[theme]], hiddenAt: new Date() });
    await settle({ profileVisibility: "MEMBERS" });
    await manager().insert(Block, { blockerId: lotte.id, blockedId: caller.id, blockedAt: new Date() });
    const counts = async (asking: Member | null) => {
      const { data } = await other.ask(
        `query ($theme: String!) {
          theme(slug: $theme) { memberCount ideaCount members { totalCount } ideas { totalCount } } }`,
        { theme: theme.slug },
        await token(asking),
      );
      const { memberCount, ideaCount, members, ideas } = data.theme;
      expect([memberCount, ideaCount]).toEqual([members.totalCount, ideas.totalCount]);
      return [memberCount, ideaCount];
    };
    // Nadia and the caller are seen by all, Lotte by members without a block, the hidden one by moderators.
    expect(await counts(null)).toEqual([2, 1]);
    expect(await counts(caller)).toEqual([2, 0]);
    expect(await counts(nadia)).toEqual([3, 1]);
    expect(await counts(organiser)).toEqual([4, 1]);
  });
});

describe("a block", () => {
  const unseen = {
    profile: [false, false, false, false],
    counted: [1, 1, 1],
    tied: [false, false, false, false, false, false, false],
    ideas: [false, false, false, false],
    comment: [false, null],
    attendance: [false, false, false],
    taken: 1,
  };

  it.each<[string, () => Partial<Block>]>([
    ["who blocked", () => ({ blockerId: lotte.id, blockedId: nadia.id })],
    ["who is blocked", () => ({ blockerId: nadia.id, blockedId: lotte.id })],
  ])("keeps the two apart, seen from %s", async (_side, pair) => {
    await manager().insert(Block, { ...pair(), blockedAt: new Date() });
    expect(await seenBy(nadia)).toEqual(unseen);
    expect(await suggestedTo(nadia)).not.toContain(lotte.id);
    expect(await suggestedTo(lotte)).not.toContain(nadia.id);
    for (const caller of [null, host, organiser]) expect(await seenBy(caller)).toEqual(everything);
  });

  it("leaves no way to answer, back or reply to the other", async () => {
    await manager().insert(Block, { blockerId: lotte.id, blockedId: nadia.id, blockedAt: new Date() });
    const { data } = await other.ask(
      `mutation ($id: ID!) { supportIdea(input: {ideaId: $id}) { userErrors { code } }
        commentOnIdea(input: {ideaId: $id, body: "Hallo"}) { userErrors { code } } }`,
      { id: idea.id },
      await token(nadia),
    );
    expect(data).toEqual({
      supportIdea: { userErrors: [{ code: "NOT_FOUND" }] },
      commentOnIdea: { userErrors: [{ code: "NOT_FOUND" }] },
    });
  });

  it("does not blind a moderator", async () => {
    await manager().insert(Block, { blockerId: lotte.id, blockedId: organiser.id, blockedAt: new Date() });
    expect(await seenBy(organiser)).toEqual(everything);
  });

  it("keeps new ideas from the one on the live stream, and from no other", async () => {
    await manager().insert(Block, { blockerId: lotte.id, blockedId: nadia.id, blockedAt: new Date() });
    const LIVE = `subscription ($theme: String!, $after: String!) { ideaPosted(after: $after, filter: {themes: [$theme]}) { idea { title author { id } } } }`;
    const { liveCursor: after } = (await other.ask(`{ liveCursor }`)).data;
    const kept = followed<{ ideaPosted: { idea: { title: string } } }>(other.socket(await token(nadia)), LIVE, {
      theme: theme.slug,
      after,
    });
    const shown = followed<{ ideaPosted: { idea: { title: string } } }>(other.socket(await token(host)), LIVE, {
      theme: theme.slug,
      after,
    });
    const post = async (member: Member, title: string) =>
      app.ask(
        `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { userErrors { message } } }`,
        { input: { kind: "IDEA", title, body: "…", themes: [theme.slug] } },
        await token(member),
      );
    await post(lotte, "van Lotte");
    await post(host, "van iemand anders");
    expect((await shown.has(2)).map(({ ideaPosted }) => ideaPosted.idea.title)).toEqual([
      "van Lotte",
      "van iemand anders",
    ]);
    expect((await kept.has(1)).map(({ ideaPosted }) => ideaPosted.idea.title)).toEqual(["van iemand anders"]);
  });
});

describe("what a moderator hides", () => {
  it("as a profile is seen by its member and moderators alone", async () => {
    await manager().update(Member, { id: lotte.id }, { hiddenAt: new Date() });
    const { profile, tied, ideas, attendance } = await seenBy(nadia);
    expect({ profile, tied, ideas, attendance }).toEqual({
      profile: [false, false, false, false],
      tied: [false, false, false, false, false, false, false],
      ideas: [true, true, true, true],
      attendance: [false, false, false],
    });
    expect(await suggestedTo(nadia)).not.toContain(lotte.id);
    for (const caller of [lotte, organiser]) expect(await seenBy(caller)).toEqual(everything);
  });

  it("as an idea is in no list, and by its id its author's and moderators' alone", async () => {
    await manager().update(Idea, { id: idea.id }, { hiddenAt: new Date() });
    for (const caller of [null, nadia]) expect((await seenBy(caller)).ideas).toEqual([false, false, false, false]);
    for (const caller of [lotte, organiser]) expect((await seenBy(caller)).ideas).toEqual([true, false, false, false]);
  });

  it("as a comment leaves its place and the replies, without its text but for its author and moderators", async () => {
    await manager().update(Comment, { id: comment.id }, { hiddenAt: new Date() });
    for (const caller of [null, nadia]) expect((await seenBy(caller)).comment).toEqual([true, null]);
    for (const caller of [lotte, organiser]) expect((await seenBy(caller)).comment).toEqual([true, "Goed idee."]);
    const { data } = await other.ask(
      `query ($id: ID!) { node(id: $id) { ... on Comment { replies { nodes { body } } } } }`,
      {
        id: comment.id,
      },
    );
    expect(data.node.replies.nodes).toEqual([{ body: "Een antwoord." }]);
  });

  it("as a gathering is in no list, takes nobody in, and by its id is its hosts' and moderators' alone", async () => {
    await manager().update(GatheringTable, { id: gathering.id }, { hiddenAt: new Date() });
    const query = `query ($id: ID!, $registration: ID!) { gathering(id: $id) { id } node(id: $registration) { id }
      gatherings(first: 100) { nodes { id } } }`;
    for (const [caller, sees] of [
      [null, false],
      [nadia, false],
      [host, true],
      [organiser, true],
    ] as const) {
      const { data } = await other.ask(query, { id: gathering.id, registration: registration.id }, await token(caller));
      expect([data.gathering !== null, data.gatherings.nodes.some(({ id }: Gathering) => id === gathering.id)]).toEqual(
        [sees, false],
      );
      if (!sees) expect(data.node).toBeNull();
    }
    const { data } = await other.ask(
      `mutation ($id: ID!) { registerForGathering(input: {gatheringId: $id}) { userErrors { code } } }`,
      { id: gathering.id },
      await token(nadia),
    );
    expect(data.registerForGathering.userErrors).toEqual([{ code: "NOT_FOUND" }]);
  });
});

describe("a suspended member", () => {
  it("reads but does not take part until the suspension ends, and takes back what is theirs", async () => {
    const suspend = (until: Date) => manager().update(Member, { id: lotte.id }, { suspendedUntil: until });
    await suspend(new Date(Date.now() + 3_600_000));
    const tries = async () =>
      (
        await other.ask(
          `mutation ($idea: ID!, $theirs: ID!, $gathering: ID!) {
            postIdea(input: {kind: IDEA, title: "t", body: "b", themes: []}) { userErrors { code } }
            editIdea(input: {id: $idea, version: 1, title: "u"}) { userErrors { code } }
            commentOnIdea(input: {ideaId: $theirs, body: "b"}) { userErrors { code } }
            supportIdea(input: {ideaId: $theirs}) { userErrors { code } }
            registerForGathering(input: {gatheringId: $gathering}) { userErrors { code } }
            updateProfile(input: {headline: "h"}) { userErrors { code } }
            setInterests(input: {interests: []}) { userErrors { code } } }`,
          {
            idea: idea.id,
            theirs: comment.ideaId,
            gathering: (await build.buildGathering()).id,
          },
          await token(lotte),
        )
      ).data as Record<string, { userErrors: { code: string }[] }>;
    for (const answer of Object.values(await tries())) expect(answer.userErrors).toEqual([{ code: "SUSPENDED" }]);
    expect(await suggestedTo(nadia)).not.toContain(lotte.id);
    expect(await seenBy(lotte)).toEqual(everything);
    const { data } = await other.ask(
      `mutation ($idea: ID!, $gathering: ID!) { withdrawIdea(input: {id: $idea}) { userErrors { code } }
        cancelRegistration(input: {gatheringId: $gathering}) { userErrors { code } } }`,
      { idea: idea.id, gathering: gathering.id },
      await token(lotte),
    );
    expect([data.withdrawIdea.userErrors, data.cancelRegistration.userErrors]).toEqual([[], []]);
    await suspend(new Date(Date.now() - 1));
    expect((await tries()).postIdea!.userErrors).toEqual([]);
  });
});

describe("the settings", () => {
  const SETTINGS = `{ viewer { settings { matchable profileVisibility shareAttendance language emailNotifications } } }`;

  it("begin open, change one by one, and cannot be cleared", async () => {
    const read = async () => (await other.ask(SETTINGS, {}, await token(lotte))).data.viewer.settings;
    const first = await read();
    expect(first).toEqual({
      matchable: true,
      profileVisibility: "EVERYBODY",
      shareAttendance: true,
      language: "NL",
      emailNotifications: true,
    });
    await settle({ matchable: false });
    await settle({ language: "FR", emailNotifications: false });
    expect(await read()).toEqual({ ...first, matchable: false, language: "FR", emailNotifications: false });
    const { data } = await app.ask(
      `mutation { updateSettings(input: {matchable: null}) { settings { matchable } userErrors { code path } } }`,
      {},
      await token(lotte),
    );
    expect(data.updateSettings).toEqual({
      settings: null,
      userErrors: [{ code: "INVALID_INPUT", path: ["input", "matchable"] }],
    });
  });
});
