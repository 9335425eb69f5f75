import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { organising } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
});
afterAll(() => app.end());

const namesLike = (pattern: string) =>
  app.services.database.query<{ name: string }>(sql`SELECT name FROM organisation WHERE name ILIKE ${pattern}`);

describe("the organisation that a member gives", () => {
  it.each(["Stad Liège", "STAD LIEGE", "  stad   liège ", "Stad Lie\u0300ge", "Stad Liège (OVO000777)"])(
    "is the one that is there, as %s",
    async (text) => {
      const [known] = await app.services.database.query<{ id: string }>(
        sql`SELECT id FROM organisation WHERE name = 'Stad Liège'`,
      );
      const id = known?.id ?? (await on.organisation({ name: "Stad Liège" })).id;
      expect(await on.join(await on.person(), text)).toBe(id);
    },
  );

  it("is found by its code, however that is written, alone or beside another name", async () => {
    const { id } = await on.organisation({
      name: "Departement Omgeving",
      codes: ["OVO003323", "0316380841", "OV:36031"],
    });
    for (const text of [
      "ovo003323",
      "OVO 003323",
      "BE 0316.380.841",
      "316380841",
      "ov:36031",
      "LNE (OVO003323)",
      "(OVO003323)",
    ])
      expect([text, await on.join(await on.person(), text)]).toEqual([text, id]);
    expect(await namesLike("LNE%")).toEqual([]);
  });

  it("is no KBO number with wrong check digits, nor a code that nobody has", async () => {
    const member = await on.person();
    expect(await on.refused("updateProfile", member, { organisation: "BE 0316.380.842" })).toEqual([
      {
        ...{ code: "INVALID_INPUT", path: ["input", "organisation"], problem: "INVALID_FORMAT" },
        message: expect.stringContaining("its last two digits do not fit"),
      },
    ]);
    expect(await on.refused("updateProfile", member, { organisation: "OVO123456" })).toEqual([
      {
        ...{ code: "INVALID_INPUT", path: ["input", "organisation"], problem: "UNKNOWN" },
        message: expect.stringContaining("give the name of your organisation"),
      },
    ]);
    expect(await on.refused("updateProfile", member, { organisation: "(OVO123456)" })).toMatchObject([
      { code: "INVALID_INPUT", problem: "UNKNOWN" },
    ]);
    expect(await namesLike("%OVO123456%")).toEqual([]);
  });

  it("may have a colon in its name", async () => {
    const member = await on.person();
    expect(await on.read(await on.join(member, "Studio:Klank"))).toMatchObject({ name: "Studio:Klank", codes: [] });
  });

  it("is the oldest of several whose names became the same, unless another has exactly the name", async () => {
    const [first, second] = [
      await on.organisation({ name: "Crèche Étoile" }),
      await on.organisation({ name: "Creche Etoile" }),
    ];
    expect(await on.join(await on.person(), "CRECHE ETOILE")).toBe(first.id);
    expect(await on.join(await on.person(), "Creche Etoile")).toBe(second.id);
  });

  it("is one for many who come at once, by several spellings", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => on.person()));
    const spellings = ["Café Été", "CAFE ETE", "café  été", "Cafe Ete"];
    const ids = await Promise.all(people.map((member, n) => on.join(member, spellings[n % 4]!)));
    expect(new Set(ids).size).toBe(1);
    expect(await namesLike("caf%t%")).toHaveLength(1);
  });
});
