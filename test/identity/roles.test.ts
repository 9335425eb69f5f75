import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { endPrograms, startIno } from "../support/process.js";

const changing = (name: string, type: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { roles userErrors { code path } } }`;
const GRANT = changing("grantRole", "GrantRoleInput");
const REVOKE = changing("revokeRole", "RevokeRoleInput");
const QUEUE = `{ moderationQueue { totalCount } }`;

// Two services on one database: what changes on the one has changed on the other.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
let admin: Person;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  build = builders(one.services.database.source.manager);
  act = moderating(one, build);
  admin = await act.person(Role.ADMIN);
});
afterEach(endPrograms);
afterAll(async () => {
  await two.end();
  await one.end();
});

const grant = async (by: Person, { id: memberId }: { id: string }, role: string, reason = "Doet al lang mee.") =>
  (await one.ask(GRANT, { input: { memberId, role, reason } }, by.token)).data.grantRole;
const revoke = async (by: Person, { id: memberId }: { id: string }, role: string) =>
  (await one.ask(REVOKE, { input: { memberId, role, reason: "Stopt ermee." } }, by.token)).data.revokeRole;
const rolesOf = async ({ token }: Person) => (await two.ask(`{ viewer { roles } }`, {}, token)).data.viewer.roles;
const mayModerate = async ({ token }: Person, app: TestApp) => (await app.ask(QUEUE, {}, token)).errors === undefined;

describe("a role", () => {
  it("counts from the member's next request on, in every process, with the token that they have", async () => {
    const member = await act.person();
    expect(await mayModerate(member, two)).toBe(false);
    expect(await grant(admin, member, "ORGANISER")).toEqual({ roles: ["MEMBER", "ORGANISER"], userErrors: [] });
    for (const app of [one, two]) expect(await mayModerate(member, app)).toBe(true);
    expect(await revoke(admin, member, "ORGANISER")).toEqual({ roles: ["MEMBER"], userErrors: [] });
    for (const app of [one, two]) expect(await mayModerate(member, app)).toBe(false);
  });

  it("granted or revoked twice counts once, and the trail tells it once", async () => {
    const member = await act.person();
    const answers = await Promise.all([1, 2, 3].map(() => grant(admin, member, "ANALYST")));
    expect(answers).toEqual(Array(3).fill({ roles: ["MEMBER", "ANALYST"], userErrors: [] }));
    expect(await revoke(admin, member, "ORGANISER")).toEqual({ roles: ["MEMBER", "ANALYST"], userErrors: [] });
    const { data } = await one.ask(
      `query ($id: ID!) { auditTrail(filter: {affectedId: $id}) { nodes { action role } } }`,
      { id: member.id },
      admin.token,
    );
    expect(data.auditTrail.nodes).toEqual([{ action: "ROLE_GRANTED", role: "ANALYST" }]);
  });

  it("is given and taken by administrators alone, who are not suspended", async () => {
    const member = await act.person();
    const input = { memberId: member.id, role: "ORGANISER", reason: "x" };
    for (const mutation of [GRANT, REVOKE]) {
      const errors = async (token?: string) => (await one.ask(mutation, { input }, token)).errors;
      expect(await errors()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
      for (const { token } of [member, await act.person(Role.ORGANISER), await act.person(Role.ANALYST)])
        expect(await errors(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    }
    const suspended = await build.buildMember({ roles: [Role.ADMIN], suspendedUntil: new Date(inDays(1)) });
    const answer = await one.ask(GRANT, { input }, await one.tokenOf(suspended.id));
    expect(answer.data.grantRole.userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    expect(await rolesOf(member)).toEqual(["MEMBER"]);
  });

  it("needs a member with an account, and a reason; MEMBER stays with everybody", async () => {
    const nobody = { id: "01890000-0000-7000-8000-000000000000" };
    expect((await grant(admin, nobody, "ANALYST")).userErrors).toEqual([
      { code: "NOT_FOUND", path: ["input", "memberId"] },
    ]);
    const member = await act.person();
    expect((await grant(admin, member, "ANALYST", " ")).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "reason"] },
    ]);
    expect((await revoke(admin, member, "MEMBER")).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "role"] },
    ]);
    await one.services.database.query(sql`UPDATE member SET erased_at = now() WHERE id = ${member.id}`);
    expect((await grant(admin, member, "ANALYST")).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("the role of ADMIN", () => {
  it("is not taken from oneself, so that one is always left", async () => {
    expect(await revoke(admin, admin, "ADMIN")).toEqual({
      roles: null,
      userErrors: [{ code: "NOT_YOURS_TO_DECIDE", path: ["input", "role"] }],
    });
    expect(await rolesOf(admin)).toContain("ADMIN");
  });

  it("stays with one of two who take it from each other at once", async () => {
    for (let round = 1; round <= 5; round++) {
      const [a, b] = [await act.person(Role.ADMIN), await act.person(Role.ADMIN)];
      const ask = (by: Person, of: Person) =>
        one.ask(REVOKE, { input: { memberId: of.id, role: "ADMIN", reason: "x" } }, by.token);
      const answers = await Promise.all([ask(a, b), ask(b, a)]);
      expect(answers.flatMap((answer) => answer.errors ?? [])).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
      const left = [...(await rolesOf(a)), ...(await rolesOf(b))].filter((role) => role === "ADMIN");
      expect(left).toHaveLength(1);
    }
  });
});

describe("the holders of a role", () => {
  it("are listed by name with all their roles, for administrators alone", async () => {
    const LIST = `query ($role: Role!) { roleHolders(role: $role, first: 100) { edges { roles node { id } } } }`;
    const analyst = await act.person(Role.ORGANISER, Role.ANALYST);
    const list = async (role: string) => (await one.ask(LIST, { role }, admin.token)).data.roleHolders.edges;
    expect(await list("ANALYST")).toContainEqual({
      roles: ["MEMBER", "ORGANISER", "ANALYST"],
      node: { id: analyst.id },
    });
    expect(JSON.stringify(await list("ADMIN"))).not.toContain(analyst.id);
    const errors = async (token?: string) => (await one.ask(LIST, { role: "ADMIN" }, token)).errors;
    expect(await errors()).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    for (const { token } of [analyst, await act.person()])
      expect(await errors(token)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("ino token", () => {
  it("grants the roles that are missing, and the trail tells that the operator did it", async () => {
    const member = await act.person(Role.ANALYST);
    const [account] = await one.services.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE member_id = ${member.id}`,
    );
    const env = {
      DATABASE_URL: one.databaseUrl,
      DATA_DIR: one.dataDir,
      AUTH_SECRET: "a secret of thirty-two characters",
    };
    const program = startIno(["token", account!.email, "analyst", "organiser"], env);
    await program.prints(/^ey[\w-]+\.[\w-]+\.[\w-]+$/m);
    expect(await program.exit).toBe(0);
    expect(await rolesOf(member)).toEqual(["MEMBER", "ORGANISER", "ANALYST"]);
    const { data } = await one.ask(
      `query ($id: ID!) { auditTrail(filter: {subjectId: $id}) { nodes { action role actor { id } affected { id } reason } } }`,
      { id: member.id },
      admin.token,
    );
    expect(data.auditTrail.nodes).toEqual([
      {
        action: "ROLE_GRANTED",
        role: "ORGANISER",
        actor: null,
        affected: { id: member.id },
        reason: "Granted by the operator, at the command line.",
      },
    ]);
  });
});
