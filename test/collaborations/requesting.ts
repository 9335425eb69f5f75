import type { TestApp } from "../support/app.js";
import { persistently } from "../support/persistently.js";
import type { Person } from "../moderation/moderating.js";

const fields = `id kind status message askedAt answeredAt expiresAt declineReason from { id } to { id } idea { id } joins { id } collaboration { id stage members { id } idea { id } }`;
const mutation = (name: string) =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { request { ${fields} } userErrors { code path message } } }`;
const REQUESTS = `query ($direction: RequestDirection, $status: CollaborationRequestStatus, $first: Int, $after: String) { viewer {
  collaborationRequests(direction: $direction, status: $status, first: $first, after: $after) {
    totalCount nodes { ${fields} } pageInfo { hasNextPage endCursor } } } }`;
const PENDING = `query ($id: ID!) { node(id: $id) { ... on Collaboration { pendingRequests(first: 100) { nodes { id } } } } }`;

/** What members do with requests, for tests of them. */
export const requesting = (app: TestApp) => {
  const mutate = async (name: string, { token }: Person, input: object) => {
    const { data, errors } = await persistently(() => app.ask(mutation(name), { input }, token));
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  return {
    ask: (by: Person, memberId: string, more: object = {}) =>
      mutate("requestCollaboration", by, { memberId, message: "Zullen we samenwerken?", ...more }),
    respond: (by: Person, id: string, accept: boolean, reason?: string) =>
      mutate("respondToCollaborationRequest", by, { id, accept, reason }),
    join: (by: Person, ideaId: string, more: object = {}) => mutate("joinForces", by, { ideaId, ...more }),
    invite: (by: Person, collaborationId: string, memberId: string, more: object = {}) =>
      mutate("inviteToCollaboration", by, { collaborationId, memberId, ...more }),
    withdraw: (by: Person, id: string) => mutate("withdrawCollaborationRequest", by, { id }),
    requests: async ({ token }: Person, which: Record<string, unknown> = {}) =>
      (await app.ask(REQUESTS, which, token)).data.viewer.collaborationRequests,
    /** The ids of the requests that a member of a collaboration sees; null for others. */
    pending: async (by: Person | null, id: string): Promise<string[] | null> => {
      const { data } = await app.ask(PENDING, { id }, by?.token);
      return data.node.pendingRequests?.nodes.map((request: { id: string }) => request.id) ?? null;
    },
    node: async ({ token }: Person, id: string) =>
      (await app.ask(`query ($id: ID!) { node(id: $id) { ... on CollaborationRequest { ${fields} } } }`, { id }, token))
        .data.node,
  };
};
