import type { Person } from "../moderation/moderating.js";
import type { TestApp } from "../support/app.js";

export interface Message {
  id: string;
  body: string | null;
  author: { id: string } | null;
}

/** A collaboration as one of its members, or somebody else, sees its messages. */
export interface Thread {
  unreadMessageCount: number | null;
  messages: { totalCount: number; nodes: Message[] } | null;
}

const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) {
  message { id body sentAt author { id } collaboration { id } } userErrors { code path message } } }`;
const MARK = `mutation ($input: MarkMessagesReadInput!) { markMessagesRead(input: $input) {
  collaboration { id unreadMessageCount } userErrors { code path message } } }`;
const THREAD = `query ($id: ID!) { node(id: $id) { ... on Collaboration {
  unreadMessageCount messages(first: 100) { totalCount nodes { id body author { id } } } } } }`;

/** What members write to each other in collaborations, and what they read of it. */
export const messaging = (app: TestApp) => {
  const mutate = async (query: string, name: string, by: Person, input: object, on = app) => {
    const { data, errors } = await on.ask(query, { input }, by.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  const send = (by: Person, collaborationId: string, body = "Dag!", more: object = {}, on = app) =>
    mutate(SEND, "sendMessage", by, { collaborationId, body, ...more }, on);
  /** The id of a message, which must be sent. */
  const sent = async (by: Person, collaborationId: string, body = "Dag!", on = app): Promise<string> => {
    const { message, userErrors } = await send(by, collaborationId, body, {}, on);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return message.id as string;
  };
  const mark = (by: Person, collaborationId: string, upTo: string) =>
    mutate(MARK, "markMessagesRead", by, { collaborationId, upTo });
  const thread = async (by: Person | null, id: string): Promise<Thread> =>
    (await app.ask(THREAD, { id }, by?.token)).data.node as Thread;
  /** The texts that somebody reads in a collaboration; null for who may read none. */
  const read = async (by: Person | null, id: string): Promise<(string | null)[] | null> =>
    (await thread(by, id)).messages?.nodes.map(({ body }) => body) ?? null;
  const unread = async (by: Person, id: string): Promise<number | null> => (await thread(by, id)).unreadMessageCount;
  const leave = (by: Person, collaborationId: string) =>
    app.ask(
      `mutation ($input: LeaveCollaborationInput!) { leaveCollaboration(input: $input) { userErrors { code } } }`,
      { input: { collaborationId } },
      by.token,
    );
  const block = (by: Person, { id }: { id: string }) =>
    app.ask(`mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`, { id }, by.token);
  const unblock = (by: Person, { id }: { id: string }) =>
    app.ask(`mutation ($id: ID!) { unblockMember(input: {memberId: $id}) { userErrors { code } } }`, { id }, by.token);
  return { send, sent, mark, thread, read, unread, leave, block, unblock };
};
