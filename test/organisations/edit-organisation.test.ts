import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

describe("an organiser who edits an organisation", () => {
  it("changes what is given, clears what is null, and raises the version once", async () => {
    const { id } = await on.organisation({ name: "Stad Gentt", description: "Oud.", codes: ["OVO000001"] });
    const edited = await on.edit(organiser, {
      ...{ id, version: 1, name: "Stad Gent", sector: "LOCAL_GOVERNMENT", description: null },
      ...{ website: "https://stad.gent.example", codes: ["BE 0207.451.227", "ov:36031", "0207451227"] },
    });
    expect(edited).toMatchObject({
      ...{ id, name: "Stad Gent", sector: "LOCAL_GOVERNMENT", description: null, version: 2 },
      ...{ website: "https://stad.gent.example/", codes: ["0207451227", "OV:36031"] },
    });
    expect(await on.read(id)).toEqual({ ...edited, viewerCanEdit: false });
    const [event] = await app.services.database.query<{ data: object }>(
      sql`SELECT data FROM event WHERE kind = 'organisation.edited' AND subject_id = ${id}`,
    );
    const changed = ["sector", "description", "website", "name", "codes"];
    expect(event!.data).toEqual({ by: organiser.id, changed });
  });

  it("keeps a code that a sign-in brought in another form, if it is given as it is", async () => {
    const { id } = await on.organisation({ name: "Via aanmelding", codes: ["local_gov:12", "ov:36031"] });
    const codes = ["OVO000009", "local_gov:12", "ov:36031"];
    expect(await on.edit(organiser, { id, version: 1, codes })).toMatchObject({ version: 2, codes });
    expect(await on.refused("editOrganisation", organiser, { id, version: 2, codes: ["local_gov:13"] })).toMatchObject([
      { path: ["input", "codes", "0"], problem: "INVALID_FORMAT" },
    ]);
  });

  it("who changes nothing leaves the version, and nobody hears of it", async () => {
    const { id } = await on.organisation({ name: "Blijft", codes: ["OVO000002"] });
    const input = { id, version: 1, name: "Blijft", sector: null, codes: ["OVO000002"] };
    expect(await on.edit(organiser, input)).toMatchObject({ version: 1 });
    expect(await app.services.database.query(sql`SELECT FROM event WHERE subject_id = ${id}`)).toEqual([]);
  });

  it("must know the latest version; of two at once, one is refused", async () => {
    const { id } = await on.organisation();
    const errors = await Promise.all(
      ["Eerst", "Tweede"].map((name) => on.refused("editOrganisation", organiser, { id, version: 1, name })),
    );
    expect(errors.flat()).toMatchObject([{ code: "STALE_VERSION", path: ["input", "version"], currentVersion: 2 }]);
  });

  it("is told which field is wrong, and what to do", async () => {
    const { id } = await on.organisation();
    const wrong = async (input: object) => on.refused("editOrganisation", organiser, { id, version: 1, ...input });
    expect(await wrong({ codes: ["OVO000003", "0316380842"] })).toEqual([
      {
        ...{ code: "INVALID_INPUT", path: ["input", "codes", "1"], problem: "INVALID_FORMAT" },
        message:
          "has “0316380842”, which is no KBO number: its last two digits do not fit the others. Look the number up in KBO Public Search.",
      },
    ]);
    expect(await wrong({ codes: ["36031"] })).toMatchObject([
      { path: ["input", "codes", "0"], problem: "INVALID_FORMAT" },
    ]);
    const many = Array.from({ length: 21 }, (_, n) => `OV:${n}`);
    expect(await wrong({ codes: many })).toMatchObject([{ path: ["input", "codes"], problem: "TOO_MANY" }]);
    expect(await wrong({ name: null })).toMatchObject([{ path: ["input", "name"], problem: "REQUIRED" }]);
    expect(await wrong({ website: "http://x.example" })).toMatchObject([{ path: ["input", "website"] }]);
    expect(await wrong({ id: "geen" })).toMatchObject([{ code: "NOT_FOUND", path: ["input", "id"] }]);
    expect(await on.read(id)).toMatchObject({ version: 1, codes: [] });
  });

  it("cannot give it the name of another, whatever the case and accents, nor a code of another", async () => {
    await on.organisation({ name: "École Sainte-Marie", codes: ["OVO000004"] });
    const { id } = await on.organisation();
    const taken = (input: object) => on.refused("editOrganisation", organiser, { id, version: 1, ...input });
    expect(await taken({ name: "ecole  sainte-marie" })).toMatchObject([
      {
        ...{ code: "ORGANISATION_EXISTS", path: ["input", "name"] },
        message: expect.stringContaining("“École Sainte-Marie” already: merge the two"),
      },
    ]);
    expect(await taken({ codes: ["OVO000005", "OVO000004"] })).toMatchObject([
      { code: "ORGANISATION_EXISTS", path: ["input", "codes", "1"] },
    ]);
    expect(await on.read(id)).toMatchObject({ version: 1, codes: [] });
  });

  it("at once with another gives one of two the name", async () => {
    const [one, two] = [await on.organisation(), await on.organisation()];
    const errors = await Promise.all(
      [
        [one, "Zelfde Naam"],
        [two, "zélfde naam"],
      ].map(([organisation, name]) =>
        on.refused("editOrganisation", organiser, { id: (organisation as { id: string }).id, version: 1, name }),
      ),
    );
    expect(errors.flat()).toMatchObject([{ code: "ORGANISATION_EXISTS" }]);
  });
});

describe("the name before an edit", () => {
  it("goes on finding the organisation, and is in no list", async () => {
    const { id } = await on.organisation({ name: "Dept. Omgeving" });
    await on.edit(organiser, { id, version: 1, name: "Departement Omgeving" });
    expect(await on.join(await on.person(), "dept.  omgeving")).toBe(id);
    expect(await on.found("dept")).toEqual(["Departement Omgeving"]);
    const namesake = await on.refused("editOrganisation", organiser, {
      ...{ id: (await on.organisation()).id, version: 1, name: "DEPT. OMGEVING" },
    });
    expect(namesake).toMatchObject([{ code: "ORGANISATION_EXISTS" }]);
  });

  it("can be given back, and the other goes on finding it then", async () => {
    const { id } = await on.organisation({ name: "Heen" });
    await on.edit(organiser, { id, version: 1, name: "Terug" });
    expect(await on.edit(organiser, { id, version: 2, name: "Heen" })).toMatchObject({ name: "Heen", version: 3 });
    expect(await on.edit(organiser, { id, version: 3, name: "HÉÉN" })).toMatchObject({ name: "HÉÉN", version: 4 });
    for (const text of ["heen", "terug"]) expect(await on.join(await on.person(), text)).toBe(id);
    expect(await app.services.database.query(sql`SELECT FROM organisation WHERE merged_into_id = ${id}`)).toHaveLength(
      1,
    );
  });

  it("goes with the organisation when nobody is left in it", async () => {
    const member = await on.person();
    const id = await on.join(member, "Eenmanszaak Vanbuiten");
    await on.edit(organiser, { id, version: 1, name: "Zaak" });
    await on.done("updateProfile", member, { organisation: null }, "member { id }");
    expect(
      await app.services.database.query(sql`SELECT FROM organisation WHERE id = ${id} OR name LIKE 'Eenmanszaak Van%'`),
    ).toEqual([]);
  });
});

it("members neither edit nor merge organisations", async () => {
  const [{ id }, member] = [await on.organisation(), await on.person()];
  for (const [name, input] of [
    ["editOrganisation", { id, version: 1, name: "Van mij" }],
    ["mergeOrganisations", { fromId: id, intoId: id }],
  ] as const)
    await expect(on.refused(name, member, input)).rejects.toThrow("FORBIDDEN");
});
