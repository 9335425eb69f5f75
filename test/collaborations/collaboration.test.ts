import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { CollaborationStage } from "../../src/domains/collaborations/collaboration.entity.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const UPDATE = `mutation ($input: UpdateCollaborationInput!) { updateCollaboration(input: $input) {
  collaboration { id stage outcome version viewerCanEdit }
  userErrors { code path message ... on StaleVersionError { currentVersion } } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: () => Promise<Person>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
});
afterAll(() => app.end());

const update = async ({ token }: Person, input: object) =>
  (await app.ask(UPDATE, { input }, token)).data.updateCollaboration;
const read = async (id: string, token?: string) =>
  (
    await app.ask(
      `query ($id: ID!) { node(id: $id) { ... on Collaboration { stage outcome version viewerCanEdit } } }`,
      { id },
      token,
    )
  ).data.node;
const eventsOf = async (id: string) =>
  (await app.services.events.after(0, ["collaboration.staged", "collaboration.outcome"], 10_000))
    .filter((event) => event.subjectId === id)
    .map(({ kind, data }) => ({ kind, data }));

describe("a collaboration", () => {
  it("is brought by its members from stage to stage to an outcome, which everybody reads; the log hears of each step", async () => {
    const [a, b] = [await person(), await person()];
    const { id } = await build.buildCollaboration([a, b]);
    expect(await update(a, { id, version: 1, stage: "EXPERIMENT" })).toEqual({
      collaboration: { id, stage: "EXPERIMENT", outcome: null, version: 2, viewerCanEdit: true },
      userErrors: [],
    });
    await update(b, { id, version: 2, stage: "SCALED", outcome: " In drie gemeenten " });
    expect(await read(id)).toEqual({ stage: "SCALED", outcome: "In drie gemeenten", version: 3, viewerCanEdit: false });
    await update(a, { id, version: 3, outcome: null });
    expect(await read(id, b.token)).toEqual({ stage: "SCALED", outcome: null, version: 4, viewerCanEdit: true });
    expect(await eventsOf(id)).toEqual([
      { kind: "collaboration.staged", data: { stage: "EXPERIMENT" } },
      { kind: "collaboration.staged", data: { stage: "SCALED" } },
      { kind: "collaboration.outcome", data: { told: true } },
      { kind: "collaboration.outcome", data: { told: false } },
    ]);
  });

  it("keeps what an edit leaves out, and tells the log nothing when nothing changes", async () => {
    const a = await person();
    const { id } = await build.buildCollaboration([a], { stage: CollaborationStage.EXPERIMENT, outcome: "Loopt" });
    expect((await update(a, { id, version: 1, stage: "EXPERIMENT", outcome: "Loopt" })).userErrors).toEqual([]);
    expect((await update(a, { id, version: 2 })).collaboration).toMatchObject({
      stage: "EXPERIMENT",
      outcome: "Loopt",
    });
    expect(await eventsOf(id)).toEqual([]);
  });

  it("goes to the stages that may follow, and to no other", async () => {
    const [a, b] = [await person(), await person()];
    const stages = Object.values(CollaborationStage);
    const possible: string[] = [];
    for (const from of stages)
      for (const to of stages) {
        const { id } = await build.buildCollaboration([a, b], { stage: from });
        const { collaboration, userErrors } = await update(a, { id, version: 1, stage: to });
        if (collaboration) possible.push(`${from} ${collaboration.stage}`);
        else expect(userErrors).toMatchObject([{ code: "INVALID_INPUT", path: ["input", "stage"] }]);
      }
    expect(possible).toEqual([
      "EXPLORING EXPLORING",
      "EXPLORING EXPERIMENT",
      "EXPLORING STOPPED",
      "EXPERIMENT EXPLORING",
      "EXPERIMENT EXPERIMENT",
      "EXPERIMENT SCALED",
      "EXPERIMENT STOPPED",
      "SCALED SCALED",
      "SCALED STOPPED",
      "STOPPED EXPLORING",
      "STOPPED EXPERIMENT",
      "STOPPED STOPPED",
    ]);
  });

  it("takes one of several edits that were made on the same version", async () => {
    const [a, b] = [await person(), await person()];
    const { id } = await build.buildCollaboration([a, b]);
    const answers = await Promise.all(
      [a, b, a, b].map((one, n) => update(one, { id, version: 1, outcome: `Uitkomst ${n}` })),
    );
    const refused = answers.flatMap(({ userErrors }) => userErrors);
    expect(refused).toHaveLength(3);
    for (const error of refused) expect(error).toMatchObject({ code: "STALE_VERSION", currentVersion: 2 });
    expect((await read(id)).version).toBe(2);
  });

  it("is changed by its members who take part, to others it is not theirs", async () => {
    const [a, other] = [await person(), await person()];
    const { id } = await build.buildCollaboration([a]);
    expect([(await read(id, a.token)).viewerCanEdit, (await read(id, other.token)).viewerCanEdit]).toEqual([
      true,
      false,
    ]);
    for (const wrong of [id, "geen id"])
      expect(await update(other, { id: wrong, version: 1, stage: "STOPPED" })).toMatchObject({
        collaboration: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "id"] }],
      });
    const { errors } = await app.ask(UPDATE, { input: { id, version: 1 } });
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    await app.services.database.query(
      sql`UPDATE member SET suspended_until = ${new Date(inDays(1))} WHERE id = ${a.id}`,
    );
    expect((await update(a, { id, version: 1, stage: "STOPPED" })).userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    expect(await read(id)).toMatchObject({ stage: "EXPLORING", version: 1 });
  });

  it("takes texts that say something, and a stage that is one", async () => {
    const a = await person();
    const { id } = await build.buildCollaboration([a]);
    for (const [fields, field] of [
      [{ outcome: " " }, "outcome"],
      [{ outcome: "x".repeat(5_001) }, "outcome"],
      [{ stage: null }, "stage"],
    ] as const)
      expect((await update(a, { id, version: 1, ...fields })).userErrors).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", field] },
      ]);
  });
});
