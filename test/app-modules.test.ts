import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { mkdir, rm, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { badgesModule, type BadgeServices } from "./trial-domain/badges.module.js";
import type { TestApp } from "./support/app.js";

/*
 * The trial domain of test/trial-domain uses every part of a module. It is a folder of its own, and the one line that a
 * new domain adds to src/app/modules.ts is added here. Nothing else of the service knows of it.
 */
const actual = await import("../src/app/modules.js");
jest.unstable_mockModule("../src/app/modules.js", () => ({ modules: [...actual.modules, badgesModule] }));

let app: TestApp;
let databaseUrl: string;
let dataDir: string;
let member: { id: string };
let gathering: { id: string };
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "ino-trial-"));
  const { newDatabaseUrl } = await import("./support/database.js");
  const { databaseSchema } = await import("../src/app/database-schema.js");
  const { migrate } = await import("../src/core/database/migrate.js");
  databaseUrl = await newDatabaseUrl();
  expect(await migrate(databaseSchema, databaseUrl)).toEqual(["Badges1999000000001"]);
  const { testApp } = await import("./support/app.js");
  app = await testApp(databaseUrl, { dataDir });
  const { builders } = await import("./support/builders.js");
  const build = builders(app.services.database.source.manager);
  member = await build.buildMember();
  gathering = await build.buildGathering();
});
afterAll(async () => {
  await app.end();
  const { dropDatabase } = await import("./support/database.js");
  await dropDatabase(databaseUrl);
  await rm(dataDir, { recursive: true, force: true });
});

const give = `mutation ($gatheringId: ID!, $label: String!) {
  giveBadge(gatheringId: $gatheringId, label: $label) { badge { id label } userErrors { code } } }`;

it("a new domain is one folder and one line", async () => {
  const services = app.services as unknown as BadgeServices;
  const token = await app.tokenOf(member.id);
  // Subscriptions, shared fields.
  const received: unknown[] = [];
  const first = new Promise<void>((resolve, reject) => {
    app.socket().subscribe<{ badgeGiven: { badge: { label: string } } }>(
      { query: "subscription { badgeGiven { badge { label } } }" },
      {
        next: ({ data }) => (received.push(data!.badgeGiven.badge.label), resolve()),
        error: reject,
        complete: resolve,
      },
    );
  });
  const { setTimeout: sleep } = await import("node:timers/promises");
  while (app.followers() === 0) await sleep(5);
  // Entities, migrations, resolvers, nodes, user errors.
  const { data } = await app.ask(give, { gatheringId: gathering.id, label: "Gastvrij" }, token);
  expect(data.giveBadge).toEqual({ badge: { id: expect.any(String), label: "Gastvrij" }, userErrors: [] });
  const again = await app.ask(give, { gatheringId: gathering.id, label: "Gastvrij" }, token);
  expect(again.data.giveBadge).toEqual({ badge: null, userErrors: [{ code: "BADGE_TAKEN" }] });
  const { id } = data.giveBadge.badge;
  const node = `query ($id: ID!) { node(id: $id) { ... on Badge { label } } }`;
  expect((await app.ask(node, { id })).data.node).toEqual({ label: "Gastvrij" });
  await first;
  expect(received).toEqual(["Gastvrij"]);
  // Notifications, audit actions, subjects.
  await app.caughtUp();
  const own = await app.ask("{ viewer { notifications { nodes { kind text(language: EN) } } } }", {}, token);
  expect(own.data.viewer.notifications.nodes).toEqual([{ kind: "BADGE_GIVEN", text: "You got a badge." }]);
  const trail = await app.services.database.query({
    text: "SELECT action, subject_kind FROM audit_entry",
    values: [],
  } as never);
  expect(trail).toEqual([{ action: "BADGE_GIVEN", subject_kind: "BADGE" }]);
  const report = `mutation ($id: ID!) { report(input: {subjectId: $id, reason: SPAM}) { userErrors { code } } }`;
  const { builders } = await import("./support/builders.js");
  const other = await builders(app.services.database.source.manager).buildMember();
  expect((await app.ask(report, { id }, await app.tokenOf(other.id))).data.report.userErrors).toEqual([]);
  // Pages, routes, gauges, services, start, projections, jobs.
  const get = async (path: string): Promise<string> => (await fetch(`${app.url}${path}`)).text();
  expect(await get("/account/wear-badge?token=x")).toContain("<h1>Badge</h1>");
  await services.badges.projection.settled();
  expect(JSON.parse(await get("/badges/count"))).toEqual({ count: 1 });
  const metrics = await get("/metrics");
  expect(metrics).toContain("ino_badges 1");
  expect(metrics).toContain('ino_job_failures_total{job="badges"} 0');
  expect([services.badges.started, services.badges.runs]).toEqual([true, 1]);
  // Mails.
  const { readdirSync } = await import("node:fs");
  const mails = (): number => {
    try {
      return readdirSync(join(dataDir, "mail")).filter((name) => name.endsWith(".eml")).length;
    } catch {
      return 0;
    }
  };
  while (mails() === 0) await sleep(20);
  // Isolation, policy, personal data.
  const { isolation, personalTables, retention, importFiles, searchedTables, undeliveredMails } =
    await import("../src/app/contributions.js");
  const given = { kind: "badge.given", data: { memberId: member.id } } as never;
  expect(isolation.flatMap((rule) => rule.isolatedBy(given))).toEqual([member.id]);
  expect(Object.keys(personalTables)).toContain("badge");
  expect(undeliveredMails).toHaveProperty("badgeGiven");
  const { can } = await import("../src/core/access/policy.js");
  const actor = { memberId: member.id, roles: [] };
  expect(can(actor, badgesModule.policy.rename, { memberId: member.id })).toBe(true);
  expect(can(actor, badgesModule.policy.rename, { memberId: "another" })).toBe(false);
  // Import files, retention.
  const folder = join(dataDir, "import");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "members.csv"), "id,name\nm1,Mira\n");
  await writeFile(join(folder, "badges.csv"), "member,label\nm1,Verlopen\n");
  const { importFolder } = await import("../src/import/import-folder.js");
  const { database, now, newId } = app.services;
  const options = {
    files: importFiles,
    folder,
    source: "trial",
    onProblem: (problem: object) => expect(problem).toBeUndefined(),
  };
  expect((await importFolder(database, { ...options, dryRun: true, now, newId })).files.at(-1)).toMatchObject({
    added: 1,
  });
  expect((await importFolder(database, { ...options, now, newId })).files.at(-1)).toMatchObject({ added: 1 });
  const labels = async () =>
    (
      await database.query<{ label: string }>({ text: "SELECT label FROM badge ORDER BY label", values: [] } as never)
    ).map(({ label }) => label);
  expect(await labels()).toContain("Verlopen");
  // Search.
  const { searchVectorsJob } = await import("../src/core/search/search-vectors.job.js");
  await searchVectorsJob(database, searchedTables).run(new AbortController().signal);
  const found = { text: "SELECT label FROM badge WHERE search @@ 'verlopen'", values: [] } as never;
  expect(await database.query(found)).toEqual([{ label: "Verlopen" }]);
  for (const statement of retention) await database.query(statement);
  expect(await labels()).not.toContain("Verlopen");
});
