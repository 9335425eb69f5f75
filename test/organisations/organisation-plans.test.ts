import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { searchColumns, searchRules } from "../../src/core/search/searched-table.js";
import type { Context } from "../../src/core/graphql/context.js";
import { pageOf, pageUnder } from "../../src/core/graphql/connection.js";
import { MemberConnection } from "../../src/domains/members/member.connection.js";
import { membersOfOrganisation } from "../../src/domains/members/member.reads.js";
import { Organisation } from "../../src/domains/organisations/organisation.entity.js";
import { byName, organisationConditions } from "../../src/domains/organisations/organisation.reads.js";
import { OrganisationConnection } from "../../src/domains/organisations/organisation.resolver.js";
import { organisationSearch } from "../../src/domains/organisations/organisation.search.js";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { scansOf, statementOf } from "../support/plans.js";

const [members, organisations] = [100_000, 20_000];
let app: TestApp;
let organisationId: string;
let callerId: string;
beforeAll(async () => {
  app = await testApp();
  // Without the limits that statements of the service have.
  const runner = new pg.Client(app.databaseUrl);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  const { search } = searchColumns(organisationSearch, { name: "Stad" });
  await runner.query(
    `INSERT INTO organisation (id, name, name_key, search, search_rules)
      SELECT gen_random_uuid(), 'Stad ' || n, 'stad ' || n, ($1 || ' ''plaats' || n || '''')::tsvector, $2
      FROM generate_series(1, ${organisations}) AS n`,
    [search, searchRules],
  );
  await runner.query(
    `INSERT INTO member (id, name, joined_at, organisation_id, profile_visibility, search_rules)
      SELECT gen_random_uuid(), 'Lotte ' || n, now(), places.ids[1 + n % ${organisations}], 'EVERYBODY', $1
      FROM generate_series(1, ${members}) AS n, (SELECT array_agg(id) AS ids FROM organisation) AS places`,
    [searchRules],
  );
  // One where many work.
  await runner.query(
    `UPDATE member SET organisation_id = (SELECT min(id::text)::uuid FROM organisation) WHERE name LIKE 'Lotte 9%'`,
  );
  await runner.query("VACUUM ANALYZE organisation, member");
  const { rows } = await runner.query<{ id: string }>("SELECT min(id::text)::uuid AS id FROM organisation");
  organisationId = rows[0]!.id;
  await runner.end();
  callerId = (await builders(app.services.database.source.manager).buildMember()).id;
}, 300_000);
afterAll(() => app.end());

describe(`a page of ${organisations.toLocaleString("en")} organisations`, () => {
  const page = (search: string | null) => (ctx: Context) =>
    pageOf(ctx, OrganisationConnection, list(ctx, search), { first: 20 });
  const list = (ctx: Context, search: string | null) => ({
    ...{ name: "organisations", node: Organisation, where: organisationConditions(ctx, search), order: byName },
  });

  it("reads as many as it shows, in the order of names", async () => {
    const scans = await scansOf(app, await statementOf(app, callerId, page(null)), ["organisation"]);
    expect(scans).toEqual({ rows: 21, scansAll: false });
  });

  it("is found by an index for a rare word", async () => {
    const scans = await scansOf(app, await statementOf(app, callerId, page("plaats777")), ["organisation"]);
    expect(scans.scansAll).toBe(false);
    expect(scans.rows).toBeLessThan(50);
  });

  it("is fast for a word that all have", async () => {
    const statement = await statementOf(app, callerId, page("stad"));
    const began = performance.now();
    await app.services.database.query(statement);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

it(`a page of the members of an organisation where a tenth of ${members.toLocaleString("en")} work reads its own rows alone`, async () => {
  const page = (ctx: Context) =>
    pageUnder(ctx, MemberConnection, membersOfOrganisation(ctx), sql`e.organisation_id`, organisationId, { first: 20 });
  const scans = await scansOf(app, await statementOf(app, callerId, page), ["member"]);
  expect(scans).toEqual({ rows: 21, scansAll: false });
});
