import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader, entityLoader } from "../../core/graphql/batch.js";
import type { List } from "../../core/graphql/connection.js";
import { callerModerates } from "../members/member.visibility.js";
import { Message } from "./message.entity.js";

/** The message; visible to moderators and to the member who left it. */
export const messageById = entityLoader(
  Message,
  (ctx) => sql`(e.member_id = ${ctx.callerId}::uuid OR ${callerModerates(ctx)})`,
);

/** The messages, oldest first. */
export const messagesLeft = (unhandledOnly: boolean): List<Message> => ({
  name: "messages",
  node: Message,
  where: unhandledOnly ? [sql`e.handled_at IS NULL`] : [],
  order: { name: "left", key: sql`e.left_at`, form: "time", descending: false },
});

/** The caller's appeal against a decision. */
export const callerAppeal = loader<Message | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Message>(sql`
    SELECT ${columnsOf(ctx.database.source, Message, "e")} FROM message e
    WHERE e.decision_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId}::uuid`);
  return new Map(rows.map((row) => [row.decisionId!, entityOf(Message, row)]));
}, null);
