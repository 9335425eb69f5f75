import type { ExecutionArgs } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { listen, peer, typeDefs, type Posted } from "./peer.js";
import { createPubSub, createSchema, createYoga } from "./yoga-package.js";

const topic = "IDEA_POSTED";
const pubSub = createPubSub<typeof topic, Posted>();

const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Query: { ok: () => true },
      Subscription: {
        ideaPosted: { subscribe: () => pubSub.subscribe(topic), resolve: (posted: Posted) => posted },
      },
    },
  }),
});

/** What yoga's documentation has graphql-ws call: its own functions, wrapped by its plugins. */
type Executes = ReturnType<typeof yoga.getEnveloped>;
type EnvelopedArgs = ExecutionArgs & { rootValue: Pick<Executes, "execute" | "subscribe"> };

const app = peer((posted) => pubSub.publish(topic, posted));
app.route({
  url: "/graphql",
  method: ["GET", "POST", "OPTIONS"],
  handler: (request, reply) => yoga.handleNodeRequestAndResponse(request.raw, reply.raw, {}),
});
useServer(
  {
    execute: (args) => (args as EnvelopedArgs).rootValue.execute(args),
    subscribe: (args) => (args as EnvelopedArgs).rootValue.subscribe(args),
    onSubscribe: async (ctx, _id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...ctx,
        req: ctx.extra.request,
        socket: ctx.extra.socket,
        params,
      });
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      };
      const errors = validate(args.schema, args.document);
      return errors.length > 0 ? errors : args;
    },
  },
  new WebSocketServer({ server: app.server, path: "/graphql" }),
);
await listen(app);
