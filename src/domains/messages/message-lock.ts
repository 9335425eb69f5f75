import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { reject } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { Message } from "./message.entity.js";
import { concerns } from "./message.reads.js";
import { messageWording } from "./message.wording.js";

/** The unhandled message, locked until the transaction ends, for a moderator whom it does not concern. */
export async function messageToHandle(tx: TransactionContext, id: string, moderatorId: string): Promise<Message> {
  const message = await messageLocked(tx, id);
  if (message.handledAt !== null) reject("ALREADY_DECIDED", messageWording.handled, "id");
  return ofOthers(tx, message, moderatorId);
}

/** The message, handled or not, locked until the transaction ends, for a moderator whom it does not concern. */
export const messageNotOwn = async (tx: TransactionContext, id: string, moderatorId: string): Promise<Message> =>
  ofOthers(tx, await messageLocked(tx, id), moderatorId);

async function ofOthers(tx: TransactionContext, message: Message, moderatorId: string): Promise<Message> {
  return (await concernsMember(tx, message.id, moderatorId))
    ? reject("NOT_YOURS_TO_DECIDE", messageWording.notYours, "id")
    : message;
}

/** The message, locked until the transaction ends. */
export async function messageLocked(tx: TransactionContext, id: string): Promise<Message> {
  const [row] = await tx.db.query<Message>(
    sql`SELECT ${columnsOf(tx.database.source, Message, "e")} FROM message e WHERE e.id = ${id} FOR UPDATE`,
  );
  return row ? entityOf(Message, row) : reject("NOT_FOUND", messageWording.noMessage, "id");
}

/** Whether a member left the message, or is a party to the decision that it appeals against. */
export async function concernsMember(tx: TransactionContext, id: string, memberId: string): Promise<boolean> {
  const rows = await tx.db.query(
    sql`SELECT 1 FROM message e WHERE e.id = ${id} AND ${concerns(sql`e`, sql`${memberId}::uuid`)}`,
  );
  return rows.length > 0;
}
