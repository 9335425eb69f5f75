import type { Client } from "@urql/core";
import { IdeaPostedDocument, IdeasDocument } from "../generated/graphql.js";
import { firstPage } from "./client.js";

export interface IdeaListener {
  /** At once, and again whenever something in the list changes, whichever query, mutation or event changed it. */
  show: (titles: string[]) => void;
  /** The list is no longer live: the session has ended, or the last event is too long ago. Read it again. */
  ended: (problem: unknown) => void;
}

/** The list of ideas, newest first, to which the cache adds new ones as they are posted. */
export function watchIdeas(client: Client, { show, ended }: IdeaListener) {
  let shown: { unsubscribe: () => void } | undefined;
  let live: { unsubscribe: () => void } | undefined;
  let next: string | null | undefined;
  // The cache joins the pages that were queried, so the query of the last one gives them all.
  const page = (after?: string): void => {
    shown?.unsubscribe();
    const variables = after === undefined ? firstPage : { ...firstPage, after };
    shown = client.query(IdeasDocument, variables).subscribe(({ data }) => {
      if (!data?.ideas) return;
      next = data.ideas.pageInfo.hasNextPage ? data.ideas.pageInfo.endCursor : null;
      show(data.ideas.edges.map(({ node }) => node.title));
      // From the moment of the list on, so that nothing is missed between the two.
      live ??= client
        .subscription(IdeaPostedDocument, { after: data.liveCursor })
        .subscribe(({ data: event, error }) => {
          if (!event && error) ended(error);
        });
    });
  };
  page();
  return {
    /** Appends the next page. */
    more: () => {
      if (next) page(next);
    },
    end: () => {
      shown?.unsubscribe();
      live?.unsubscribe();
    },
  };
}
