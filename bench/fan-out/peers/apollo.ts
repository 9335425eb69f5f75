import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import fastifyApollo from "@as-integrations/fastify";
import DataLoader from "dataloader";
import { useServer } from "graphql-ws/use/ws";
import {
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { WebSocketServer } from "ws";
import { listen, names, peer, type PeerIdea, type Posted } from "./peer.js";
import { createPubSub } from "./yoga-package.js";

/** Apollo Server, graphql-ws, and type-graphql with the PubSub that its documentation shows, which is yoga's. */
@ObjectType()
class Member {
  @Field(() => String)
  name: string;
}

@ObjectType()
class Theme {
  @Field(() => String)
  slug: string;
}

@ObjectType()
class Idea {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  title: string;

  @Field(() => [Theme])
  themes: Theme[];
}

@ObjectType()
class IdeaPosted {
  @Field(() => String)
  cursor: string;

  @Field(() => Idea)
  idea: Idea;
}

interface Context {
  members: DataLoader<string, Member>;
}

const topic = "IDEA_POSTED";
const pubSub = createPubSub<typeof topic, Posted>();

@Resolver(() => Idea)
class IdeaResolver {
  @Query(() => Boolean)
  ok(): boolean {
    return true;
  }

  @FieldResolver(() => Member)
  author(@Root() idea: PeerIdea, @Ctx() { members }: Context): Promise<Member> {
    return members.load(idea.authorId);
  }

  @Subscription(() => IdeaPosted, { topics: topic })
  ideaPosted(@Root() posted: Posted): Posted {
    return posted;
  }
}

const contextOf = (): Context => ({
  members: new DataLoader((ids) => Promise.resolve(ids.map((id) => ({ name: names.get(id)! })))),
});

const schema = await buildSchema({ resolvers: [IdeaResolver], pubSub, validate: false });
const app = peer((posted) => pubSub.publish(topic, posted));
useServer({ schema, context: contextOf }, new WebSocketServer({ server: app.server, path: "/graphql" }));
const apollo = new ApolloServer<Context>({ schema });
await apollo.start();
await app.register(fastifyApollo(apollo), { context: () => Promise.resolve(contextOf()) });
await listen(app);
