import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const TRAIL = `query ($filter: AuditFilter) { auditTrail(filter: $filter, first: 100) { totalCount nodes {
  id action subjectKind subjectId subject { id } actor { id } affected { id } role decisionKind suspendedUntil decision { id } reason occurredAt } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
let admin: Person;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  act = moderating(app, build);
  admin = await act.person(Role.ADMIN);
  organiser = await act.person(Role.ORGANISER);
});
afterAll(() => app.end());

const trail = async (filter: object) => (await app.ask(TRAIL, { filter }, admin.token)).data.auditTrail.nodes;
const role = (name: string, member: Person) =>
  app.ask(
    `mutation ($id: ID!) { ${name}(input: {memberId: $id, role: ANALYST, reason: "Om de cijfers."}) { roles } }`,
    { id: member.id },
    admin.token,
  );

describe("the audit trail", () => {
  it("tells who did what to whom, when and why, the newest first", async () => {
    const author = await act.person();
    const idea = await build.buildIdea({ authorId: author.id });
    const decision = await act.decided(idea.id, organiser, "HIDE_AND_SUSPEND", { suspendedUntil: inDays(2) });
    const { data } = await app.ask(
      `mutation ($id: ID!) { leaveMessage(input: {body: "Waarom?", appealsDecisionId: $id}) { message { id } } }`,
      { id: decision.id },
      author.token,
    );
    const messageId = data.leaveMessage.message.id as string;
    await app.ask(
      `mutation ($id: ID!) { handleMessage(input: {id: $id, note: "Ze heeft gelijk."}) { message { id } } }`,
      { id: messageId },
      admin.token,
    );
    await act.reverse(organiser, decision.id);
    await role("grantRole", author);
    await role("revokeRole", author);

    const nothing = { role: null, decisionKind: null, suspendedUntil: null, decision: null };
    const aboutAuthor = { affected: { id: author.id }, occurredAt: expect.any(String) as unknown };
    const aboutIdea = {
      ...aboutAuthor,
      ...nothing,
      subjectKind: "IDEA",
      subjectId: idea.id,
      subject: { id: idea.id },
      actor: { id: organiser.id },
      decisionKind: "HIDE_AND_SUSPEND",
      suspendedUntil: decision.suspendedUntil as string,
      decision: { id: decision.id as string },
    };
    const aboutRole = {
      ...aboutAuthor,
      ...nothing,
      subjectKind: "MEMBER",
      subjectId: author.id,
      actor: { id: admin.id },
      role: "ANALYST",
      reason: "Om de cijfers.",
    };
    expect(await trail({ affectedId: author.id })).toMatchObject([
      { action: "ROLE_REVOKED", ...aboutRole },
      { action: "ROLE_GRANTED", ...aboutRole },
      { action: "DECISION_REVERSED", ...aboutIdea, reason: "Het was een vergissing." },
      {
        action: "MESSAGE_HANDLED",
        ...aboutAuthor,
        ...nothing,
        subjectKind: "MESSAGE",
        subject: { id: messageId },
        decision: { id: decision.id },
        reason: "Ze heeft gelijk.",
      },
      { action: "CASE_DECIDED", ...aboutIdea, reason: "Omdat het moet." },
    ]);
  });

  it("has one entry a host for a gathering, and one for what is nobody's; also for dismissals", async () => {
    const hosted = await build.buildGathering({ hosts: [await build.buildMember(), await build.buildMember()] });
    const nobodys = await build.buildGathering();
    for (const [{ id }, count] of [
      [hosted, 2],
      [nobodys, 1],
    ] as const) {
      await act.decided(id, organiser, "DISMISS");
      const entries = await trail({ subjectId: id });
      expect(entries).toHaveLength(count);
      expect(entries[0]).toMatchObject({ action: "CASE_DECIDED", decisionKind: "DISMISS" });
    }
  });

  it("is filtered by actor, subject, sort and time", async () => {
    const [a, b] = [await act.person(), await act.person()];
    await role("grantRole", a);
    await role("revokeRole", a);
    await role("grantRole", b);
    const [entry] = await trail({ subjectId: b.id });
    const actions = async (filter: object) =>
      (await trail({ subjectId: a.id, ...filter })).map(({ action }: { action: string }) => action);
    expect(await actions({})).toEqual(["ROLE_REVOKED", "ROLE_GRANTED"]);
    expect(await actions({ actions: ["ROLE_GRANTED"], actorId: admin.id })).toEqual(["ROLE_GRANTED"]);
    expect(await actions({ actorId: organiser.id })).toEqual([]);
    expect(await actions({ subjectId: "geen id" })).toEqual([]);
    const { occurredAt, id } = entry as { occurredAt: string; id: string };
    const ids = async (filter: object) => (await trail(filter)).map((found: { id: string }) => found.id);
    expect(await ids({ from: occurredAt })).toContain(id);
    expect(await ids({ until: occurredAt })).not.toContain(id);
  });

  it("is for administrators alone, its entries as nodes too", async () => {
    const member = await act.person();
    await role("grantRole", member);
    const [{ id }] = await trail({ subjectId: member.id });
    const node = async (token?: string) =>
      (await app.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, token)).data.node;
    const errors = async (token?: string) => (await app.ask(TRAIL, {}, token)).errors;
    expect(await node(admin.token)).toEqual({ id });
    expect(await errors()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const token of [member.token, organiser.token, (await act.person(Role.ANALYST)).token]) {
      expect(await errors(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
      expect(await node(token)).toBeNull();
    }
    expect(await node()).toBeNull();
  });

  it("is only added to: the database refuses to change or delete an entry, but for the words about somebody who is erased", async () => {
    const member = await act.person();
    await role("grantRole", member);
    const run = (statement: string) => app.services.database.source.query(statement);
    const only = `WHERE subject_id = '${member.id}'`;
    const refused = [
      `UPDATE audit_entry SET reason = 'Anders.' ${only}`,
      `UPDATE audit_entry SET actor_id = NULL ${only}`,
      `UPDATE audit_entry SET reason = NULL, occurred_at = now() ${only}`,
      `UPDATE audit_entry SET reason = NULL, detail = '{}' ${only}`,
      `DELETE FROM audit_entry ${only}`,
      `TRUNCATE audit_entry`,
    ];
    for (const statement of refused) await expect(run(statement)).rejects.toThrow("only added to");
    const before = await trail({ subjectId: member.id });
    await run(`UPDATE audit_entry SET reason = NULL ${only}`);
    expect(await trail({ subjectId: member.id })).toEqual([{ ...before[0], reason: null }]);
  });
});
