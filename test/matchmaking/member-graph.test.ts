import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Registration } from "../../src/domains/gatherings/registrations/registration.entity.js";
import { appendEvents } from "../support/append-events.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { Sector } from "../../src/domains/organisations/sector.enum.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import type { Relation } from "../../src/core/collections/csr-adjacency.js";
import type { MemberGraph } from "../../src/domains/matchmaking/graph/member-graph.js";
import { loadMemberGraph } from "../../src/domains/matchmaking/graph/member-graph.reads.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { numbers } from "./plain-network.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

/** All ties by ids, of those who have any. */
function told(ties: MemberGraph): Record<string, unknown> {
  const row = (relation: Relation, number: number, idOf: (item: number) => string): string[] => {
    const items: string[] = [];
    relation.each(number, (item) => items.push(idOf(item)));
    return items.sort();
  };
  const member = (number: number): string => ties.members.idOf(number);
  const everybody = Array.from({ length: ties.members.size }, (_, number) => {
    const organisation = ties.organisationOf(number);
    const held = {
      organisation: organisation < 0 ? null : ties.organisations.idOf(organisation),
      sector: ties.sectorOf(number),
      collaborators: row(ties.collaborators, number, member),
      gatherings: row(ties.gatheringsOf, number, (gathering) => ties.gatherings.idOf(gathering)),
    };
    return [member(number), held] as const;
  });
  const rows = (count: number, relation: Relation, idOf: (row: number) => string): [string, string[]][] =>
    Array.from({ length: count }, (_, number): [string, string[]] => [
      idOf(number),
      row(relation, number, member),
    ]).filter(([, members]) => members.length > 0);
  return {
    members: Object.fromEntries(
      everybody.filter(
        ([, { organisation, sector, collaborators, gatherings }]) =>
          organisation !== null || sector >= 0 || collaborators.length + gatherings.length > 0,
      ),
    ),
    attendees: Object.fromEntries(rows(ties.gatherings.size, ties.attendees, (row) => ties.gatherings.idOf(row))),
    colleagues: Object.fromEntries(
      rows(ties.organisations.size, ties.colleagues, (row) => ties.organisations.idOf(row)),
    ),
  };
}

describe("what ties members together", () => {
  it("is in the memory of a process what it is in the database, however it changes", async () => {
    const below = numbers(3);
    const { manager } = app.services.database.source;
    const organisations = await Promise.all(Array.from({ length: 4 }, () => build.buildOrganisation()));
    const gatherings = await Promise.all(Array.from({ length: 6 }, () => build.buildGathering()));
    const members: Member[] = [];
    for (let n = 0; n < 40; n++)
      members.push(await build.buildMember({ organisationId: below(3) === 0 ? null : organisations[below(4)]!.id }));
    const some = (): Member => members[below(members.length)]!;
    const announce = (kind: "member.updated" | "member.erased", { id }: Member): Promise<void> =>
      appendEvents(manager, [{ kind, subjectId: id, data: {} }]);
    const changes: (() => Promise<unknown>)[] = [
      async () => {
        const [one, other] = [some(), some()];
        if (one === other) return;
        const { id } = await build.buildCollaboration([one, other]);
        await appendEvents(manager, [
          { kind: "collaboration.started", subjectId: id, data: { memberIds: [one.id, other.id], ideaId: null } },
        ]);
      },
      async () => {
        const [member, gathering] = [some(), gatherings[below(6)]!];
        const key = { memberId: member.id, gatheringId: gathering.id };
        const status = below(3) === 0 ? RegistrationStatus.CANCELLED : RegistrationStatus.GOING;
        if (await manager.existsBy(Registration, key)) await manager.update(Registration, key, { status });
        else await build.buildRegistration({ ...key, status });
        await appendEvents(manager, [
          { kind: "registration.changed", subjectId: gathering.id, data: { ...key, status } },
        ]);
      },
      async () => {
        const member = some();
        const sector = below(2) === 0 ? null : Object.values(Sector)[below(6)]!;
        const organisationId = below(3) === 0 ? null : organisations[below(4)]!.id;
        await manager.update(Member, { id: member.id }, { sector, organisationId, shareAttendance: below(4) > 0 });
        await announce("member.updated", member);
      },
      async () => {
        if (below(6) > 0) return;
        const member = some();
        await manager.update(Member, { id: member.id }, { erasedAt: new Date() });
        await announce("member.erased", member);
      },
    ];
    for (let round = 0; round < 12; round++) {
      for (let n = 0; n < 20; n++) await changes[below(changes.length)]!();
      await app.caughtUp();
      expect(told(app.services.memberGraph.graph)).toEqual(told(await loadMemberGraph(app.databaseUrl)));
    }
    expect(Object.keys(told(app.services.memberGraph.graph).members as object).length).toBeGreaterThan(20);
  });

  it("is read anew, as a whole, after an import", async () => {
    const [one, other] = [await build.buildMember(), await build.buildMember()];
    await build.buildCollaboration([one, other]);
    await appendEvents(app.services.database.source.manager, [
      { kind: "network.imported", subjectId: null, data: { source: "test", file: "collaborations.csv", rows: 1 } },
    ]);
    await app.caughtUp();
    expect(told(app.services.memberGraph.graph).members).toMatchObject({ [one.id]: { collaborators: [other.id] } });
  });
});
