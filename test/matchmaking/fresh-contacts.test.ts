import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { appendEvents } from "../support/append-events.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

// Three processes on one database, with other settings.
let app: TestApp;
let unset: TestApp;
let all: TestApp;
let build: ReturnType<typeof builders>;
let common: Theme;
let rare: Theme;
beforeAll(async () => {
  app = await testApp();
  unset = await testApp(app.databaseUrl, { freshContacts: 0 });
  all = await testApp(app.databaseUrl, { freshContacts: 10 });
  build = builders(app.services.database.source.manager);
  [common, rare] = [await build.buildTheme(), await build.buildTheme()];
});
afterAll(async () => {
  await Promise.all([unset.stop(), all.stop()]);
  await app.end();
});

async function suggestedBy(service: TestApp, viewer: Member, first: number): Promise<string[]> {
  await service.caughtUp();
  const query = `query ($first: Int) { viewer { suggestedCollaborators(first: $first) { member { id } score } } }`;
  const { data } = await service.ask(query, { first }, await service.tokenOf(viewer.id));
  return data.viewer.suggestedCollaborators.map(({ member }: { member: { id: string } }) => member.id);
}

const announceCollaboration = (...members: Member[]): Promise<void> =>
  appendEvents(app.services.database.source.manager, [
    {
      kind: "collaboration.started",
      subjectId: members[0]!.id,
      data: { memberIds: members.map(({ id }) => id), ideaId: null },
    },
  ]);

/**
 * A viewer with themes of their own; colleagues share two of these, members from elsewhere one, so that all colleagues
 * come first.
 */
async function network(colleagueCount: number, elsewhereCount: number) {
  const [mine, elsewhere] = [await build.buildOrganisation(), await build.buildOrganisation()];
  const themes = [await build.buildTheme(), await build.buildTheme()] as const;
  const interests: [Theme][] = [[themes[0]], [themes[1]]];
  const viewer = await build.buildMember({ organisationId: mine.id, interests });
  const colleagues: string[] = [];
  for (let n = 0; n < colleagueCount; n++)
    colleagues.push((await build.buildMember({ organisationId: mine.id, interests })).id);
  const others: string[] = [];
  for (let n = 0; n < elsewhereCount; n++)
    others.push((await build.buildMember({ organisationId: elsewhere.id, interests: [[themes[1]]] })).id);
  return { viewer, colleagues, others };
}

describe("fresh contacts", () => {
  it("have three of the first ten places at least, the last ones, and nobody else's order changes", async () => {
    const { viewer, colleagues, others } = await network(12, 5);
    expect(await suggestedBy(unset, viewer, 20)).toEqual([...colleagues, ...others]);
    expect(await suggestedBy(app, viewer, 10)).toEqual([...colleagues.slice(0, 7), ...others.slice(0, 3)]);
  });

  it("are followed by those who gave way, then by the others, and nobody comes twice", async () => {
    const { viewer, colleagues, others } = await network(12, 5);
    const expected = [...colleagues.slice(0, 7), ...others.slice(0, 3), ...colleagues.slice(7), ...others.slice(3)];
    expect(await suggestedBy(app, viewer, 100)).toEqual(expected);
    for (const first of [1, 7, 8, 9, 10, 11, 14])
      expect(await suggestedBy(app, viewer, first)).toEqual(expected.slice(0, first));
  });

  it("are as many as there are, where there are fewer", async () => {
    const { viewer, colleagues, others } = await network(12, 2);
    expect(await suggestedBy(app, viewer, 10)).toEqual([...colleagues.slice(0, 8), ...others]);
    expect(await suggestedBy(all, viewer, 10)).toEqual([...colleagues.slice(0, 8), ...others]);
    const alone = await network(11, 0);
    expect(await suggestedBy(app, alone.viewer, 10)).toEqual(alone.colleagues.slice(0, 10));
  });

  it("take as many places as the service is set to", async () => {
    const { viewer, others } = await network(12, 12);
    expect(await suggestedBy(all, viewer, 10)).toEqual(others.slice(0, 10));
  });

  it("change nothing in a list that is shorter than ten anyway", async () => {
    const { viewer, colleagues, others } = await network(6, 3);
    expect(await suggestedBy(all, viewer, 10)).toEqual([...colleagues, ...others]);
  });

  it("are not those whom a collaborator works with already, and are those one step further", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const partner = await build.buildMember();
    const near: Member[] = [];
    for (let n = 0; n < 11; n++) near.push(await build.buildMember({ interests: [[theme]] }));
    const further = await build.buildMember({ interests: [[theme], [common], [rare]] });
    await build.buildCollaboration([viewer, partner]);
    for (const member of near) await build.buildCollaboration([partner, member]);
    await build.buildCollaboration([near[0]!, further]);
    await announceCollaboration(viewer, partner, ...near, further);
    const ids = near.map(({ id }) => id);
    expect(await suggestedBy(unset, viewer, 12)).toEqual([...ids, further.id]);
    expect(await suggestedBy(app, viewer, 10)).toEqual([...ids.slice(0, 9), further.id]);
  });

  it("are all without an organisation, and whoever the seeker has no tie with", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const others: string[] = [];
    for (let n = 0; n < 12; n++) others.push((await build.buildMember({ interests: [[theme]] })).id);
    expect(await suggestedBy(all, viewer, 10)).toEqual(others.slice(0, 10));
  });

  it("are counted for /metrics, without telling who they are", async () => {
    const { viewer } = await network(12, 5);
    await app.caughtUp();
    const read = async (): Promise<number[]> => {
      const text = await (await fetch(`${app.url}/metrics`)).text();
      return ["given", "fresh"].map((name) =>
        Number(new RegExp(`^ino_suggestions_${name} (\\d+)$`, "m").exec(text)![1]),
      );
    };
    const [given, fresh] = (await read()) as [number, number];
    await suggestedBy(app, viewer, 10);
    expect(await read()).toEqual([given + 10, fresh + 3]);
  });
});
