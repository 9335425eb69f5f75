import sql, { raw, type Sql } from "sql-template-tag";
import { countLoader, entityLoader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { notSeparated } from "../../members/member.visibility.js";
import type { Reader } from "../../../core/access/reader.js";
import { mayJudge } from "../../moderation/moderation.reads.js";
import { CollaborationMessage } from "./collaboration-message.entity.js";

export const CollaborationMessageConnection = connectionType("CollaborationMessage", () => CollaborationMessage);

/** What is recorded of the reader's participation in a collaboration; null when they do not take part, as after leaving. */
const own = (reader: Reader, column: "joined_after" | "read_up_to", collaborationId: Sql): Sql => sql`(
  SELECT own.${raw(column)} FROM collaboration_member own
  WHERE own.collaboration_id = ${collaborationId} AND own.member_id = ${reader.callerId}::uuid)`;

/**
 * The reader takes part in the collaboration of the message with the alias given since before it was sent, and no block
 * separates them from its author. Not a join, so that a page is read from the index in its order.
 */
const maySeeMessage = (reader: Reader, message: Sql): Sql => sql`(
  ${message}.number > ${own(reader, "joined_after", sql`${message}.collaboration_id`)}
  AND ${notSeparated(reader, sql`${message}.author_id`)})`;

/** The message, for the members of its collaboration, and for moderators who judge a case about it. */
export const messageById = entityLoader(
  CollaborationMessage,
  (ctx) => sql`(${maySeeMessage(ctx, sql`e`)} OR EXISTS (
    SELECT FROM moderation_case about WHERE about.subject_id = e.id AND ${mayJudge(ctx, sql`about.id`)}))`,
);

/** The messages of a collaboration (`e.collaboration_id`) that the caller takes part in, oldest first. */
export const messagesOfCollaboration = (ctx: Context): List<CollaborationMessage> => ({
  name: "collaboration.messages",
  node: CollaborationMessage,
  where: [maySeeMessage(ctx, sql`e`)],
  order: { name: "message", key: sql`e.number`, form: "number", descending: false },
});

/** The reader may see the message with the alias given, somebody else wrote it, and its text can be read. */
const isReceived = (reader: Reader, message: Sql): Sql => sql`(
  ${message}.author_id <> ${reader.callerId}::uuid AND ${message}.hidden_at IS NULL AND ${message}.removed_at IS NULL
  AND ${maySeeMessage(reader, message)})`;

/** The number of messages of others in a collaboration that the caller has not marked as read. */
export const unreadMessageCount = countLoader(
  (ctx, ids) => sql`
    SELECT own.collaboration_id AS id, (
      SELECT count(*)::int FROM collaboration_message e
      WHERE e.collaboration_id = own.collaboration_id AND e.number > own.read_up_to AND ${isReceived(ctx, sql`e`)}) AS count
    FROM collaboration_member own WHERE own.collaboration_id = ANY(${ids}::uuid[]) AND own.member_id = ${ctx.callerId}`,
);

const exists = (reader: Reader, collaborationId: Sql, after: Sql): Sql => sql`EXISTS (
  SELECT FROM collaboration_message message
  WHERE message.collaboration_id = ${collaborationId} AND message.number > ${after} AND ${isReceived(reader, sql`message`)})`;

/** Others have written something in a collaboration that the reader can read. */
export const hasMessages = (reader: Reader, collaborationId: Sql): Sql => exists(reader, collaborationId, sql`0`);

/** Others have written something in a collaboration that the reader can read and has not marked as read. */
export const hasUnreadMessages = (reader: Reader, collaborationId: Sql): Sql =>
  exists(reader, collaborationId, own(reader, "read_up_to", collaborationId));
