import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Member } from "../../src/domains/members/member.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let token: string;
let viewer: Member;
let ideaId: string;
let gatheringId: string;

beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const broader = await build.buildTheme("breed");
  const themes = await Promise.all([1, 2, 3].map((n) => build.buildTheme(`smal-${n}`, { broaderId: broader.id })));
  const organisation = await build.buildOrganisation();
  const members = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      build.buildMember({
        organisationId: organisation.id,
        interests: themes.map((theme) => [theme, Object.values(Stance)[n % 3]!]),
      }),
    ),
  );
  viewer = members[0]!;
  token = await app.tokenOf(viewer.id);
  for (const member of members) {
    const idea = await build.buildIdea({ authorId: member.id, themes });
    const comment = await build.buildComment({ ideaId: idea.id, authorId: viewer.id });
    await build.buildComment({ ideaId: idea.id, replyToId: comment.id });
    const gathering = await build.buildGathering({ hosts: [member] });
    await build.buildRegistration({ gatheringId: gathering.id, memberId: viewer.id });
    [ideaId, gatheringId] = [idea.id, gathering.id];
  }
  await build.buildCollaboration([members[1]!, members[2]!]);
  for (const other of members.slice(1, 5)) {
    const { id: collaborationId } = await build.buildCollaboration([viewer, other]);
    for (const author of [viewer, other, viewer, other])
      await build.buildMessage({ collaborationId, authorId: author.id });
  }
  await app.caughtUp();
  // The themes are in memory from their first reading on.
  await app.ask(`{ members { nodes { interests { theme { broader { slug } } } } } }`);
});
afterAll(() => app.end());

/** How many SQL statements each main operation may take, whatever the number of rows. */
const operations: Record<string, [number, string]> = {
  "the feed": [
    5,
    `{ ideas { nodes { title author { name organisation { name } } themes { slug label } supportCount } } }`,
  ],
  "the feed of who is signed in": [4, `{ ideas { totalCount nodes { title viewerSupports themes { slug } } } }`],
  "a conversation": [
    5,
    `query ($idea: ID!) { idea(id: $idea) { title comments { nodes { body author { name } replies { nodes { body author { name } } } } } } }`,
  ],
  "the members": [3, `{ members { nodes { name organisation { name } interests { stance theme { slug } } } } }`],
  "a profile": [
    6,
    `query ($member: ID!) { member(id: $member) { name ideas { nodes { title } } gatherings { edges { registeredAt node { title } } }
      collaborations { nodes { stage members { name } } } interests { theme { slug } } } }`,
  ],
  "the vocabulary": [4, `{ themes { nodes { slug memberCount ideaCount narrower { slug } broader { slug } } } }`],
  "a theme": [
    4,
    `{ theme(slug: "smal-1") { members { edges { stance node { name } } } ideas { nodes { title } } gatherings { nodes { title } } } }`,
  ],
  "the gatherings": [
    6,
    `{ gatherings { nodes { title capacity { taken } hosts { name } themes { slug } viewerRegistration { status position } } } }`,
  ],
  "a gathering": [
    3,
    `query ($gathering: ID!) { gathering(id: $gathering) { title registrations { nodes { member { name } } } } }`,
  ],
  "the collaborations": [2, `{ collaborations { nodes { stage members { name } } } }`],
  "the conversations": [
    8,
    `{ viewer { member { collaborations { nodes { unreadMessageCount
      messages(last: 3) { totalCount nodes { body sentAt author { name } collaboration { stage } } } } } } } }`,
  ],
  suggestions: [
    2,
    `{ viewer { suggestedCollaborators { member { name } score sharedThemes { theme { slug } share } complements { theme { slug } }
      sharedGatherings mutualCollaborators explanation } } }`,
  ],
  "nodes of many types": [4, `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`],
  supporting: [6, `mutation ($idea: ID!) { supportIdea(input: {ideaId: $idea}) { idea { id } userErrors { code } } }`],
};

describe("the number of SQL statements", () => {
  it.each(Object.entries(operations))("of %s is fixed", async (_name, [count, query]) => {
    let errors: unknown;
    const statements = await app.statements.ofRequests(async () => {
      const variables = {
        idea: ideaId,
        member: viewer.id,
        gathering: gatheringId,
        ids: [ideaId, viewer.id, gatheringId, "x"],
      };
      ({ errors } = await app.ask(query, variables, token));
    });
    expect(errors).toBeUndefined();
    expect({ count: statements.length, statements }).toMatchObject({ count });
  });

  it("of posting an idea is fixed", async () => {
    const statements = await app.statements.ofRequests(async () => {
      const { data } = await app.ask(
        `mutation { postIdea(input: {kind: IDEA, title: "t", body: "b", themes: ["smal-1", "smal-2"]}) { idea { id } userErrors { code } } }`,
        {},
        token,
      );
      expect(data.postIdea.userErrors).toEqual([]);
    });
    expect({ count: statements.length, statements }).toMatchObject({ count: 6 });
  });
});
