import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader, entityLoader } from "../../core/graphql/batch.js";
import type { List } from "../../core/graphql/connection.js";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { Message } from "./message.entity.js";

/** The caller left the message with this alias, or moderates. */
export const maySeeMessage = (ctx: Reader, message: Sql): Sql =>
  sql`(${message}.member_id = ${ctx.callerId}::uuid OR ${callerModerates(ctx)})`;

/** The message; visible to moderators and to the member who left it. */
export const messageById = entityLoader(Message, (ctx) => maySeeMessage(ctx, sql`e`));

/**
 * A member left the message with this alias, or made the decision that it appeals against, or is affected by it: they are not
 * to handle it.
 */
export const concerns = (message: Sql, memberId: Sql): Sql => sql`(
  ${message}.member_id IS NOT DISTINCT FROM ${memberId}
  OR EXISTS (SELECT FROM moderation_decision d WHERE d.id = ${message}.decision_id AND (d.decided_by_id = ${memberId}
    OR EXISTS (SELECT FROM moderation_case_member affected
      WHERE affected.case_id = d.case_id AND affected.member_id = ${memberId}))))`;

/** The message with this alias waits for a moderator. */
export const isUnhandled = (message: Sql): Sql => sql`${message}.handled_at IS NULL`;

/** The messages, oldest first. */
export const messagesLeft = (unhandledOnly: boolean): List<Message> => ({
  name: "messages",
  node: Message,
  where: unhandledOnly ? [isUnhandled(sql`e`)] : [],
  order: { name: "left", key: sql`e.left_at`, form: "time", descending: false },
});

/** The caller's appeal against a decision. */
export const callerAppeal = loader<Message | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Message>(sql`
    SELECT ${columnsOf(ctx.database.source, Message, "e")} FROM message e
    WHERE e.decision_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId}::uuid`);
  return new Map(rows.map((row) => [row.decisionId!, entityOf(Message, row)]));
}, null);
