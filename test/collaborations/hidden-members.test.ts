import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let person: (...roles: Role[]) => Promise<Person>;
let decided: ReturnType<typeof moderating>["decided"];
let reverse: ReturnType<typeof moderating>["reverse"];
let act: ReturnType<typeof requesting>;
beforeAll(async () => {
  app = await testApp();
  ({ person, decided, reverse } = moderating(app, builders(app.services.database.source.manager)));
  act = requesting(app);
});
afterAll(() => app.end());

const hide = ({ id }: Person) =>
  app.services.database.query(sql`UPDATE member SET hidden_at = now() WHERE id = ${id} RETURNING 1`);
const code = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);

describe("a member whom a moderator hid", () => {
  it("asks nobody, and is told to appeal, until the decision is taken back", async () => {
    const [a, b, moderator] = [await person(), await person(), await person(Role.ORGANISER)];
    const decision = await decided(a.id, moderator, "HIDE");
    const refused = await act.ask(a, b.id);
    expect(refused).toMatchObject({ request: null, userErrors: [{ code: "PROFILE_HIDDEN", path: ["input"] }] });
    expect(refused.userErrors[0].message).toMatch(/: appeal against the decision first\.$/);
    expect((await act.requests(b)).totalCount).toBe(0);
    await reverse(moderator, decision.id);
    expect(code(await act.ask(a, b.id))).toEqual([]);
  });

  it("declines what others ask, and does not accept it", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await hide(b);
    expect(await act.node(b, request.id)).toMatchObject({ message: "Zullen we samenwerken?", from: { id: a.id } });
    expect(code(await act.respond(b, request.id, true))).toEqual(["PROFILE_HIDDEN"]);
    expect(await act.respond(b, request.id, false)).toMatchObject({ request: { status: "DECLINED" }, userErrors: [] });
  });

  it("takes back what they asked before", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await hide(a);
    expect(await act.withdraw(a, request.id)).toMatchObject({ request: { status: "WITHDRAWN" }, userErrors: [] });
  });
});

describe("a request of a member who was hidden since", () => {
  it("says nothing to who was asked, wherever it is read, and the same as before to who wrote it and to a moderator", async () => {
    const [a, b, moderator] = [await person(), await person(), await person(Role.ORGANISER)];
    const [asked, askedModerator] = [(await act.ask(a, b.id)).request, (await act.ask(a, moderator.id)).request];
    await hide(a);
    expect(await act.node(b, asked.id)).toEqual({ ...asked, from: null, message: null });
    expect((await act.requests(b)).nodes).toEqual([{ ...asked, from: null, message: null }]);
    expect(await act.node(a, asked.id)).toEqual(asked);
    expect(await act.node(moderator, askedModerator.id)).toEqual(askedModerator);
  });

  it("is declined, not accepted", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await hide(a);
    expect(code(await act.respond(b, request.id, true))).toEqual(["NOT_FOUND"]);
    expect(await act.respond(b, request.id, false)).toMatchObject({
      request: { status: "DECLINED", message: null },
      userErrors: [],
    });
  });
});
