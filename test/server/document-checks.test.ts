import { describe, expect, it } from "@jest/globals";
import { buildSchema, getIntrospectionQuery, type GraphQLError } from "graphql";
import { limits } from "../../src/core/graphql/limits.js";
import { DocumentCache } from "../../src/server/operations/document-cache.js";
import { documentChecks } from "../../src/server/operations/document-checks.js";

const schema = buildSchema(`
  type Query { person: Person }
  type Subscription { joined: Person }
  type Person { name: String  mail: String  friend: Person  friends(first: Int): [Person!]! }
`);
const checks = documentChecks(schema, { introspection: true, hidesSchema: true });
const times = (count: number, text: string | ((index: number) => string)): string =>
  Array.from({ length: count }, (_, index) => (typeof text === "string" ? text : text(index))).join(" ");

/** The messages about a text, each after its code. */
const answer = (text: string, cache = new DocumentCache(checks)): string[] => {
  const checked = cache.check(text);
  return "document" in checked
    ? []
    : checked.errors.map(({ extensions, message }) => `${String(extensions.code)} ${message}`);
};
const over = (limit: "length" | "lines" | "comparisons" | "documentFields", found: number): string =>
  `OPERATION_TOO_COMPLEX The document is over the limit on ${limit}: found ${found}, at most ${limits[limit]}.`;

describe("a document", () => {
  it("is not compared with GraphQL's own rules when it is over a limit", () => {
    const conflicts = times(130, (index) => `name: ${index % 2 ? "name" : "mail"} friend { name }`);
    expect(answer(`{ person { ${conflicts} nothing } }`)).toEqual([
      "OPERATION_TOO_COMPLEX The operation is over the limit on aliases: found 130, at most 30.",
    ]);
    expect(answer(`{ person { ${times(64, "friend { name }")} nothing } }`)).toEqual([over("comparisons", 4_032)]);
    expect(answer(`{ person { name nothing } }`)).toEqual([
      'GRAPHQL_VALIDATION_FAILED Cannot query field "nothing" on type "Person".',
    ]);
  });

  it("may have conditions within an event of a subscription, and not at its root", () => {
    expect(answer("subscription ($s: Boolean!) { joined { name @skip(if: $s) } }")).toEqual([]);
    expect(answer("subscription ($s: Boolean!) { joined @skip(if: $s) { name } }")).toEqual([
      "GRAPHQL_VALIDATION_FAILED A subscription must not use @skip on its root field: subscribe only when it is needed.",
    ]);
    expect(
      answer("subscription { ...f } fragment f on Subscription { joined @include(if: true) { ...f name } }"),
    ).toHaveLength(1);
  });

  it.each<[string, (fields: number) => string]>([
    ["repeated", (fields) => `{ person { ${times(fields, "name")} } }`],
    ["of repeated parents", (fields) => `{ person { ${times(fields / 3, "friend { name name name }")} } }`],
    ["in inline fragments", (fields) => `{ person { ${times(fields, "... { name }")} } }`],
    ["under one alias", (fields) => `{ person { ${times(30, "name: mail")} ${times(fields - 30, "name")} } }`],
    [
      "in fragments",
      (fields) =>
        `{ person { ...A ...B } } ${["A", "B"]
          .map((name) => `fragment ${name} on Person { ${times(fields / 2, "name")} }`)
          .join(" ")}`,
    ],
    [
      "in a fragment that is not used",
      (fields) => `{ person { name } } fragment A on Person { ${times(fields, "name")} }`,
    ],
  ])("compares few fields that are %s", (_where, source) => {
    expect(answer(source(90)).join()).toMatch(/OPERATION_TOO_COMPLEX .* on comparisons: found \d+, at most 2000\.$/);
    expect(answer(source(36)).join()).not.toContain("OPERATION_TOO_COMPLEX");
  });

  it("may use a fragment in many places, and repeat a response key in different ones", () => {
    const friends = times(8, (index) => `f${index}: friend { ...Card friend { ...Card } }`);
    expect(answer(`{ person { ...Card ${friends} } } fragment Card on Person { name mail friend { name } }`)).toEqual(
      [],
    );
    expect(answer(getIntrospectionQuery())).toEqual([]);
  });

  it("has so many fields at most in all its operations", () => {
    const document = (operations: number): string =>
      `${times(operations, (index) => `query Q${index} { person { ...F0 } }`)} ${times(
        4,
        (index) =>
          `fragment F${index} on Person { name mail friend { ...F${index + 1} } friends { ...F${index + 1} } }`,
      )} fragment F4 on Person { name mail friend { name } friends { name } }`;
    expect(answer(document(12))).toEqual([]);
    expect(answer(document(24)).join()).toMatch(
      /^OPERATION_TOO_COMPLEX .* on documentFields: found \d+, at most 2000\.$/,
    );
  });

  it("with circular fragments is refused for that, whatever it repeats in them", () => {
    const cycle = `{ person { ...A } } fragment A on Person { ${times(64, "friend { ...A }")} }`;
    expect(answer(cycle)[0]).toMatch(/^GRAPHQL_VALIDATION_FAILED Cannot spread fragment "A" within itself/);
  });

  it.each(["\n", "\r", "\r\n"])("is refused unread when it is too long, or has too many lines (%j)", (lineBreak) => {
    expect(answer(`{ nothing #${"x".repeat(limits.length)}`)).toEqual([over("length", limits.length + 11)]);
    expect(answer(`${lineBreak.repeat(limits.lines)}{`)).toEqual([over("lines", limits.lines + 1)]);
    expect(answer(`${lineBreak.repeat(limits.lines - 1)}{ person { name } }`)).toEqual([]);
  });
});

describe("the answers about documents", () => {
  const errorsOf = (cache: DocumentCache, text: string): readonly GraphQLError[] | undefined => {
    const known = cache.known(text);
    return known && "errors" in known ? known.errors : undefined;
  };

  it("are kept, the errors with their places and without the document", () => {
    const cache = new DocumentCache(checks);
    for (const text of ["{ person { name } }", "{ person { nothing } }", "{"]) {
      expect(cache.known(text)).toBeUndefined();
      const answered = cache.check(text);
      expect(cache.known(text)).toEqual(answered);
    }
    expect(errorsOf(cache, "{ person { nothing } }")).toMatchObject([
      { locations: [{ line: 1, column: 12 }], nodes: undefined },
    ]);
  });

  it("are bounded, and a flood of documents that are refused evicts no valid one", () => {
    const cache = new DocumentCache(checks);
    cache.check("{ person { name } }");
    const texts = Array.from({ length: 1_500 }, (_, index) => `{ nothing${index} } #${"x".repeat(4_000)}`);
    for (const text of texts) cache.check(text);
    const kept = texts.filter((text) => cache.known(text)).length;
    expect(kept).toBeGreaterThan(100);
    expect(kept).toBeLessThan(1_000);
    expect(cache.known(texts.at(-1)!)).toBeDefined();
    expect(cache.known(texts[0]!)).toBeUndefined();
    expect(cache.known("{ person { name } }")).toBeDefined();
  });
});
