import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { numbers } from "../matchmaking/plain-network.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let viewer: Member;
let author: Member;
const members: Member[] = [];
const below = numbers(17);
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  const themes = await Promise.all(Array.from({ length: 8 }, () => build.buildTheme()));
  const some = (): [Theme][] => themes.filter(() => below(2) === 0).map((theme) => [theme]);
  viewer = await build.buildMember({ interests: themes.map((theme) => [theme]) });
  author = await build.buildMember();
  for (let n = 0; n < 60; n++)
    members.push(
      await build.buildMember({
        interests: [[themes[n % 8]!], ...some().filter(([theme]) => theme !== themes[n % 8])],
      }),
    );
  await app.caughtUp();
});
afterAll(() => app.end());

const query = (statement: ReturnType<typeof sql>): Promise<object[]> => app.services.database.query(statement);

async function suggested(first: number, asking: Member = viewer): Promise<{ member: { id: string }; score: number }[]> {
  const text = `query ($first: Int) { viewer { suggestedCollaborators(first: $first) { member { id } score } } }`;
  const { data } = await app.ask(text, { first }, await app.tokenOf(asking.id));
  return data.viewer.suggestedCollaborators;
}

const show = ({ id }: Member, days: number, to: Member = viewer): Promise<object[]> =>
  query(sql`INSERT INTO suggestion_impression VALUES (${to.id}, ${id}, ${days}, (now() AT TIME ZONE 'UTC')::date)`);

const cap = ({ id }: Member, discount: number): Promise<object[]> =>
  query(sql`INSERT INTO suggestion_exposure VALUES (${id}, 100, ${discount})`);

const reset = (): Promise<object[]> =>
  query(sql`WITH gone AS (DELETE FROM suggestion_impression) DELETE FROM suggestion_exposure`);

describe("discounts", () => {
  it("lower the score of who was shown often and ignored, and of who is shown to too many, and rank them by it", async () => {
    const before = await suggested(100);
    const scores = new Map(before.map(({ member, score }) => [member.id, score]));
    const expected = new Map(scores);
    for (const member of members) {
      if (below(2) === 0) {
        const days = 1 + below(12);
        await show(member, days);
        expected.set(member.id, expected.get(member.id)! * Math.min(1, 3 / days));
      }
      if (below(3) === 0) {
        const discount = (1 + below(8)) / 10;
        await cap(member, discount);
        expected.set(member.id, expected.get(member.id)! * discount);
      }
    }
    const ids = [...expected].sort(([one, a], [two, b]) => b - a || (one < two ? -1 : 1)).map(([id]) => id);
    for (const first of [1, 3, 10, 25, 100]) {
      const told = await suggested(first);
      expect(told.map(({ member }) => member.id)).toEqual(ids.slice(0, first));
      for (const { member, score } of told) expect(score).toBeCloseTo(expected.get(member.id)!, 12);
    }
    await reset();
    expect(await suggested(100)).toEqual(before);
  });

  it("bring in who ranked far below, when all above are discounted", async () => {
    const before = await suggested(100);
    for (const { member } of before.slice(0, 40)) await cap({ id: member.id } as Member, 0.0001);
    const told = await suggested(5);
    expect(told.map(({ member }) => member.id)).toEqual(before.slice(40, 45).map(({ member }) => member.id));
    await reset();
  });

  it("for impressions are the viewer's alone", async () => {
    const before = await suggested(10);
    for (const { member } of before) await show({ id: member.id } as Member, 30, author);
    expect(await suggested(10)).toEqual(before);
    await reset();
  });

  it("are over thirty days after the last impression", async () => {
    const before = await suggested(10);
    const [first] = before;
    await query(
      sql`INSERT INTO suggestion_impression VALUES (${viewer.id}, ${first!.member.id}, 30, (now() AT TIME ZONE 'UTC')::date - 29)`,
    );
    expect((await suggested(10))[0]!.member.id).not.toBe(first!.member.id);
    await query(sql`UPDATE suggestion_impression SET last_shown_on = last_shown_on - 1`);
    expect(await suggested(10)).toEqual(before);
    await reset();
  });
});
