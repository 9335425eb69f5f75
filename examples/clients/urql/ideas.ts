import type { Client } from "@urql/core";
import { IdeaPostedDocument, IdeasDocument } from "../generated/graphql.js";
import { firstPage } from "./client.js";

/**
 * Shows the list of ideas, newest first: at once, and again whenever something in it changes, whichever query, mutation or
 * event changed it.
 */
export function watchIdeas(client: Client, show: (titles: string[]) => void) {
  let shown: { unsubscribe: () => void } | undefined;
  let next: string | null | undefined;
  // The cache joins the pages that were queried, so the query of the last one gives them all.
  const page = (after?: string): void => {
    shown?.unsubscribe();
    const variables = after === undefined ? firstPage : { ...firstPage, after };
    shown = client.query(IdeasDocument, variables).subscribe(({ data }) => {
      if (!data?.ideas) return;
      next = data.ideas.pageInfo.hasNextPage ? data.ideas.pageInfo.endCursor : null;
      show(data.ideas.edges.map(({ node }) => node.title));
    });
  };
  page();
  return {
    /** Appends the next page. */
    more: () => {
      if (next) page(next);
    },
    end: () => shown?.unsubscribe(),
  };
}

/** Lets the cache put new ideas at the head of the list as they are posted; none is missed after a broken connection. */
export const showNewIdeas = (client: Client) => client.subscription(IdeaPostedDocument, {}).subscribe(() => undefined);
