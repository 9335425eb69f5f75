import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  getIntrospectionQuery,
  graphqlSync,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  validateSchema,
  type GraphQLSchema,
} from "graphql";
import { printedSchema, schema } from "../../src/app/schema.js";
import { projectRoot } from "../../src/core/project-root.js";

interface Described {
  description?: string | null;
}

/** Everything of a schema that a reader meets, by its path. */
function parts(of: GraphQLSchema): [string, Described][] {
  const found: [string, Described][] = [];
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) continue;
    found.push([type.name, type]);
    if (isEnumType(type)) for (const value of type.getValues()) found.push([`${type.name}.${value.name}`, value]);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        found.push([`${type.name}.${field.name}`, field]);
        if ("args" in field) for (const arg of field.args) found.push([`${type.name}.${field.name}(${arg.name})`, arg]);
      }
  }
  for (const directive of of.getDirectives())
    if (!isSpecifiedDirective(directive)) found.push([`@${directive.name}`, directive]);
  return found;
}

describe("the schema", () => {
  it("is the committed one (after a change that is meant: npm run schema)", () => {
    expect(printedSchema()).toBe(readFileSync(join(projectRoot, "schema.graphql"), "utf8"));
  });

  it("is valid, and gives itself to who asks for it", () => {
    expect(validateSchema(schema)).toEqual([]);
    expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined();
  });

  it("describes every type, field, argument and enum value", () => {
    const undescribed = parts(schema).filter(([, { description }]) => !description?.trim());
    expect(undescribed.map(([path]) => path)).toEqual([]);
    expect(parts(schema).length).toBeGreaterThan(300);
  });

  it("gives every mutation one argument, an input of its own, and a payload with userErrors", () => {
    for (const mutation of Object.values(schema.getMutationType()!.getFields())) {
      const name = mutation.name[0]!.toUpperCase() + mutation.name.slice(1);
      expect(mutation.args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${name}Input!`]);
      expect(String(mutation.type)).toBe(`${name}Payload`);
      const payload = schema.getType(`${name}Payload`);
      expect(isObjectType(payload) && String(payload.getFields().userErrors?.type)).toBe("[UserError!]!");
    }
  });

  it("lets a list be paged in both directions", () => {
    const lists = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith("__")
        ? Object.values(type.getFields()).filter((field) => getNamedType(field.type).name.endsWith("Connection"))
        : [],
    );
    const paging = ["first", "after", "last", "before"];
    const others = lists.filter(({ args }) => !paging.every((name) => args.some((arg) => arg.name === name)));
    expect(others.map((field) => field.name)).toEqual([]);
    expect(lists.length).toBeGreaterThan(20);
  });

  it("lets a field of an operation fail by itself: one that has arguments may be null", () => {
    const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) =>
      Object.values(type.getFields()),
    );
    const taking = fields.filter(({ args }) => args.length > 0);
    expect(taking.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
    expect(taking.length).toBeGreaterThan(50);
  });

  it("keeps the e-mail address under the viewer", () => {
    const holders = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && "email" in type.getFields(),
    );
    expect(holders.map((type) => type.name)).toEqual(["Viewer"]);
  });
});
