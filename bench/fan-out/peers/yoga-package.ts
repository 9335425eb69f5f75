import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLError, GraphQLSchema } from "graphql";
import type { IncomingMessage, ServerResponse } from "node:http";

export interface PubSub<Topic extends string, Event> {
  publish: (topic: Topic, event: Event) => void;
  subscribe: (topic: Topic) => AsyncIterableIterator<Event>;
}

interface Enveloped {
  schema: GraphQLSchema;
  execute: (args: ExecutionArgs) => Promise<ExecutionResult>;
  subscribe: (args: ExecutionArgs) => Promise<AsyncIterableIterator<ExecutionResult>>;
  contextFactory: () => Promise<object>;
  parse: (text: string) => DocumentNode;
  validate: (schema: GraphQLSchema, document: DocumentNode) => GraphQLError[];
}

interface Yoga {
  handleNodeRequestAndResponse: (request: IncomingMessage, response: ServerResponse, context: object) => unknown;
  getEnveloped: (context: object) => Enveloped;
}

interface YogaPackage {
  createPubSub: <Topic extends string, Event>() => PubSub<Topic, Event>;
  createSchema: (options: { typeDefs: string; resolvers: object }) => unknown;
  createYoga: (options: { schema: unknown }) => Yoga;
}

/**
 * Not a literal: the package's own types bring those of browsers with them, which would change Node's in the whole
 * project.
 */
const name = "graphql-yoga" as string;

/** What the benchmark uses of graphql-yoga. */
export const { createPubSub, createSchema, createYoga } = (await import(name)) as YogaPackage;
