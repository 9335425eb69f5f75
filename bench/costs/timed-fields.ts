import * as graphql from "graphql";
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from "graphql";
import { isConnection } from "../../src/core/graphql/operation-cost.js";

type Field = GraphQLField<unknown, unknown>;

/** A field whose time is measured: a list, a count or a ranking. */
export interface TimedField {
  /** `Type.field`; of a count of a connection, the connection's type. */
  coordinate: string;
  /** The query without the field, with `%` in its place; `$Type` stands for ids of a type. */
  parent: string;
  selection: string;
  /** Whether it searches for a text. */
  isSearch: boolean;
}

/** A text that nothing holds, which takes the longest to search for. */
const rareText = "qzxwv";
const rareWord = JSON.stringify(rareText);

/** The values for arguments that a field requires. */
const required: Record<string, string> = {
  slug: '"theme-1"',
  role: "ADMIN",
  query: rareWord,
  // As a draft has them: words that all ideas have, one that many have, and one that few have.
  title: '"Iets nieuws in de buurt met Peeters, stap 77"',
};

/**
 * The lists, counts and rankings of the schema, with a query for each: those of the query itself, of the viewer and of
 * everything with an id; and those of none of them, which cannot be measured.
 */
export function timedFields(schema: GraphQLSchema): { timed: TimedField[]; skipped: string[] } {
  const timed: TimedField[] = [];
  const skipped: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!graphql.isObjectType(type) || type.name.startsWith("__") || isConnection(type)) continue;
    if ([schema.getMutationType(), schema.getSubscriptionType()].includes(type)) continue;
    for (const field of Object.values(type.getFields()).filter(takesTime)) {
      const made = queriesOf(schema, type, field);
      if (made) timed.push(...made);
      else skipped.push(`${type.name}.${field.name}`);
    }
  }
  return { timed, skipped };
}

/** A connection, a list of objects with a size, or a number that is counted. */
export function takesTime({ type, args, name }: Field): boolean {
  const named = graphql.getNamedType(type);
  if (isConnection(named)) return true;
  if (named.name === "Int") return name.endsWith("Count");
  return graphql.isListType(graphql.getNullableType(type)) && args.some((argument) => argument.name === "first");
}

function queriesOf(schema: GraphQLSchema, type: GraphQLObjectType, field: Field): TimedField[] | null {
  const parent = parentOf(schema, type);
  const given = field.args
    .filter((argument) => graphql.isRequiredArgument(argument))
    .map(({ name }) => (Object.hasOwn(required, name) ? `${name}: ${required[name]}` : null));
  if (parent === null || given.includes(null)) return null;
  const call = (size: number, ...others: string[]): string => {
    const hasSize = field.args.some(({ name }) => name === "first");
    const args = [...given, ...(hasSize ? [`first: ${size}`] : []), ...others].join(", ");
    return args === "" ? field.name : `${field.name}(${args})`;
  };
  const coordinate = `${type.name}.${field.name}`;
  const named = graphql.getNamedType(field.type);
  const isLeaf = graphql.isLeafType(named);
  const items = isLeaf ? "" : isConnection(named) ? " { nodes { __typename } }" : " { __typename }";
  const own = { coordinate, parent, selection: `${call(1)}${items}`, isSearch: false };
  const search = searchOf(field);
  const counts = isConnection(named) && graphql.isObjectType(named) && "totalCount" in named.getFields();
  return [
    own,
    ...(search ? [{ ...own, selection: `${call(1, search)}${items}`, isSearch: true }] : []),
    ...(counts ? [{ ...own, coordinate: `${named.name}.totalCount`, selection: `${call(0)} { totalCount }` }] : []),
  ];
}

/** The path to the type, with `%` where the field goes; null when there is none of one object. */
function parentOf(schema: GraphQLSchema, type: GraphQLObjectType): string | null {
  if (type === schema.getQueryType()) return "{ __typename % }";
  if (type.name === "Viewer") return "{ viewer { __typename % } }";
  const isNode = type.getInterfaces().some(({ name }) => name === "Node");
  return isNode ? `{ nodes(ids: [$${type.name}]) { ... on ${type.name} { __typename % } } }` : null;
}

function searchOf({ args }: Field): string | null {
  if (args.some(({ name }) => name === "search")) return `search: ${rareWord}`;
  const filter = args.find(({ name }) => name === "filter");
  const type = filter && graphql.getNamedType(filter.type);
  return graphql.isInputObjectType(type) && "search" in type.getFields() ? `filter: { search: ${rareWord} }` : null;
}
