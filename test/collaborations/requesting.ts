import type { TestApp } from "../support/app.js";
import type { Person } from "../moderation/moderating.js";

const fields = `id status message askedAt answeredAt expiresAt declineReason from { id } to { id } idea { id } collaboration { id stage members { id } idea { id } }`;
const mutation = (name: string) =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { request { ${fields} } userErrors { code path message } } }`;
const REQUESTS = `query ($direction: RequestDirection, $status: CollaborationRequestStatus, $first: Int, $after: String) { viewer {
  collaborationRequests(direction: $direction, status: $status, first: $first, after: $after) {
    totalCount nodes { ${fields} } pageInfo { hasNextPage endCursor } } } }`;

/** What members do with requests, for tests of them. */
export const requesting = (app: TestApp) => {
  const mutate = async (name: string, { token }: Person, input: object) =>
    (await app.ask(mutation(name), { input }, token)).data[name];
  return {
    ask: (by: Person, memberId: string, more: object = {}) =>
      mutate("requestCollaboration", by, { memberId, message: "Zullen we samenwerken?", ...more }),
    respond: (by: Person, id: string, accept: boolean, reason?: string) =>
      mutate("respondToCollaborationRequest", by, { id, accept, reason }),
    withdraw: (by: Person, id: string) => mutate("withdrawCollaborationRequest", by, { id }),
    requests: async ({ token }: Person, which: Record<string, unknown> = {}) =>
      (await app.ask(REQUESTS, which, token)).data.viewer.collaborationRequests,
    node: async ({ token }: Person, id: string) =>
      (await app.ask(`query ($id: ID!) { node(id: $id) { ... on CollaborationRequest { ${fields} } } }`, { id }, token))
        .data.node,
  };
};
