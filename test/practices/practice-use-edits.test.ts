import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person, type UserError } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
let sharer: Person;
let user: Person;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
  [sharer, user] = [await on.person(), await on.person()];
});
afterAll(() => app.end());

const USE = "id place result wouldUseAgain usedOn recordedAt editedAt version practice { id }";
const edit = (by: Person, input: object) => on.mutate("editPracticeUse", by, input, `use { ${USE} }`);
const refused = async (by: Person, input: object): Promise<UserError[]> => (await edit(by, input)).userErrors;
/** A use that `user` recorded, with its practice. */
const recorded = async (input: object = {}) => {
  const { id: practiceId } = await on.share(sharer);
  const { use } = await on.use(user, practiceId, { place: "Stad Gent", usedOn: "2026-02-28", ...input });
  return { practiceId, id: use.id as string };
};
const seen = async (id: string, by?: Person) =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { ... on PracticeUse { ${USE} } } }`, { id }, by?.token)).data.node;

describe("a member edits a use that they recorded", () => {
  it("and what they say nothing of stays, null clears, and everybody sees when", async () => {
    const { id, practiceId } = await recorded();
    expect(await seen(id)).toMatchObject({ version: 1, editedAt: null });
    const { use } = await edit(user, { id, version: 1, result: " Het werkte toch niet. ", wouldUseAgain: false });
    expect(use).toMatchObject({
      ...{ place: "Stad Gent", usedOn: "2026-02-28", result: "Het werkte toch niet.", wouldUseAgain: false },
      ...{ version: 2, editedAt: expect.any(String), practice: { id: practiceId } },
    });
    const cleared = (await edit(user, { id, version: 2, place: null, usedOn: null })).use;
    expect(cleared).toMatchObject({ place: null, usedOn: null, result: "Het werkte toch niet.", version: 3 });
    for (const by of [undefined, sharer]) expect(await seen(id, by)).toEqual(cleared);
    expect(
      await app.services.database.query(
        sql`SELECT data FROM event WHERE kind = 'practice.use-edited' AND subject_id = ${id}`,
      ),
    ).toEqual(Array(2).fill({ data: { practiceId, usedById: user.id } }));
  });

  it("on the version that they read, one of two who edit at the same time", async () => {
    const { id } = await recorded();
    const answers = await Promise.all(["een", "twee", "drie"].map((result) => edit(user, { id, version: 1, result })));
    const errors = answers.flatMap(({ userErrors }) => userErrors as UserError[]);
    expect(errors).toMatchObject(Array(2).fill({ code: "STALE_VERSION", currentVersion: 2 }));
    expect((await seen(id)).result).toBe(answers.find(({ use }) => use !== null).use.result);
  });

  it("and nobody else's; the sharer of the practice and organisers neither", async () => {
    const { id } = await recorded();
    for (const by of [sharer, await on.organiser()])
      expect(await refused(by, { id, version: 1, result: "x" })).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "id"] },
      ]);
    for (const unknown of ["onzin", user.id])
      expect(await refused(user, { id: unknown, version: 1 })).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await seen(id)).toMatchObject({ version: 1 });
  });

  it("and is told what is wrong with it by field", async () => {
    const { id } = await recorded();
    const wrong: [object, string, string][] = [
      [{ result: null }, "REQUIRED", "result"],
      [{ result: " " }, "REQUIRED", "result"],
      [{ result: "x".repeat(5_001) }, "TOO_LONG", "result"],
      [{ wouldUseAgain: null }, "REQUIRED", "wouldUseAgain"],
      [{ place: "twee\nregels" }, "INVALID_CHARACTER", "place"],
      [{ usedOn: "30/11/2026" }, "INVALID_FORMAT", "usedOn"],
      [{ usedOn: "1899-12-31" }, "OUT_OF_RANGE", "usedOn"],
    ];
    for (const [fields, problem, field] of wrong)
      expect([fields, await refused(user, { id, version: 1, ...fields })]).toEqual([
        fields,
        [{ code: "INVALID_INPUT", problem, path: ["input", field] }],
      ]);
    await app.services.database.query(
      sql`UPDATE member SET suspended_until = now() + interval '1 day' WHERE id = ${user.id}`,
    );
    expect(await refused(user, { id, version: 1, result: "x" })).toMatchObject([{ code: "SUSPENDED" }]);
    await app.services.database.query(sql`UPDATE member SET suspended_until = NULL WHERE id = ${user.id}`);
  });

  it("also when the practice was withdrawn since, or is at the same time", async () => {
    const { id, practiceId } = await recorded();
    const [{ userErrors }] = await Promise.all([
      edit(user, { id, version: 1, result: "Zonder de naam van de straat." }),
      on.done("withdrawPractice", sharer, { id: practiceId }),
    ]);
    expect(userErrors).toEqual([]);
    expect((await edit(user, { id, version: 2, place: null })).use).toMatchObject({ practice: null, version: 3 });
    expect(await seen(id)).toBeNull();
  });
});
