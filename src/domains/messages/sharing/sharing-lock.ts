import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { MessageSharing } from "./message-sharing.entity.js";
import { sharingWording } from "./sharing.wording.js";

/** The proposal, locked until the transaction ends; its message is locked before. */
export async function sharingLocked(tx: TransactionContext, id: string): Promise<MessageSharing> {
  const [row] = await tx.db.query<MessageSharing>(
    sql`SELECT ${columnsOf(tx.database.source, MessageSharing, "e")} FROM message_sharing e WHERE e.id = ${id} FOR UPDATE`,
  );
  return row ? entityOf(MessageSharing, row) : reject("NOT_FOUND", sharingWording.noSharing, "id");
}
