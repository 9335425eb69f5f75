import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import "./closed-sets.js";
import { DateTime } from "../core/graphql/date-time.js";
import { modules } from "./modules.js";

/** The whole schema, made once a process: type-graphql keeps its metadata globally. */
export const schema: GraphQLSchema = buildSchemaSync({
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as type-graphql takes them
  resolvers: modules.flatMap(({ resolvers = [] }) => resolvers) as unknown as NonEmptyArray<Function>,
  orphanedTypes: modules.flatMap(({ orphanedTypes = [] }) => orphanedTypes),
  scalarsMap: [{ type: Date, scalar: DateTime }],
  // Subscriptions read the event log; type-graphql's own PubSub, which it asks for, must never be used (see docs/decisions).
  pubSub: { publish: refusePubSub, subscribe: refusePubSub },
  // Inputs are checked by the domain's own rules, so that what is wrong becomes a user error.
  validate: false,
  // Its check asks for the whole schema at every start. Apollo Server validates it too, and a test asks.
  skipCheck: true,
});

// type-graphql has no place for these.
schema.getQueryType()!.description = "What can be asked; asking never changes anything.";
schema.getMutationType()!.description =
  "What can be done, each in one transaction. Outcomes that a client must handle come in `userErrors`.";
schema.getSubscriptionType()!.description =
  "What can be watched, over WebSocket (graphql-transport-ws) on the same path.";

for (const { sharedFields = {} } of modules)
  for (const [type, fields] of Object.entries(sharedFields))
    for (const field of fields)
      (schema.getType(type) as GraphQLObjectType).getFields()[field]!.extensions = { sharedByAudience: true };

function refusePubSub(): never {
  throw new Error("Subscriptions are fed from the event log alone.");
}

/** The contract as it is committed: sorted, so that only what changed differs. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
