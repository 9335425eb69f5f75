import { describe, expect, it } from "@jest/globals";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from "graphql";
import { schema } from "../../src/app/schema.js";
import { faultCodes } from "../../src/core/errors/fault.js";
import { userErrorCodes } from "../../src/core/errors/user-error-code.js";

/** The description of every type, field, argument and enum value, by its path. */
function descriptions(of: GraphQLSchema): [path: string, text: string][] {
  const found: [string, string][] = [];
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) continue;
    found.push([type.name, type.description ?? ""]);
    if (isEnumType(type))
      for (const value of type.getValues()) found.push([`${type.name}.${value.name}`, value.description ?? ""]);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        found.push([`${type.name}.${field.name}`, field.description ?? ""]);
        if ("args" in field)
          for (const arg of field.args) found.push([`${type.name}.${field.name}(${arg.name})`, arg.description ?? ""]);
      }
  }
  return found;
}

const all = descriptions(schema);
const mutations = Object.values(schema.getMutationType()!.getFields());

/** Mutations without user errors, which end with "Errors: none.". */
const withoutErrors: string[] = ["discardIdeaDraft"];

const isCode = (code: string): boolean => userErrorCodes.has(code) || code in faultCodes;

const errorList = /Errors: ([A-Z_]+(?:, [A-Z_]+)*)\.(?: Faults: ([A-Z_]+(?:, [A-Z_]+)*)\.)?$/;

/** Words and forms that a plain description in the standard terms of the field does not need. */
const banned = /\b(told|tells|wanted|kept|anew|apart|taken back|takes back)\b|\b(whom|how)\./i;

/** Paths that may contain a banned word, each with the reason. */
const exceptions: Record<string, string> = {};

describe("the descriptions of the schema", () => {
  it("end for every mutation with its error codes", () => {
    const wrong = mutations.filter(({ name, description }) =>
      withoutErrors.includes(name) ? !description?.endsWith("Errors: none.") : !errorList.test(description ?? ""),
    );
    expect(wrong.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
  });

  it("list for mutations the codes of user errors, and of faults, that exist, each once", () => {
    for (const { name, description } of mutations) {
      const [, errors = "", faults = ""] = errorList.exec(description ?? "") ?? [];
      const [codes, ofFaults] = [errors, faults].map((list) => list.split(", ").filter((code) => code !== ""));
      expect([name, ...codes!]).toEqual([name, ...new Set(codes!.filter((code) => userErrorCodes.has(code)))]);
      expect([name, ...ofFaults!]).toEqual([name, ...new Set(ofFaults!.filter((code) => code in faultCodes))]);
    }
  });

  it("name, wherever they list errors, codes that exist", () => {
    const lists = all.flatMap(([path, text]) =>
      [...text.matchAll(/Errors: ([^.]*)\.$/g)].map((match) => [path, match[1]!] as const),
    );
    for (const [path, list] of lists)
      for (const code of list.match(/\b[A-Z]+_[A-Z_]+\b/g) ?? [])
        expect([path, isCode(code) ? "known" : code]).toEqual([path, "known"]);
    expect(lists.length).toBeGreaterThan(mutations.length);
  });

  it("are sentences of at least four words", () => {
    const short = all.filter(([, text]) => text.split(/\s+/).filter((word) => /\w/.test(word)).length < 4);
    expect(short).toEqual([]);
    const unfinished = all.filter(([, text]) => !text.endsWith("."));
    expect(unfinished).toEqual([]);
  });

  it("use the standard terms of the field", () => {
    const found = all.filter(([path, text]) => banned.test(text) && !(path in exceptions));
    expect(found).toEqual([]);
  });
});
