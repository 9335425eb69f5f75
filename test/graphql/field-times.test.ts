import { describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { timedFields } from "../../bench/costs/timed-fields.js";
import { fieldTimes } from "../../src/app/field-times.js";
import { schema } from "../../src/app/schema.js";
import { readConfig } from "../../src/config.js";
import { operationCost } from "../../src/core/graphql/operation-cost.js";

/** What an operation is charged for its expected time, in parts of the budget of a minute of who is not signed in. */
function shareOfBudget(query: string): number {
  const { costPerSecond, costPerMinuteAnonymous } = readConfig({
    AUTH_SECRET: "a secret for tests, long enough to be one",
  });
  const { objects, serviceTimeMs } = operationCost(schema, parse(query), undefined, {});
  return (1 + objects + (serviceTimeMs * costPerSecond) / 1_000) / costPerMinuteAnonymous;
}

describe("the table of what fields take", () => {
  it("has every list, count and ranking of the schema, and nothing else (`npm run bench -- costs --write`)", () => {
    const { timed, skipped } = timedFields(schema);
    const coordinates = new Set([...timed.map(({ coordinate }) => coordinate), ...skipped]);
    expect(Object.keys(fieldTimes).sort()).toEqual([...coordinates].sort());
  });

  it("has a time for each, and another where a field searches for a text", () => {
    const searching = new Set(
      timedFields(schema).timed.flatMap(({ coordinate, isSearch }) => (isSearch ? coordinate : [])),
    );
    for (const [coordinate, { ms, searchMs }] of Object.entries(fieldTimes)) {
      expect([coordinate, ms > 0]).toEqual([coordinate, true]);
      expect([coordinate, searchMs !== undefined && searchMs > 0]).toEqual([coordinate, searching.has(coordinate)]);
    }
  });

  it("lets a page of everything that a front end shows be asked for dozens of times a minute", () => {
    const pages = [
      "{ ideas(first: 20) { totalCount nodes { title author { name organisation { name } } themes { label } supportCount comments { totalCount } } } }",
      "{ members(first: 50) { totalCount nodes { name headline organisation { name } interests { theme { label } } } } }",
      "{ gatherings(first: 20) { totalCount nodes { title registrations(first: 5) { totalCount nodes { member { name } } } } } }",
      "{ themes(first: 50) { nodes { label memberCount } } }",
      '{ theme(slug: "theme-1") { label memberCount ideaCount members(first: 20) { nodes { name } } ideas(first: 20) { nodes { title } } } }',
    ];
    for (const page of pages) expect([page, shareOfBudget(page) < 1 / 24]).toEqual([page, true]);
  });

  it("makes a question that takes the service a second a large part of the budget", () => {
    const costly =
      "{ themes(first: 100) { nodes { memberCount ideaCount members(first: 100) { totalCount nodes { name } } } } }";
    expect(shareOfBudget(costly)).toBeGreaterThan(1 / 30);
    expect(shareOfBudget(costly)).toBeLessThan(1);
  });
});
