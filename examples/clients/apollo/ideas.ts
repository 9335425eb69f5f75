import type { ApolloClient } from "@apollo/client";
import { IdeaPostedDocument, IdeasDocument } from "../generated/graphql.js";

const variables = { first: 20 };

/**
 * Shows the list of ideas, newest first: at once, and again whenever something in it changes, whichever query, mutation or
 * event changed it.
 */
export function watchIdeas(client: ApolloClient, show: (titles: string[]) => void) {
  const list = client.watchQuery({ query: IdeasDocument, variables });
  const shown = list.subscribe(({ data, dataState }) => {
    if (dataState === "complete") show(data.ideas?.edges.map(({ node }) => node.title) ?? []);
  });
  return {
    /** Appends the next page. */
    more: async () => {
      const { data } = list.getCurrentResult();
      if (data?.ideas?.pageInfo?.hasNextPage)
        await list.fetchMore({ variables: { after: data.ideas.pageInfo.endCursor } });
    },
    end: () => shown.unsubscribe(),
  };
}

/** Puts new ideas at the head of the list as they are posted; none is missed after a broken connection. */
export function showNewIdeas(client: ApolloClient) {
  return client.subscribe({ query: IdeaPostedDocument }).subscribe(({ data }) => {
    if (!data) return;
    const { idea } = data.ideaPosted;
    client.cache.updateQuery({ query: IdeasDocument, variables }, (list) => {
      // The list may have it already: it is queried while events arrive.
      if (!list?.ideas || list.ideas.edges.some(({ node }) => node.id === idea.id)) return undefined;
      const edges = [{ __typename: "IdeaEdge" as const, node: idea }, ...list.ideas.edges];
      return { ...list, ideas: { ...list.ideas, edges } };
    });
  });
}
