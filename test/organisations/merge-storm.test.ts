import { afterAll, beforeAll, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { organising } from "./organising.js";

// Two processes on one database.
let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  app = await testApp();
  other = await testApp(app.databaseUrl);
});
afterAll(async () => {
  await other.stop();
  await app.end();
});

const joiners = 100;

it("an organisation that is merged while many join it, and some leave it, has nobody and nothing left", async () => {
  const [on, there] = [organising(app), organising(other)];
  const organiser = await on.organiser();
  const from = await on.organisation({ name: "Oud Bestuur", codes: ["OVO000201"] });
  const into = await on.organisation({ name: "Nieuw Bestuur", codes: ["OVO000202"] });
  for (const { id } of [from, into]) await on.person({ organisationId: id });
  const people = await Promise.all(
    Array.from({ length: joiners }, (_, n) => on.person(n % 3 === 0 ? { organisationId: from.id } : {})),
  );
  const texts = ["Oud Bestuur", "oud  bestuur", "OVO000201", "Nieuw Bestuur", "Iets (OVO000201)"];
  const joining = people.map(async (member, n) => {
    await new Promise((resolve) => setTimeout(resolve, 2 * n));
    return (n % 2 === 0 ? on : there).join(member, texts[n % texts.length]!);
  });
  await new Promise((resolve) => setTimeout(resolve, joiners));
  await there.merge(organiser, from.id, into.id);
  await Promise.all(joining);

  const referring = await app.services.database.query(sql`SELECT id FROM member WHERE organisation_id = ${from.id}
      UNION ALL SELECT id FROM practice WHERE organisation_id = ${from.id}
      UNION ALL SELECT organisation_id FROM organisation_code WHERE organisation_id = ${from.id}`);
  expect(referring).toEqual([]);
  expect(await on.read(from.id)).toMatchObject({
    ...{ id: into.id, name: "Nieuw Bestuur", codes: ["OVO000201", "OVO000202"], memberCount: joiners + 2 },
  });
  expect(
    await app.services.database.query(sql`SELECT name FROM organisation WHERE merged_into_id IS NULL ORDER BY name`),
  ).toEqual([{ name: "Nieuw Bestuur" }]);
  for (const service of [app, other]) {
    await service.caughtUp();
    const { graph } = service.services.memberGraph;
    const counts = [from, into].map(({ id }) => graph.colleagues.count(graph.organisations.find(id)));
    expect(counts).toEqual([0, joiners + 2]);
  }
});
