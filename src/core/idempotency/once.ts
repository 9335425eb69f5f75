import sql, { type Sql } from "sql-template-tag";
import { reject } from "../errors/user-error.js";
import type { TransactionContext } from "../graphql/context.js";
import { sha256 } from "../sha256.js";
import { idempotencyWording } from "./idempotency.wording.js";

/** A request that makes something. */
export interface KeyedRequest {
  mutation: string;
  /** Without a key every request makes something of its own. */
  idempotencyKey: string | null | undefined;
  /** The checked input, without the key. */
  input: object;
}

/** What `make` makes; or, when the caller made it with the same key before, what `read` finds. */
export async function once<Made extends { id: string }>(
  tx: TransactionContext,
  { mutation, idempotencyKey, input }: KeyedRequest,
  read: (tx: TransactionContext, id: string) => Promise<Made | null>,
  make: () => Promise<Made>,
): Promise<Made> {
  if (idempotencyKey == null) return make();
  const inputHash = sha256(JSON.stringify(input));
  const keyHash = sha256(keyOf(tx.callerId, idempotencyKey, inputHash));
  // Waits for a concurrent transaction that uses the same key.
  const used = await tx.db.query(sql`
    INSERT INTO idempotency_key (key_hash, mutation, input_hash) VALUES (${keyHash}, ${mutation}, ${inputHash})
    ON CONFLICT DO NOTHING RETURNING key_hash`);
  if (used.length > 0) {
    const made = await make();
    await tx.db.query(sql`UPDATE idempotency_key SET made_id = ${made.id} WHERE key_hash = ${keyHash}`);
    return made;
  }
  const [before] = await tx.db.query<{ isSame: boolean; madeId: string }>(sql`
    SELECT mutation = ${mutation} AND input_hash = ${inputHash} AS "isSame", made_id AS "madeId"
    FROM idempotency_key WHERE key_hash = ${keyHash}`);
  if (!before!.isSame) reject("IDEMPOTENCY_CONFLICT", idempotencyWording.otherRequest, "idempotencyKey");
  return (await read(tx, before!.madeId)) ?? reject("NOT_FOUND", idempotencyWording.resultGone, "idempotencyKey");
}

/** Deletes keys that are older than any repetition that is answered. */
export const deleteOldKeys: Sql = sql`DELETE FROM idempotency_key WHERE used_at < now() - interval '48 hours'`;

/** Nobody who is not signed in owns a key: it counts together with the content. */
const keyOf = (callerId: string | null, key: string, inputHash: Buffer): string =>
  callerId === null ? `of nobody, ${inputHash.toString("hex")}: ${key}` : `of ${callerId}: ${key}`;
