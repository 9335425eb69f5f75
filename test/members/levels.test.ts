import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import sql from "sql-template-tag";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { MemberLevel, ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

const update = async (token: string, input: object): Promise<{ member: { level: string | null } }> =>
  (
    await app.ask(
      `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { member { level } userErrors { code } } }`,
      { input },
      token,
    )
  ).data.updateProfile;
const levelled = async (levels: string[] | null, token?: string): Promise<string[]> =>
  (
    await app.ask(
      `query ($levels: [MemberLevel!]) { members(filter: {levels: $levels}, first: 100) { nodes { id } } }`,
      { levels },
      token,
    )
  ).data.members.nodes.map(({ id }: { id: string }) => id);

describe("the level at which a member works", () => {
  it("is theirs to give, to keep and to take back", async () => {
    const token = await app.tokenOf((await build.buildMember()).id);
    expect((await update(token, { headline: "Nieuw" })).member.level).toBeNull();
    expect((await update(token, { level: "FIELD" })).member.level).toBe("FIELD");
    expect((await update(token, { headline: "Ander" })).member.level).toBe("FIELD");
    expect((await update(token, { level: null })).member.level).toBeNull();
  });

  it("restricts the list of members, to those whose profile the caller sees", async () => {
    const [executive, field] = [
      await build.buildMember({ level: MemberLevel.EXECUTIVE }),
      await build.buildMember({ level: MemberLevel.FIELD }),
    ];
    const membersOnly = await build.buildMember({
      level: MemberLevel.FIELD,
      profileVisibility: ProfileVisibility.MEMBERS,
    });
    expect(await levelled(["FIELD"])).toEqual([field.id]);
    expect(await levelled(["FIELD"], await app.tokenOf(executive.id))).toEqual([field.id, membersOnly.id]);
    expect(await levelled(["EXECUTIVE", "MANAGER"])).toEqual([executive.id]);
    expect(await levelled([])).toEqual(await levelled(null));
  });

  it("is in the export, and gone with the account", async () => {
    const { id } = await build.buildMember({ level: MemberLevel.MANAGER });
    const token = await app.tokenOf(id);
    const { data } = await app.ask(`mutation { exportMyData(input: {}) { url } }`, {}, token);
    const files = unzipSync(new Uint8Array(await (await fetch(data.exportMyData.url as string)).arrayBuffer()));
    const { member } = JSON.parse(strFromU8(files["data.json"]!)) as { member: object[] };
    expect(member).toMatchObject([{ id, level: "MANAGER" }]);
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    expect(await inTransaction(ctx, (tx) => eraseAccount(tx, id, true))).toBe(true);
    expect(await app.services.database.query(sql`SELECT level FROM member WHERE id = ${id}`)).toEqual([
      { level: null },
    ]);
  });
});
