import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Member } from "../../src/domains/members/member.entity.js";
import { loadMemberGraph } from "../../src/domains/matchmaking/graph/member-graph.reads.js";
import { singleModel } from "../../src/domains/matchmaking/learning/model.js";
import { readHistory } from "../../src/domains/matchmaking/ranker/training-history.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let theme: Theme;
let me: Member;
let out: Member;
let partner: Member;
let colleague: Member;
beforeAll(async () => {
  app = await testApp(undefined, { freshContacts: 0 });
  const build = builders(app.services.database.source.manager);
  theme = await build.buildTheme();
  const organisationId = (await build.buildOrganisation()).id;
  [me, partner] = [
    await build.buildMember({ interests: [[theme]] }),
    await build.buildMember({ interests: [[theme]] }),
  ];
  out = await build.buildMember({ interests: [[theme]], organisationId });
  colleague = await build.buildMember({ organisationId });
  await build.buildCollaboration([me, out]);
  await build.buildCollaboration([out, partner]);
  const dismissed = await build.buildMember();
  const gathering = await build.buildGathering();
  for (const { id } of [me, out]) await build.buildRegistration({ memberId: id, gatheringId: gathering.id });
  await build.buildRegistration({ memberId: colleague.id });
  await app.services.database.query(sql`
    INSERT INTO suggestion_dismissal (member_id, dismissed_id, reason, dismissed_at)
    VALUES (${out.id}, ${dismissed.id}, 'OTHER', now())`);
  await choose(false);
});
afterAll(() => app.end());

async function choose(matchable: boolean): Promise<void> {
  const set = `mutation ($matchable: Boolean!) { updateSettings(input: {matchable: $matchable}) { userErrors { code } } }`;
  expect((await app.ask(set, { matchable }, await app.tokenOf(out.id))).data.updateSettings.userErrors).toEqual([]);
  await app.caughtUp();
}
const suggestedTo = async (member: Member): Promise<string[]> => {
  const query = "{ viewer { suggestedCollaborators { member { id } } } }";
  const { data } = await app.ask(query, {}, await app.tokenOf(member.id));
  return data.viewer.suggestedCollaborators.map(({ member }: { member: { id: string } }) => member.id);
};
const history = () => readHistory(app.services.database, app.databaseUrl);
/** How much the history has of members, and how many they are. */
const sizes = async () => {
  const { memberCount, interests, collaborations, attendances, refusals } = await history();
  return [memberCount, ...[interests, collaborations, attendances, refusals].map(({ from }) => from.length)];
};

describe("a member who is not matchable", () => {
  it("is suggested to nobody", async () => {
    for (const member of [me, partner, colleague]) expect(await suggestedTo(member)).not.toContain(out.id);
  });

  it("teaches the ranking nothing: not their interests, collaborations, places at gatherings or dismissals", async () => {
    // Members, interests, collaborations both ways, attendances, refusals.
    expect(await sizes()).toEqual([4, 2, 0, 2, 0]);
    await choose(true);
    expect(await sizes()).toEqual([5, 3, 4, 3, 1]);
    await choose(false);
  });

  it("connects nobody, in a copy in memory as it is loaded and as it is kept current", async () => {
    const loaded = await loadMemberGraph(app.databaseUrl);
    for (const graph of [loaded, app.services.memberGraph.graph]) {
      const collaborators = (member: Member) => {
        const number = graph.members.find(member.id);
        return number < 0 ? [] : graph.collaborators.items(number);
      };
      for (const member of [me, out, partner]) expect([...collaborators(member)]).toEqual([]);
    }
  });

  it("gets suggestions by their own themes, also where a learned ranking ranks the others'", async () => {
    const { ranker } = app.services;
    const before = ranker.model;
    ranker.model = singleModel("sameOrganisation");
    try {
      // Who works with them already is not suggested; the colleague shares no theme.
      expect(await suggestedTo(out)).toEqual([]);
      const build = builders(app.services.database.source.manager);
      const stranger = await build.buildMember({ interests: [[theme]] });
      await app.caughtUp();
      expect(await suggestedTo(out)).toEqual([stranger.id]);
      await choose(true);
      expect(await suggestedTo(out)).toContain(colleague.id);
    } finally {
      ranker.model = before;
      await choose(false);
    }
  });
});
