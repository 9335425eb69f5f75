import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, Observable } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode, print } from "graphql";
import { from, mergeMap } from "rxjs";
import { subscribe } from "../../live/follow.js";
import possibleTypes from "../generated/possible-types.js";

/** One object of the cache, whichever query it came with: `node` and the fields like `idea` find it there by its id. */
const byId =
  (__typename) =>
  (existing, { args, toReference }) =>
    existing === undefined ? toReference({ __typename, id: args.id }) : existing;

const cache = () =>
  new InMemoryCache({
    ...possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          idea: { read: byId("Idea") },
          member: { read: byId("Member") },
          gathering: { read: byId("Gathering") },
          // Pages are appended to the list of the same filter and order.
          ideas: relayStylePagination(["filter", "orderBy"]),
          members: relayStylePagination(["filter", "orderBy"]),
          gatherings: relayStylePagination(["filter", "orderBy"]),
          themes: relayStylePagination(["search"]),
        },
      },
      Viewer: { fields: { notifications: relayStylePagination(["unreadOnly"]) } },
      Idea: { fields: { comments: relayStylePagination() } },
    },
  });

export function apolloClient({ service, session, webSocketImpl }) {
  const authorization = new SetContextLink(async ({ headers }) => {
    const token = await session.accessToken();
    return { headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) }, token };
  });
  // A token can be refused before its time, as when the clock here is slow: once more, with a new one.
  const renewal = new ErrorLink(({ error, operation, forward }) => {
    const { token } = operation.getContext();
    const isRefused =
      CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED");
    if (!isRefused || !token) return undefined;
    return from(session.refused(token)).pipe(mergeMap(() => forward(operation)));
  });
  const live = new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) =>
        subscribe({ service, session, webSocketImpl }, { query: print(query), variables }, observer),
      ),
  );
  return new ApolloClient({
    cache: cache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      live,
      ApolloLink.from([renewal, authorization, new HttpLink({ uri: `${service}/graphql` })]),
    ),
  });
}
