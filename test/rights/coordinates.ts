import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from "graphql";
import { schema } from "../../src/app/schema.js";

/** Their ids are of questions that stand in a gathering, and are seen and edited with it. */
const partsOfGatherings = ["RegistrationQuestionInput", "RegistrationAnswerInput"];

/** The ways from an argument down to each id in it: `filter.authorId`. */
function idsIn(type: GraphQLInputType, path: string[], within: string[] = []): string[] {
  const named = getNamedType(type);
  if (named.name === "ID") return [path.join(".")];
  if (!isInputObjectType(named) || within.includes(named.name) || partsOfGatherings.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    idsIn(field.type, [...path, field.name], [...within, named.name]),
  );
}

/** What a field gives when it gives nodes, or a list of them: the type of its nodes. */
function nodeOf(type: GraphQLNamedType): GraphQLNamedType | null {
  if (type.name === "Node") return type;
  if (!isObjectType(type)) return null;
  if (type.getInterfaces().some(({ name }) => name === "Node")) return type;
  const edges = type.name.endsWith("Connection") ? type.getFields().edges : undefined;
  return edges ? getNamedType((getNamedType(edges.type) as GraphQLObjectType).getFields().node!.type) : null;
}

/** Parts of pages and answers: what they hold is what the field gave that made them. */
const isPart = ({ name }: GraphQLNamedType): boolean =>
  /(Edge|Connection|Payload)$/.test(name) || name.startsWith("__");

/** Vocabulary and organisations are everybody's. */
const everybodys = ["Theme", "Organisation"];

/**
 * Every place where somebody names a thing by its id: `Query.ideas(filter.authorId)`; or is given what not everybody
 * may see.
 */
export function coordinates(): string[] {
  const found: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isPart(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const ids = field.args.flatMap((arg) => idsIn(arg.type, [arg.name]));
      found.push(...ids.map((id) => `${type.name}.${field.name}(${id})`));
      const node = nodeOf(getNamedType(field.type));
      const isList = /Connection|\[/.test(String(field.type));
      if (node && !everybodys.includes(node.name) && (isList || ids.length === 0))
        found.push(`${type.name}.${field.name}`);
    }
  }
  return found.sort();
}
