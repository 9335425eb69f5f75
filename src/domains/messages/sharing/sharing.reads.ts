import sql, { raw } from "sql-template-tag";
import { entityLoader, loader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import { maySeeMessage } from "../message.reads.js";
import { MessageSharing } from "./message-sharing.entity.js";

export const MessageSharingConnection = connectionType("MessageSharing", () => MessageSharing);

/** The proposal, if the caller may see the message. */
export const sharingById = entityLoader(
  MessageSharing,
  (ctx) => sql`EXISTS (SELECT FROM message m WHERE m.id = e.message_id AND ${maySeeMessage(ctx, sql`m`)})`,
);

/** What was proposed to make of a message, oldest first. */
export const sharingsOf: List<MessageSharing> = {
  name: "message.sharings",
  node: MessageSharing,
  order: { name: "proposed", key: sql`e.proposed_at`, form: "time", descending: false },
};

const creditOf = (column: "idea_id" | "gathering_id") =>
  loader<string | null>(async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; name: string }>(sql`
      SELECT e.${raw(column)} AS id, m.name FROM message_sharing e JOIN message m ON m.id = e.message_id
      WHERE e.${raw(column)} = ANY(${ids}::uuid[]) AND e.is_named AND m.name IS NOT NULL`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }, null);

/** Who left the message that a question or a gathering was made of, if they want to be named. */
export const creditOfIdea = creditOf("idea_id");
export const creditOfGathering = creditOf("gathering_id");
