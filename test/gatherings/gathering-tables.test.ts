import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Role } from "../../src/core/access/role.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { Sector } from "../../src/domains/organisations/sector.enum.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const TABLES = `query ($id: ID!, $size: Int) { gathering(id: $id) { tables(size: $size) { seats members { id name } sharedThemes { slug } } } }`;

interface Table {
  seats: number;
  members: { id: string; name: string }[];
  sharedThemes: { slug: string }[];
}

let app: TestApp;
let build: ReturnType<typeof builders>;
let host: Member;
let gathering: Gathering;
let themes: Theme[];
let going: Member[];

beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  themes = [await build.buildTheme("zorg"), await build.buildTheme("water"), await build.buildTheme("wonen")];
  host = await build.buildMember({ name: "Hanne" });
  gathering = await build.buildGathering({ hosts: [host] });
  going = [];
  // Whoever shares a theme is of another organisation.
  const organisations = [await build.buildOrganisation(), await build.buildOrganisation()];
  for (let n = 0; n < 6; n++) {
    const member = await build.buildMember({
      name: `Lid ${String.fromCharCode(90 - n)}`,
      organisationId: organisations[n % 2]!.id,
      sector: Object.values(Sector)[n]!,
      interests: [[themes[Math.floor(n / 2)]!]],
    });
    going.push(member);
    await build.buildRegistration({ gatheringId: gathering.id, memberId: member.id });
  }
});
afterAll(() => app.end());

const tables = async (caller: Member | null, id = gathering.id, size: number | null = 2): Promise<Table[] | null> => {
  const { data, errors } = await app.ask(TABLES, { id, size }, caller ? await app.tokenOf(caller.id) : undefined);
  expect(errors).toBeUndefined();
  return data.gathering.tables as Table[] | null;
};

describe("the tables of a gathering", () => {
  it("bring together who shares a theme, and name who sits there and what they share", async () => {
    const found = (await tables(host))!;
    const byTheme = found.sort((a, b) => (a.sharedThemes[0]!.slug < b.sharedThemes[0]!.slug ? -1 : 1));
    expect(byTheme).toEqual(
      [
        [2, 3, "water"],
        [4, 5, "wonen"],
        [0, 1, "zorg"],
      ].map(([one, other, slug]) => ({
        seats: 2,
        // By name, which is against the order in which they registered.
        members: [going[other as number], going[one as number]].map((member) => ({
          id: member!.id,
          name: member!.name,
        })),
        sharedThemes: [{ slug }],
      })),
    );
  });

  it("have six seats unless told otherwise, 2 to 12", async () => {
    expect((await tables(host, gathering.id, null))!.map(({ seats }) => seats)).toEqual([6]);
    expect((await tables(host, gathering.id, 5))!.map(({ seats }) => seats)).toEqual([3, 3]);
    for (const size of [1, 13, -1]) {
      const { data, errors } = await app.ask(TABLES, { id: gathering.id, size }, await app.tokenOf(host.id));
      expect(data.gathering.tables).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", argument: "size" } }]);
    }
  });

  it("are there for its hosts and moderators alone", async () => {
    const otherHost = await build.buildMember();
    await build.buildGathering({ hosts: [otherHost] });
    for (const stranger of [null, going[0]!, otherHost, await build.buildMember({ roles: [Role.ANALYST] })])
      expect(await tables(stranger)).toBeNull();
    for (const role of [Role.ORGANISER, Role.ADMIN])
      expect(await tables(await build.buildMember({ roles: [role] }))).toHaveLength(3);
  });

  it("seat who goes: nobody who waits, has cancelled or has left, also who keeps attendance to themselves", async () => {
    const { id } = await build.buildGathering({ hosts: [host] });
    const discreet = await build.buildMember({ shareAttendance: false });
    const left = await build.buildMember({ erasedAt: new Date() });
    for (const member of [discreet, left]) await build.buildRegistration({ gatheringId: id, memberId: member.id });
    for (const status of [RegistrationStatus.WAITLISTED, RegistrationStatus.CANCELLED])
      await build.buildRegistration({ gatheringId: id, status });
    expect(await tables(host, id)).toMatchObject([{ seats: 1, members: [{ id: discreet.id }], sharedThemes: [] }]);
  });

  it("are none when nobody goes", async () => {
    expect(await tables(host, (await build.buildGathering({ hosts: [host] })).id)).toEqual([]);
  });

  it("are the same for all hosts; whom a host may not see has a seat and no name", async () => {
    const [one, two] = [await build.buildMember(), await build.buildMember()];
    const { id } = await build.buildGathering({ hosts: [one, two] });
    const [known, blocker] = [await build.buildMember(), await build.buildMember()];
    for (const member of [known, blocker]) await build.buildRegistration({ gatheringId: id, memberId: member.id });
    await app.services.database.source.manager.insert(Block, {
      blockerId: blocker.id,
      blockedId: one.id,
      blockedAt: new Date(),
    });
    const names = async (caller: Member) =>
      (await tables(caller, id))!.map(({ seats, members }) => [seats, members.map((member) => member.id).sort()]);
    expect(await names(one)).toEqual([[2, [known.id]]]);
    expect(await names(two)).toEqual([[2, [known.id, blocker.id].sort()]]);
  });

  it("keep apart two of whom one blocked the other", async () => {
    const { id } = await build.buildGathering({ hosts: [host] });
    const [a, b] = await Promise.all(
      [0, 1].map(() => build.buildMember({ interests: themes.map((theme) => [theme]) })),
    );
    for (const { id: memberId } of [a!, b!, await build.buildMember(), await build.buildMember()])
      await build.buildRegistration({ gatheringId: id, memberId });
    const together = async () =>
      (await tables(host, id))!.some(
        ({ members }) => members.filter((m) => m.id === a!.id || m.id === b!.id).length > 1,
      );
    expect(await together()).toBe(true);
    await app.services.database.source.manager.insert(Block, {
      blockerId: b!.id,
      blockedId: a!.id,
      blockedAt: new Date(),
    });
    expect(await together()).toBe(false);
  });

  it("are made for 2,000 participants at most", async () => {
    const { id } = await build.buildGathering({ hosts: [host], startsAt: new Date("2020-01-01T10:00:00Z") });
    const register = (from: number, to: number) =>
      app.services.database.query(sql`
        WITH made AS (
          INSERT INTO member (id, name, joined_at)
          SELECT md5(${id} || n)::uuid, 'Lid', now() FROM generate_series(${from}::int, ${to}::int) n RETURNING id
        )
        INSERT INTO registration (id, gathering_id, member_id, status, registered_at)
        SELECT made.id, ${id}, made.id, 'GOING', now() FROM made`);
    const SEATS = `query ($id: ID!) { gathering(id: $id) { tables(size: 12) { seats } } }`;
    await register(1, 2_000);
    const full = await app.ask(SEATS, { id }, await app.tokenOf(host.id));
    expect(full.data.gathering.tables).toHaveLength(Math.ceil(2_000 / 12));
    await register(2_001, 2_001);
    const over = await app.ask(SEATS, { id }, await app.tokenOf(host.id));
    expect(over.data.gathering.tables).toBeNull();
    expect(over.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("of all gatherings of a page come in one statement, with their members and themes in one each", async () => {
    for (let n = 0; n < 3; n++) {
      const { id } = await build.buildGathering({ hosts: [host] });
      for (const member of going) await build.buildRegistration({ gatheringId: id, memberId: member.id });
    }
    const token = await app.tokenOf(host.id);
    await app.caughtUp();
    const statements = await app.statements.ofRequests(async () => {
      const { errors } = await app.ask(
        `{ gatherings(first: 5) { nodes { tables { seats members { name } sharedThemes { slug } } } } }`,
        {},
        token,
      );
      expect(errors).toBeUndefined();
    });
    // The page, its hosts, the caller's roles, who goes and the members; the themes are in memory.
    expect({ count: statements.length, statements }).toMatchObject({ count: 5 });
  });

  it("cost what they hold: a list of them counts as 34, with 6 members each", async () => {
    const ask = (first: number) =>
      app.ask(`{ gatherings(first: ${first}) { nodes { tables { members { name } } } } }`, {}, undefined);
    expect((await ask(80)).errors).toBeUndefined();
    expect((await ask(90)).errors).toMatchObject([{ extensions: { code: "OPERATION_TOO_COSTLY" } }]);
  });
});
