import relay, { type IEnvironment } from "relay-runtime";
import IdeaPostedSubscription from "./generated/documentsIdeaPostedSubscription.graphql.js";
import IdeasPageQuery from "./generated/documentsIdeasPageQuery.graphql.js";
import IdeasQuery from "./generated/documentsIdeasQuery.graphql.js";
import IdeasFragment, { type documents_ideas$data } from "./generated/documents_ideas.graphql.js";

const { ConnectionHandler, createOperationDescriptor, fetchQuery, getSingularSelector, requestSubscription } = relay;

const first = 20;

/**
 * Shows the list of ideas, newest first: at once, and again whenever something in it changes. With React, `useLazyLoadQuery`
 * and `usePaginationFragment` do the same; they are made of these functions.
 */
export async function watchIdeas(environment: IEnvironment, show: (titles: string[]) => void) {
  const operation = createOperationDescriptor(IdeasQuery, { first });
  const kept = environment.retain(operation);
  await fetchQuery(environment, IdeasQuery, { first }).toPromise();
  const root = environment.lookup(operation.fragment).data;
  const list = environment.lookup(getSingularSelector(IdeasFragment, root));
  const ideasIn = (data: unknown): documents_ideas$data["ideas"] => (data as documents_ideas$data).ideas;
  const titles = (data: unknown): string[] => ideasIn(data)?.edges.map(({ node }) => node.title) ?? [];
  show(titles(list.data));
  const shown = environment.subscribe(list, ({ data }) => show(titles(data)));
  return {
    /** Appends the next page. */
    more: async () => {
      const pageInfo = ideasIn(environment.lookup(list.selector).data)?.pageInfo;
      if (!pageInfo?.hasNextPage) return;
      await fetchQuery(environment, IdeasPageQuery, { first, after: pageInfo.endCursor }).toPromise();
    },
    end: () => {
      shown.dispose();
      kept.dispose();
    },
  };
}

/** Puts new ideas at the head of the list as they are posted; none is missed after a broken connection. */
export const showNewIdeas = (environment: IEnvironment) =>
  requestSubscription(environment, {
    subscription: IdeaPostedSubscription,
    variables: {},
    updater: (store) => {
      const list = ConnectionHandler.getConnection(store.getRoot(), "documents_ideas");
      const idea = store.getRootField("ideaPosted")!.getLinkedRecord("idea");
      // The list may have it already: it is queried while events arrive.
      const ids = list?.getLinkedRecords("edges")?.map((edge) => edge.getLinkedRecord("node")?.getDataID());
      if (!list || ids?.includes(idea.getDataID())) return;
      ConnectionHandler.insertEdgeBefore(list, ConnectionHandler.createEdge(store, list, idea, "IdeaEdge"));
    },
  });
