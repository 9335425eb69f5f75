import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { CollaborationStage } from "../../src/domains/collaborations/collaboration.entity.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { requesting } from "./requesting.js";

const LEAVE = `mutation ($input: LeaveCollaborationInput!) { leaveCollaboration(input: $input) {
  collaboration { id stage version viewerCanEdit members { id } } userErrors { code path message } } }`;
const UPDATE = `mutation ($input: UpdateCollaborationInput!) { updateCollaboration(input: $input) {
  collaboration { stage } userErrors { code path message } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: () => Promise<Person>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
});
afterAll(() => app.end());

const leave = async ({ token }: Person, collaborationId: string) =>
  (await app.ask(LEAVE, { input: { collaborationId } }, token)).data.leaveCollaboration;
const update = async ({ token }: Person, input: object) =>
  (await app.ask(UPDATE, { input }, token)).data.updateCollaboration;
const eventsOf = async (id: string) =>
  (await app.services.events.after(0, ["collaboration.left", "collaboration.staged"], 10_000))
    .filter((event) => event.subjectId === id)
    .map(({ kind, data }) => ({ kind, data }));

describe("leaving a collaboration", () => {
  it("lets the others go on, as it was, and tells the log who left", async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    const { id } = await build.buildCollaboration([a, b, c], { stage: CollaborationStage.EXPERIMENT });
    expect(await leave(a, id)).toEqual({
      collaboration: {
        id,
        stage: "EXPERIMENT",
        version: 2,
        viewerCanEdit: false,
        members: expect.arrayContaining([{ id: b.id }, { id: c.id }]),
      },
      userErrors: [],
    });
    expect(await eventsOf(id)).toEqual([{ kind: "collaboration.left", data: { memberId: a.id } }]);
    expect((await update(b, { id, version: 2, stage: "SCALED" })).userErrors).toEqual([]);
    expect((await update(a, { id, version: 3, stage: "STOPPED" })).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("stops it when fewer than two are left, for good", async () => {
    const [a, b] = [await person(), await person()];
    const { id } = await build.buildCollaboration([a, b]);
    expect((await leave(a, id)).collaboration).toMatchObject({ stage: "STOPPED", members: [{ id: b.id }] });
    expect(await eventsOf(id)).toEqual([
      { kind: "collaboration.left", data: { memberId: a.id } },
      { kind: "collaboration.staged", data: { stage: "STOPPED" } },
    ]);
    const refused = await update(b, { id, version: 2, stage: "EXPLORING" });
    expect(refused.userErrors).toMatchObject([{ code: "INVALID_INPUT", path: ["input", "stage"] }]);
    expect((await update(b, { id, version: 2, outcome: "Een verslag" })).userErrors).toEqual([]);
    expect((await leave(b, id)).collaboration).toMatchObject({ stage: "STOPPED", members: [] });
    expect(await eventsOf(id)).toHaveLength(3);
  });

  it("does not count former members among those left", async () => {
    const [a, b] = [await person(), await person()];
    const former = await build.buildMember({ erasedAt: new Date() });
    const { id } = await build.buildCollaboration([a, b, former]);
    expect((await leave(a, id)).collaboration.stage).toBe("STOPPED");
  });

  it("stops it once when the last two leave at once", async () => {
    const [a, b] = [await person(), await person()];
    const { id } = await build.buildCollaboration([a, b]);
    const answers = await Promise.all([leave(a, id), leave(b, id)]);
    expect(answers.map(({ collaboration }) => collaboration.version).sort()).toEqual([2, 3]);
    expect((await eventsOf(id)).filter(({ kind }) => kind === "collaboration.staged")).toHaveLength(1);
  });

  it("makes an edit stale that was made on the version before", async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    const { id } = await build.buildCollaboration([a, b, c]);
    await leave(a, id);
    expect((await update(b, { id, version: 1, stage: "EXPERIMENT" })).userErrors).toMatchObject([
      { code: "STALE_VERSION" },
    ]);
  });

  it("is for who takes part: to others, and done twice, there is nothing to leave", async () => {
    const [a, b, other] = [await person(), await person(), await person()];
    const { id } = await build.buildCollaboration([a, b]);
    await leave(a, id);
    for (const [who, which] of [
      [other, id],
      [a, id],
      [b, "geen id"],
    ] as const)
      expect(await leave(who, which)).toMatchObject({
        collaboration: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "collaborationId"] }],
      });
    expect((await eventsOf(id)).filter(({ kind }) => kind === "collaboration.left")).toHaveLength(1);
    const { errors } = await app.ask(LEAVE, { input: { collaborationId: id } });
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });

  it("is for a suspended member too", async () => {
    const [a, b] = [await person(), await person()];
    const { id } = await build.buildCollaboration([a, b]);
    await app.services.database.query(
      sql`UPDATE member SET suspended_until = ${new Date(inDays(1))} WHERE id = ${a.id}`,
    );
    expect((await leave(a, id)).userErrors).toEqual([]);
  });

  it("ends the tie: the two are suggested to each other again, and may ask each other anew", async () => {
    const theme = await build.buildTheme();
    const [a, b] = [
      await build.buildMember({ interests: [[theme]] }),
      await build.buildMember({ interests: [[theme]] }),
    ].map((member) => ({ ...member, token: "" })) as [Person, Person];
    for (const one of [a, b]) one.token = await app.tokenOf(one.id);
    const suggested = async (): Promise<string[]> => {
      await app.caughtUp();
      const { data } = await app.ask(`{ viewer { suggestedCollaborators { member { id } } } }`, {}, a.token);
      return data.viewer.suggestedCollaborators.map(({ member }: { member: { id: string } }) => member.id);
    };
    const { id } = await build.buildCollaboration([a, b]);
    expect(await suggested()).toEqual([]);
    await leave(b, id);
    expect(await suggested()).toEqual([b.id]);
    expect((await requesting(app).ask(a, b.id)).userErrors).toEqual([]);
  });
});
