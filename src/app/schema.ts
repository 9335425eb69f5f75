import "reflect-metadata";
import {
  GraphQLScalarType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { buildSchemaSync, GraphQLISODateTime, type NonEmptyArray } from "type-graphql";
import "./closed-sets.js";
import { fieldTimes } from "./field-times.js";
import { modules } from "./modules.js";

const DateTime = new GraphQLScalarType({
  ...GraphQLISODateTime.toConfig(),
  name: "DateTime",
  description: "A point in time in ISO 8601 format with milliseconds, in UTC: `2026-11-23T18:30:00.000Z`.",
});

/** Built once per process: type-graphql stores its metadata globally. */
const built: GraphQLSchema = buildSchemaSync({
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as type-graphql takes them
  resolvers: modules.flatMap(({ resolvers = [] }) => resolvers) as unknown as NonEmptyArray<Function>,
  orphanedTypes: modules.flatMap(({ orphanedTypes = [] }) => orphanedTypes),
  scalarsMap: [{ type: Date, scalar: DateTime }],
  // Subscriptions read the event log; type-graphql requires a PubSub, which must never be used (see docs/decisions).
  pubSub: { publish: refusePubSub, subscribe: refusePubSub },
  // Inputs are validated by the rules of the domains, so that invalid values become user errors.
  validate: false,
  // Its check would validate the whole schema at every start. Apollo Server validates it too, and so does a test.
  skipCheck: true,
});

// type-graphql has no option for these.
built.getQueryType()!.description =
  "Read operations; they never change data. A field that can fail because of its arguments lists after `Errors:` the " +
  "codes of the top-level `errors`. An empty string for an optional id, a cursor or a condition of a filter is as absent.";
built.getMutationType()!.description =
  "Write operations, each in one transaction. Each lists after `Errors:` the codes of the outcomes that a client " +
  "must handle, which it returns in `userErrors`, and after `Faults:` codes of the top-level `errors`. A mutation " +
  "that requires a signed-in caller fails without one with the top-level error UNAUTHENTICATED, which is not listed.";
built.getSubscriptionType()!.description =
  "Live events: over WebSocket (graphql-transport-ws) on the path of the queries, or as server-sent events " +
  "on that path followed by `/stream`.";

for (const { sharedFields = {} } of modules)
  for (const [type, fields] of Object.entries(sharedFields)) for (const field of fields) share(type, field);

for (const [coordinate, serviceTime] of Object.entries(fieldTimes)) {
  const [type = "", field = ""] = coordinate.split(".");
  extend(type, field, { serviceTime });
}

/** Marks a field as the same for everybody in an audience. */
function share(type: string, name: string): void {
  extend(type, name, { sharedByAudience: true });
}

function extend(type: string, name: string, extensions: object): void {
  const field = (built.getType(type) as GraphQLObjectType | undefined)?.getFields()[name];
  if (!field)
    throw new Error(`The schema has no field ${type}.${name}, which is to have ${JSON.stringify(extensions)}.`);
  field.extensions = { ...field.extensions, ...extensions };
}

function refusePubSub(): never {
  throw new Error("Subscriptions are fed from the event log alone.");
}

/** The whole schema, sorted: so that tools list its types and fields by name, and a diff of it shows only real changes. */
export const schema: GraphQLSchema = lexicographicSortSchema(built);

/** The schema in the form that is committed. */
export const printedSchema = (): string => `${printSchema(schema)}\n`;
