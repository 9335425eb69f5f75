import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { authExchange } from "@urql/exchange-auth";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { subscribe } from "../../live/follow.js";
import { IdeasDocument } from "../generated/graphql.js";
import schema from "../generated/introspection.js";

/** The variables of the list's first page. */
export const firstPage = { first: 20 };

const cache = () =>
  cacheExchange({
    // Tells the cache which types an interface has, and what may be null.
    schema,
    resolvers: {
      Query: {
        idea: (_parent, { id }) => ({ __typename: "Idea", id }),
        member: (_parent, { id }) => ({ __typename: "Member", id }),
        gathering: (_parent, { id }) => ({ __typename: "Gathering", id }),
        ideas: relayPagination(),
        members: relayPagination(),
        gatherings: relayPagination(),
        themes: relayPagination(),
      },
      Viewer: { notifications: relayPagination() },
      Idea: { comments: relayPagination() },
    },
    updates: {
      Subscription: {
        // At the head of the list that is shown, see ideas.ts.
        ideaPosted: ({ ideaPosted: { idea } }, _args, cache) =>
          cache.updateQuery({ query: IdeasDocument, variables: firstPage }, (list) => {
            // The list and the events overlap.
            if (!list?.ideas || list.ideas.edges.some(({ node }) => node.id === idea.id)) return list;
            const edges = [{ __typename: "IdeaEdge", node: idea }, ...list.ideas.edges];
            return { ...list, ideas: { ...list.ideas, edges } };
          }),
      },
    },
  });

export function urqlClient({ service, session, webSocketImpl }) {
  const auth = authExchange(async (utils) => {
    let token = await session.accessToken();
    let isRefused = false;
    return {
      addAuthToOperation: (operation) =>
        token ? utils.appendHeaders(operation, { authorization: `Bearer ${token}` }) : operation,
      willAuthError: () => !session.isCurrent(token),
      // A token can be refused before its time, as when the clock here is slow: once more, with a new one.
      didAuthError: ({ graphQLErrors }) =>
        (isRefused = token !== null && graphQLErrors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED")),
      refreshAuth: async () => {
        if (isRefused) await session.refused(token);
        isRefused = false;
        token = await session.accessToken();
      },
    };
  });
  return new Client({
    url: `${service}/graphql`,
    exchanges: [
      cache(),
      auth,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({ unsubscribe: subscribe({ service, session, webSocketImpl }, request, sink) }),
        }),
      }),
    ],
  });
}
