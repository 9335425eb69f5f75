import { describe, it, expect } from "@jest/globals";
import { buildSchema, getIntrospectionQuery, GraphQLError, parse, specifiedRules, validate } from "graphql";
import type { GraphQLObjectType } from "graphql";
import { limits, operationLimits } from "../../src/core/graphql/limits.js";
import { checkCost, operationCost, type FieldTime } from "../../src/core/graphql/operation-cost.js";

const schema = buildSchema(`
  directive @mark repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | QUERY

  type Query {
    name: String
    member: Member
    viewer: Viewer
    members(first: Int, last: Int, filter: MemberFilter): MemberConnection!
    ideas(first: Int): IdeaConnection!
    newest(first: Int = 50): IdeaConnection!
    pinned: IdeaConnection!
    nodes(ids: [ID!]!): [Node]!
    board: [Member!]!
  }
  input MemberFilter { search: String }
  type Mutation { postIdea(title: String): Idea  supportIdea: Idea }
  type Subscription { ideaPosted: Idea! }

  interface Node { id: ID! }
  type Viewer { suggestedCollaborators(first: Int = 10): [Suggestion!]! }
  type Suggestion { member: Member!  score: Float!  sharedThemes: [SharedTheme!]! }
  type SharedTheme { theme: Theme!  share: Float! }
  type Member implements Node { id: ID!  name: String  friend: Member  organisation: Organisation  languages: [String!]!
    ideas(first: Int): IdeaConnection!  ideaCount: Int! }
  type Organisation { name: String }
  type Theme { slug: String }
  type Idea { title: String  author: Member!  themes: [Theme!]!  comments(first: Int): CommentConnection! }
  type Comment { author: Member! }
  type PageInfo { hasNextPage: Boolean! }
  type MemberConnection { edges: [MemberEdge!]!  nodes: [Member!]!  pageInfo: PageInfo!  totalCount: Int! }
  type MemberEdge { cursor: String!  node: Member! }
  type IdeaConnection { nodes: [Idea!]!  pageInfo: PageInfo! }
  type CommentConnection { nodes: [Comment!]!  pageInfo: PageInfo! }
`);
// The schema language has no extensions: the board has three members.
schema.getQueryType()!.getFields().board!.extensions = { listSize: 3 };

function takes(type: string, field: string, serviceTime: FieldTime): void {
  const { [field]: timed } = (schema.getType(type) as GraphQLObjectType).getFields();
  timed!.extensions = { ...timed!.extensions, serviceTime };
}
takes("Query", "members", { ms: 4, searchMs: 100 });
takes("Member", "ideas", { ms: 3 });
takes("Member", "ideaCount", { ms: 2 });
takes("MemberConnection", "totalCount", { ms: 50 });

function times(count: number, text: string | ((index: number) => string)): string {
  return Array.from({ length: count }, (_, index) => (typeof text === "string" ? text : text(index))).join(" ");
}

/** A member's selection that is so many levels deep. */
function friends(levels: number): string {
  return `${"friend { ".repeat(levels - 1)}name${" }".repeat(levels - 1)}`;
}

/** Lists in one another, each with its path to the items. */
const lists = (count: number, path: string, end: string): string =>
  `${`ideas { ${path} `.repeat(count)}id${` ${end} }`.repeat(count)}`;

function bomb(fragments: number): string {
  const fragment = (index: number) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`;
  return `{ ...F0 } ${times(fragments, fragment)} fragment F${fragments} on Query { name member { name } }`;
}

/** The errors of the rule alone, so that a document may break the other rules. */
function errorsOf(source: string): { message: string; code: unknown }[] {
  const errors = validate(schema, parse(source), [operationLimits]);
  return errors.map(({ message, extensions }) => ({ message, code: extensions.code }));
}

function over(limit: string, found: number, max: number): { message: string; code: unknown } {
  const message = `The operation is over the limit on ${limit}: found ${found}, at most ${max}.`;
  return { message, code: "OPERATION_TOO_COMPLEX" };
}

describe("operationLimits", () => {
  const onQuery = "fragment F on Query";
  it.each<[string, "depth" | "aliases" | "rootFields" | "fields" | "directives", (figure: number) => string]>([
    ["in a query", "depth", (figure) => `{ member { ${friends(figure - 1)} } }`],
    ["in a mutation", "depth", (figure) => `mutation { postIdea { author { ${friends(figure - 2)} } } }`],
    ["in a subscription", "depth", (figure) => `subscription { ideaPosted { author { ${friends(figure - 2)} } } }`],
    ["through fragments", "depth", (figure) => `{ ...F } ${onQuery} { ... { member { ${friends(figure - 1)} } } }`],
    ["in lists as Relay writes them", "depth", (figure) => `{ ${lists(figure - 1, "edges { node {", "} }")} }`],
    [
      "in fragments on edges",
      "depth",
      (figure) => `{ ${lists(figure - 1, "edges { ... on IdeaEdge { node {", "} } }")} }`,
    ],
    ["of root fields called node", "depth", (figure) => `{ node { ${friends(figure - 1)} } }`],
    ["in a query", "aliases", (figure) => `{ member { ${times(figure, (index) => `a${index}: name`)} } }`],
    [
      "in a mutation",
      "aliases",
      (figure) => `mutation { postIdea { ${times(figure, (index) => `a${index}: title`)} } }`,
    ],
    [
      "through fragments",
      "aliases",
      (figure) => `{ member { ...F } } fragment F on Member { ${times(figure, "a: name")} }`,
    ],
    ["in a query", "rootFields", (figure) => `{ ${times(figure, "name")} }`],
    ["in a mutation", "rootFields", (figure) => `mutation { ${times(figure, "supportIdea { title }")} }`],
    ["in a subscription", "rootFields", (figure) => `subscription { ${times(figure, "ideaPosted { title }")} }`],
    [
      "through fragments",
      "rootFields",
      (figure) => `{ name ...F } ${onQuery} { ... { ${times(figure - 1, "name")} } }`,
    ],
    ["in a query", "fields", (figure) => `{ member { ${times(figure - 1, "name")} } }`],
    ["that are __typename", "fields", (figure) => `{ member { ${times(figure - 1, "__typename")} } }`],
    ["on a field", "directives", (figure) => `{ name ${times(figure, "@mark")} }`],
    ["on an operation", "directives", (figure) => `query ${times(figure, "@mark")} { name }`],
    ["on an inline fragment", "directives", (figure) => `{ ... ${times(figure, "@mark")} { name } }`],
    ["on a fragment spread", "directives", (figure) => `{ ...F ${times(figure, "@mark")} } ${onQuery} { name }`],
    ["on a fragment", "directives", (figure) => `{ ...F } ${onQuery} ${times(figure, "@mark")} { name }`],
  ])("%s: allows %s up to the limit, and not beyond", (_where, limit, source) => {
    const max = limits[limit];

    expect(errorsOf(source(max))).toEqual([]);
    expect(errorsOf(source(max + 1))).toEqual([over(limit, max + 1, max)]);
  });

  it("checks every operation of the document, and names every limit that each exceeds", () => {
    const source = `
      query A { member { ${friends(10)} } }
      query B { ${times(31, (index) => `a${index}: name`)} }
      query C { name }`;

    expect(errorsOf(source)).toEqual([over("depth", 11, 10), over("aliases", 31, 30), over("rootFields", 31, 20)]);
  });

  it("counts a fragment as often as it is spread", () => {
    // 2^8 spreads of a fragment with two root fields and three fields.
    expect(errorsOf(bomb(8))).toEqual([over("rootFields", 512, 20), over("fields", 768, 500)]);
  });

  it("measures 500 fragments that each spread the next one twice, saturating", () => {
    const max = Number.MAX_SAFE_INTEGER;
    expect(errorsOf(bomb(500))).toEqual([over("rootFields", max, 20), over("fields", max, 500)]);
  });

  it("leaves cycles, unknown fragments, fields and types to the other rules", () => {
    const source = `{ ...F ...Nowhere nothing { of: this } ... on Unknown { kind } }
      ${onQuery} { name ...G } fragment G on Query { ...F ...G }`;

    expect(errorsOf(source)).toEqual([]);
    expect(validate(schema, parse(source), [...specifiedRules, operationLimits]).length).toBeGreaterThan(0);
  });
});

describe("introspection", () => {
  const rules = [...specifiedRules, operationLimits];

  it("passes as GraphQL's own query, with every option", () => {
    const options = ["descriptions", "specifiedByUrl", "directiveIsRepeatable", "schemaDescription"];
    const all = [...options, "inputValueDeprecation", "oneOf"].map((option) => [option, true]);

    for (const source of [getIntrospectionQuery(), getIntrospectionQuery(Object.fromEntries(all) as object)]) {
      expect(validate(schema, parse(source), rules)).toEqual([]);
      expect(checkCost(operationCost(schema, parse(source), undefined, {}))).toBeUndefined();
    }
  });

  it("may unwrap a type deeper than the depth, written out or in a fragment", () => {
    const chain = `${"ofType { ".repeat(12)}name${" }".repeat(12)}`;

    expect(errorsOf(`{ __type(name: "Idea") { fields { type { ${chain} } } } }`)).toEqual([]);
    expect(errorsOf(`{ __schema { types { ...T } } } fragment T on __Type { ${chain} }`)).toEqual([]);
  });

  it("does not exempt a field called ofType outside introspection", () => {
    const chain = `${"ofType { ".repeat(10)}name${" }".repeat(10)}`;

    expect(errorsOf(`{ ${chain} }`)).toEqual([over("depth", 11, 10)]);
  });

  it("is rejected when it is circular", () => {
    const circle = `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`;
    const chain = `{ __type(name: "Idea") { ...A } } fragment A on __Type { fields { type { ...B } } }
      fragment B on __Type { fields { type { ...C } } } fragment C on __Type { fields { type { name } } }`;

    for (const source of [circle, chain]) {
      const messages = validate(schema, parse(source), rules).map((error) => error.message);
      expect(messages).toEqual(["Maximum introspection depth exceeded"]);
    }
  });
});

function cost(source: string, variables: Record<string, unknown> = {}, operationName?: string): number {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  return operationCost(schema, document, operationName, variables).objects;
}

describe("operationCost", () => {
  it.each([
    ["a leaf is free", "{ name __typename }", 0],
    ["a list of leaves is free", "{ member { name languages } }", 1],
    ["an object is one", "{ member { friend { name } } }", 2],
    ["a list is assumed to have five items", "{ ideas(first: 1) { nodes { themes { slug } } } }", 1 + 1 + 5],
    ["a list has as many items as its field's extension says", "{ board { friend { name } } }", 3 * 2],
    ["a connection is one with a page of nodes", "{ members(first: 7) { nodes { name } } }", 1 + 7],
    ["edges do not multiply again", "{ members(first: 7) { edges { cursor node { name } } } }", 1 + 7 * 2],
    ["edges and nodes add up", "{ members(first: 7) { nodes { name } edges { cursor } } }", 1 + 7 + 7],
    ["page information is free", "{ members(first: 7) { totalCount pageInfo { hasNextPage } } }", 1],
    ["the last page counts as the first", "{ members(last: 7) { nodes { name } } }", 1 + 7],
    ["the larger page counts", "{ members(first: 7, last: 9) { nodes { name } } }", 1 + 9],
    ["a page has twenty items by default", "{ members { nodes { name } } }", 1 + 20],
    ["a null page size is no page size", "{ members(first: null) { nodes { name } } }", 1 + 20],
    ["the schema's own default goes before that", "{ newest { nodes { title } } }", 1 + 50],
    ["a connection without arguments has a page", "{ pinned { nodes { title } } }", 1 + 20],
    ["a list may have a page size", "{ viewer { suggestedCollaborators(first: 3) { score } } }", 1 + 3],
    ["a list may have a default page size", "{ viewer { suggestedCollaborators { score } } }", 1 + 10],
    ["a page over the maximum counts as it says", "{ members(first: 5000) { nodes { name } } }", 1 + 5000],
    ["an empty or negative page counts as one item", "{ members(first: -5) { nodes { name } } }", 1 + 1],
    [
      "nodes are as many as their ids",
      '{ nodes(ids: ["1", "2", "3"]) { id ... on Member { friend { name } } } }',
      3 * 2,
    ],
    ["one id stands for a list of one", '{ nodes(ids: "1") { id } }', 1],
    ["pages multiply", "{ members(first: 3) { nodes { ideas(first: 4) { nodes { title } } } } }", 1 + 3 * (1 + 1 + 4)],
    ["introspection counts alike", '{ __type(name: "Idea") { fields { type { name } } } }', 1 + 5 * 2],
    ["a mutation counts alike", "mutation { postIdea { themes { slug } } }", 1 + 5],
    ["a subscription counts alike", "subscription { ideaPosted { author { name } } }", 2],
  ])("%s", (_rule, source, expected) => {
    expect(cost(source)).toBe(expected);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ["the value given", { first: 30 }, 30],
    ["the operation's default when there is none", {}, 40],
    ["the usual page when it is null", { first: null }, 20],
    ["one item when it is negative", { first: -5 }, 1],
    ["the usual page when it is a string", { first: "1000000" }, 20],
    ["the usual page when it is not a number", { first: NaN }, 20],
    ["the usual page when it is an object", { first: { valueOf: 3 } }, 20],
  ])("takes from a variable %s", (_rule, variables, items) => {
    expect(cost("query ($first: Int = 40) { members(first: $first) { nodes { name } } }", variables)).toBe(1 + items);
  });

  it("takes the default of a variable named as a property of every object", () => {
    expect(cost("query ($toString: Int = 40) { members(first: $toString) { nodes { name } } }")).toBe(1 + 40);
  });

  it("takes the usual page for an optional variable without value or default", () => {
    expect(cost("query ($first: Int) { members(first: $first) { nodes { name } } }")).toBe(1 + 20);
  });

  it("counts the ids in a variable, and variables among the ids", () => {
    const ids = Array.from({ length: 250 }, String);
    expect(cost("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids })).toBe(250);
    expect(cost("query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { id } }", { a: "1", b: "2" })).toBe(2);
  });

  it("saturates, whatever the sizes", () => {
    const pages = "members(first: $first) { nodes { ideas(first: $first) { nodes { author { name } } } } }";
    for (const first of [2 ** 31 - 1, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE]) {
      expect(cost(`query ($first: Int) { ${pages} }`, { first })).toBe(Number.MAX_SAFE_INTEGER);
    }
  });

  it("counts a fragment as often as it is spread, by the page of each place", () => {
    const source = `{ a: members(first: 2) { ...M } b: members(first: 5) { ... on MemberConnection { ...M } } }
      fragment M on MemberConnection { nodes { friend { name } } }`;
    expect(cost(source)).toBe(1 + 2 * 2 + (1 + 5 * 2));
  });

  it("measures nested fragments in linear time", () => {
    expect(operationCost(schema, parse(bomb(8)), undefined, {}).objects).toBe(256);
    expect(operationCost(schema, parse(bomb(500)), undefined, {}).objects).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("counts the operation that is asked for, and nothing when there is no such operation", () => {
    const source = "query A { member { name } } query B { board { name } }";
    expect(cost(source, {}, "A")).toBe(1);
    expect(cost(source, {}, "B")).toBe(3);
    expect(cost(source, {}, "C")).toBe(0);
    expect(cost(source)).toBe(0);
  });
});

describe("the service time that an operation is expected to take", () => {
  const time = (source: string, variables: Record<string, unknown> = {}): number =>
    operationCost(schema, parse(source), undefined, variables).serviceTimeMs;

  it.each<[string, string, number]>([
    ["is that of its lists", "{ members(first: 10) { nodes { name } } }", 4],
    ["and of their counts, once for a list", "{ members(first: 10) { totalCount nodes { name } } }", 4 + 50],
    ["also in a fragment", "{ members(first: 10) { ...F } } fragment F on MemberConnection { totalCount }", 4 + 50],
    ["as often as a field is resolved", "{ members(first: 10) { nodes { ideaCount } } }", 4 + 10 * 2],
    ["lists within lists too", "{ members(first: 10) { edges { node { ideas { nodes { title } } } } } }", 4 + 10 * 3],
    ["not of what is fast", "{ member { name friend { name } } }", 0],
    ["longer with a search", '{ members(filter: { search: "a" }) { nodes { name } } }', 100],
    ["not with a filter without one", "{ members(filter: { search: null }) { nodes { name } } }", 4],
  ])("%s", (_rule, source, expected) => {
    expect(time(source)).toBe(expected);
  });

  it("depends on the search of a variable", () => {
    const source = "query ($filter: MemberFilter) { members(filter: $filter) { nodes { name } } }";
    expect([time(source), time(source, { filter: { search: "a" } })]).toEqual([4, 100]);
  });
});

describe("checkCost", () => {
  const ideas = "ideas(first: 100) { nodes { title author { name organisation { name } } themes { slug } } }";
  const suggestions =
    "suggestedCollaborators(first: 20) { score member { name } sharedThemes { share theme { slug } } }";

  it.each([
    ["a page of ideas", `{ ${ideas} }`, 1 + 100 * (1 + 2 + 5)],
    ["three of those side by side", `{ a: ${ideas} b: ${ideas} c: ${ideas} }`, 3 * 801],
    ["twenty suggestions with their themes", `{ viewer { ${suggestions} } }`, 1 + 20 * (1 + 1 + 5 * 2)],
  ])("allows %s", (_what, source, expected) => {
    expect(cost(source)).toBe(expected);
    expect(checkCost(operationCost(schema, parse(source), undefined, {}))).toBeUndefined();
  });

  it("allows the limit itself and refuses one more", () => {
    const document = parse("query ($first: Int) { members(first: $first) { nodes { name } } }");
    const error = checkCost(operationCost(schema, document, undefined, { first: limits.cost }));

    expect(checkCost(operationCost(schema, document, undefined, { first: limits.cost - 1 }))).toBeUndefined();
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error!.extensions).toEqual({ code: "OPERATION_TOO_COSTLY" });
    expect(error!.message).toBe(
      "The operation is over the limit on cost: found 20001, at most 20000. Ask for smaller pages.",
    );
  });

  it("refuses pages of a hundred, three deep", () => {
    const comments = "comments(first: 100) { nodes { author { name } } }";
    const source = `{ members(first: 100) { nodes { ideas(first: 100) { nodes { ${comments} } } } } }`;

    expect(cost(source)).toBe(1 + 100 * (1 + 1 + 100 * (1 + 1 + 100 * 2)));
    expect(checkCost(operationCost(schema, parse(source), undefined, {}))).toBeDefined();
  });
});
