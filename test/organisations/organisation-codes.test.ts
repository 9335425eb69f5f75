import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { inTransaction, systemContext, type TransactionContext } from "../../src/core/graphql/context.js";
import { Sector } from "../../src/domains/organisations/sector.enum.js";
import { organisationIdByCode } from "../../src/domains/organisations/claimed-organisation.js";
import { dropIfUnused } from "../../src/domains/organisations/organisation.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const inOwn = <T>(work: (tx: TransactionContext) => Promise<T>) =>
  inTransaction(systemContext(app.services, pino({ level: "silent" })), work);
const idOf = (name: string, code: string | null, sector: Sector | null = null) =>
  inOwn((tx) => organisationIdByCode(tx, { name, code, sector }));
const nameOf = async (id: string) => {
  const query = `query ($id: ID!) { organisation: node(id: $id) { ... on Organisation { name sector codes } } }`;
  return (await app.ask(query, { id })).data.organisation as object;
};

describe("an organisation with a code", () => {
  it("is found by it, whatever it is called", async () => {
    const id = await idOf("Agentschap Digitaal Vlaanderen", "OVO002949", Sector.GOVERNMENT);
    expect(await idOf("Digitaal Vlaanderen", "OVO002949")).toBe(id);
    expect(await nameOf(id)).toEqual({
      name: "Agentschap Digitaal Vlaanderen",
      sector: "GOVERNMENT",
      codes: ["OVO002949"],
    });
  });

  it("is the one with its name that has no code yet, and keeps its sector", async () => {
    const id = await idOf("Stad Aalst", null, Sector.LOCAL_GOVERNMENT);
    expect(await idOf("Stad Aalst", "0207437468", Sector.BUSINESS)).toBe(id);
    expect(await nameOf(id)).toMatchObject({ sector: "LOCAL_GOVERNMENT", codes: ["0207437468"] });
  });

  it("may have one in each register", async () => {
    const id = await idOf("Departement Omgeving", "OVO003323");
    expect(await idOf("Departement Omgeving", "0316380841")).toBe(id);
    expect(await nameOf(id)).toMatchObject({ codes: ["0316380841", "OVO003323"] });
  });

  it("is another than one with its name and another code in the register", async () => {
    const id = await idOf("Kringloopwinkel", "0400000001");
    const another = await idOf("Kringloopwinkel", "0400000002");
    expect(another).not.toBe(id);
    expect(await nameOf(another)).toMatchObject({ name: "Kringloopwinkel (0400000002)", codes: ["0400000002"] });
    expect(await idOf("Kringloopwinkel", "0400000002")).toBe(another);
  });

  it("has a name of 200 characters at most with its code behind it", async () => {
    const name = "é".repeat(200);
    await idOf(name, "0400000003");
    expect(await nameOf(await idOf(name, "0400000004"))).toMatchObject({ name: `${"é".repeat(187)} (0400000004)` });
  });

  it("is one for many who come at once, by several names", async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, n) => idOf(`Tegelijk ${n % 2}`, "OVO009999", Sector.GOVERNMENT)),
    );
    expect(new Set(ids).size).toBe(1);
    const { source } = app.services.database;
    expect(await source.query("SELECT 1 FROM organisation WHERE name LIKE 'Tegelijk%'")).toHaveLength(1);
  });

  it("takes its codes along when its last member leaves", async () => {
    const id = await idOf("Verdwijnt", "OVO000404");
    await inOwn((tx) => dropIfUnused(tx, id));
    const { source } = app.services.database;
    expect(await source.query("SELECT 1 FROM organisation_code WHERE code = 'OVO000404'")).toEqual([]);
  });
});

it("the codes of many organisations are one statement", async () => {
  const build = builders(app.services.database.source.manager);
  for (let n = 0; n < 3; n++) {
    const organisationId = await idOf(`Velen ${n}`, `OVO10000${n}`);
    await build.buildMember({ organisationId });
  }
  const statements = await app.statements.during(async () => {
    const { data } = await app.ask(`{ members(first: 10) { nodes { organisation { codes } } } }`);
    expect(data.members.nodes).toHaveLength(3);
  });
  expect(statements.filter((text) => text.includes("organisation_code"))).toHaveLength(1);
});
