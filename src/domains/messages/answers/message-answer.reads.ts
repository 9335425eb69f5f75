import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import { maySeeMessage } from "../message.reads.js";
import { MessageAnswer } from "./message-answer.entity.js";

export const MessageAnswerConnection = connectionType("MessageAnswer", () => MessageAnswer);

/** The answer, if the caller may see the message. */
export const answerById = entityLoader(
  MessageAnswer,
  (ctx): Sql => sql`EXISTS (SELECT FROM message m WHERE m.id = e.message_id AND ${maySeeMessage(ctx, sql`m`)})`,
);

/** The answers to a message, oldest first. */
export const answersOf: List<MessageAnswer> = {
  name: "message.answers",
  node: MessageAnswer,
  order: { name: "answered", key: sql`e.answered_at`, form: "time", descending: false },
};
