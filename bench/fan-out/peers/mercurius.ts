import mercurius from "mercurius";
import { listen, peer, typeDefs } from "./peer.js";

const topic = "IDEA_POSTED";

/** Mercurius with its own PubSub. */
const app = peer((posted) => app.graphql.pubsub.publish({ topic, payload: { ideaPosted: posted } }));
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: {
    Query: { ok: () => true },
    Subscription: { ideaPosted: { subscribe: (_root, _args, { pubsub }) => pubsub.subscribe(topic) } },
  },
  subscription: true,
});
await listen(app);
