import relay, { type IEnvironment } from "relay-runtime";
import IdeaPostedSubscription from "./generated/documentsIdeaPostedSubscription.graphql.js";
import IdeasPageQuery from "./generated/documentsIdeasPageQuery.graphql.js";
import IdeasQuery, { type documentsIdeasQuery$data } from "./generated/documentsIdeasQuery.graphql.js";
import IdeasFragment, { type documents_ideas$data } from "./generated/documents_ideas.graphql.js";

const { ConnectionHandler, createOperationDescriptor, fetchQuery, getSingularSelector, requestSubscription } = relay;

const first = 20;

export interface IdeaListener {
  /** At once, and again whenever something in the list changes, whichever query, mutation or event changed it. */
  show: (titles: string[]) => void;
  /** The list cannot be shown, or is no longer live: the session has ended, or the last event is too long ago. Read it again. */
  ended: (problem: unknown) => void;
}

/**
 * The list of ideas, newest first, to which new ones are added as they are posted. With React, `useLazyLoadQuery`,
 * `usePaginationFragment` and `useSubscription` do the same; they are made of these functions.
 */
export function watchIdeas(environment: IEnvironment, { show, ended }: IdeaListener) {
  const operation = createOperationDescriptor(IdeasQuery, { first });
  const held = [environment.retain(operation)];
  let isEnded = false;
  const ideas = () => {
    const root = environment.lookup(operation.fragment).data as documentsIdeasQuery$data;
    const list = environment.lookup(getSingularSelector(IdeasFragment, root));
    return { list, liveCursor: root.liveCursor, ...(list.data as unknown as documents_ideas$data) };
  };
  const showAll = (): void => show(ideas().ideas?.edges.map(({ node }) => node.title) ?? []);
  fetchQuery(environment, IdeasQuery, { first })
    .toPromise()
    .then(() => {
      if (isEnded) return;
      showAll();
      held.push(environment.subscribe(ideas().list, showAll));
      // From the moment of the list on, so that nothing is missed between the two.
      held.push(addNewIdeas(environment, ideas().liveCursor, ended));
    })
    .catch(ended);
  return {
    /** Appends the next page. */
    more: async () => {
      const pageInfo = ideas().ideas?.pageInfo;
      if (!pageInfo?.hasNextPage) return;
      await fetchQuery(environment, IdeasPageQuery, { first, after: pageInfo.endCursor }).toPromise();
    },
    end: () => {
      isEnded = true;
      for (const { dispose } of held) dispose();
    },
  };
}

const addNewIdeas = (environment: IEnvironment, after: string, ended: (problem: unknown) => void) =>
  requestSubscription(environment, {
    subscription: IdeaPostedSubscription,
    variables: { after },
    updater: (store) => {
      const list = ConnectionHandler.getConnection(store.getRoot(), "documents_ideas");
      const idea = store.getRootField("ideaPosted")!.getLinkedRecord("idea");
      // The list and the events overlap.
      const ids = list?.getLinkedRecords("edges")?.map((edge) => edge.getLinkedRecord("node")?.getDataID());
      if (!list || ids?.includes(idea.getDataID())) return;
      ConnectionHandler.insertEdgeBefore(list, ConnectionHandler.createEdge(store, list, idea, "IdeaEdge"));
    },
    onError: ended,
  });
