import type { ApolloClient } from "@apollo/client";
import { IdeaPostedDocument, IdeasDocument, type IdeaPostedSubscription } from "../generated/graphql.js";

const variables = { first: 20 };

export interface IdeaListener {
  /** At once, and again whenever something in the list changes, whichever query, mutation or event changed it. */
  show: (titles: string[]) => void;
  /** The list is no longer live: the session has ended, or the last event is too long ago. Read it again. */
  ended: (problem: unknown) => void;
}

/** The list of ideas, newest first, to which new ones are added as they are posted. */
export function watchIdeas(client: ApolloClient, { show, ended }: IdeaListener) {
  let live: { unsubscribe: () => void } | undefined;
  const list = client.watchQuery({ query: IdeasDocument, variables });
  const shown = list.subscribe(({ data, dataState }) => {
    if (dataState !== "complete") return;
    show(data.ideas?.edges.map(({ node }) => node.title) ?? []);
    // From the moment of the list on, so that nothing is missed between the two.
    live ??= client
      .subscribe({ query: IdeaPostedDocument, variables: { after: data.liveCursor } })
      .subscribe(({ data: event, error }) => {
        if (event) addIdea(client, event.ideaPosted.idea);
        else ended(error);
      });
  });
  return {
    /** Appends the next page. */
    more: async () => {
      const { data } = list.getCurrentResult();
      if (!data?.ideas?.pageInfo?.hasNextPage) return;
      await list.fetchMore({ variables: { after: data.ideas.pageInfo.endCursor } });
    },
    end: () => {
      shown.unsubscribe();
      live?.unsubscribe();
    },
  };
}

function addIdea({ cache }: ApolloClient, idea: IdeaPostedSubscription["ideaPosted"]["idea"]): void {
  cache.updateQuery({ query: IdeasDocument, variables }, (list) => {
    // The list and the events overlap.
    if (!list?.ideas || list.ideas.edges.some(({ node }) => node.id === idea.id)) return undefined;
    const edges = [{ __typename: "IdeaEdge" as const, node: idea }, ...list.ideas.edges];
    return { ...list, ideas: { ...list.ideas, edges } };
  });
}
