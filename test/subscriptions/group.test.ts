import { describe, expect, it } from "@jest/globals";
import { parse, visit } from "graphql";
import { Language } from "../../src/core/texts/language.js";
import { schema } from "../../src/app/schema.js";
import { ownAudience } from "../../src/core/subscriptions/audience.js";
import { subscriptionDefinitions } from "../../src/app/contributions.js";
import { Group, GroupIndex, groupKey, operationKey } from "../../src/core/subscriptions/group.js";
import type { EventFilter } from "../../src/core/subscriptions/subscription-definition.js";
import {
  subscriptionOperation,
  type SubscriptionOperation,
} from "../../src/core/subscriptions/subscription-operation.js";

const audience = ownAudience("ada", Language.NL);
const all: EventFilter = { topics: null, where: null, matches: () => true };

const operationOf = (query: string, variableValues: Record<string, unknown> = {}, operationName?: string) =>
  subscriptionOperation(
    { schema, document: parse(query), variableValues, operationName },
    subscriptionDefinitions,
    5,
  ) as SubscriptionOperation;

const keyOf = (...asked: Parameters<typeof operationOf>): string => operationKey(operationOf(...asked), audience);

const LIVE = `subscription ($filter: IdeaFilter, $after: String) {
  ideaPosted(filter: $filter, after: $after) { cursor } }`;

describe("subscribers are told the same", () => {
  it("by equal variables, in whatever order these were written", () => {
    expect(keyOf(LIVE, { filter: { kinds: ["IDEA"], search: "fiets" } })).toBe(
      keyOf(LIVE, { filter: { search: "fiets", kinds: ["IDEA"] } }),
    );
    expect(keyOf(LIVE, { filter: { search: "fiets" } })).not.toBe(keyOf(LIVE, { filter: { search: "water" } }));
  });

  it("wherever they began, unless that says also what is told", () => {
    const telling = `subscription ($after: String) { ideaPosted(after: $after, filter: {search: $after}) { cursor } }`;
    expect(keyOf(LIVE, { after: "a" })).toBe(keyOf(LIVE, { after: "b" }));
    expect(keyOf(telling, { after: "a" })).not.toBe(keyOf(telling, { after: "b" }));
  });

  it("by the same operation of a document that has more than one", () => {
    const two = "subscription A { ideaPosted { cursor } } subscription B { ideaPosted { idea { id } } }";
    expect(keyOf(two, {}, "A")).not.toBe(keyOf(two, {}, "B"));
  });

  it("whatever the operation is called, and however it is laid out", () => {
    const named = "subscription A { ideaPosted { cursor, idea { id } } }";
    expect(keyOf(named)).toBe(keyOf("subscription   B{ideaPosted{cursor idea{id}}} # mine"));
    // An alias is a key of the results.
    expect(keyOf(named)).not.toBe(keyOf("subscription { ideaPosted { cursor i: idea { id } } }"));
  });

  it("by the variables that are declared, with their defaults", () => {
    const query = `subscription ($search: String = "fiets") { ideaPosted(filter: {search: $search}) { cursor } }`;
    expect(keyOf(query, { junk: "x".repeat(60_000) })).toBe(keyOf(query, { search: "fiets" }));
    expect(keyOf(query, { search: "water" })).not.toBe(keyOf(query));
  });

  it("as the same audience alone", () => {
    const operation = operationOf(LIVE);
    expect(operationKey(operation, audience)).not.toBe(operationKey(operation, ownAudience("bob", Language.NL)));
    expect(operationKey(operation, audience)).not.toBe(operationKey(operation, ownAudience("ada", Language.FR)));
  });
});

describe("an operation", () => {
  it("keeps nothing of what its client sent but the operation, the fragments and the declared variables", () => {
    const query = `# ${"x".repeat(50_000)}
      query Other { viewer { member { name } } } subscription A($search: String) { ideaPosted(filter: {search: $search}) { ...F } }
      fragment F on IdeaPosted { cursor }`;
    const operation = operationOf(query, { search: "fiets", junk: "x".repeat(60_000) }, "A");
    expect(operation.text).toBe(
      "subscription($search:String){ideaPosted(filter:{search:$search}){...F}}fragment F on IdeaPosted{cursor}",
    );
    expect(operation.execution.variableValues).toEqual({ search: "fiets" });
    expect(operation.size).toBe(operation.text.length + `{"search":"fiets"}`.length);
    const {
      field: _field,
      execution: { schema: _schema, ...execution },
      ...kept
    } = operation;
    expect(JSON.stringify({ ...kept, ...execution }).length).toBeLessThan(3_000);
    visit(execution.document, { enter: ({ loc }) => expect(loc).toBeUndefined() });
  });
});

describe("a group that was let go", () => {
  it("stays so, and does not take along the one that came in its place", () => {
    const index = new GroupIndex();
    const operation = operationOf(LIVE);
    const key = groupKey(operation, audience, all);
    const joined = (): Group => index.join(key, () => new Group(key, operation, all, audience));
    const first = joined();
    index.leave(first);
    const second = joined();
    index.leave(first);
    expect(index.all()).toEqual([second]);
  });
});
