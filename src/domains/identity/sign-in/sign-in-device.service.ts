import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { sha256 } from "../../../core/sha256.js";

/** Devices are forgotten when nobody signs in from there for this long. */
export const deviceLifetime = sql`interval '180 days'`;
/** Maximum known devices of a member; a new one takes the place of the one that was not used for longest. */
const maxDevices = 20;

/** The device with this token, in a form for counting, if it is known for the account with this address. */
export async function knownDevice(
  db: Connection,
  email: string,
  token: string | null | undefined,
): Promise<string | null> {
  if (token == null) return null;
  const tokenHash = sha256(token);
  const [device] = await db.query(sql`
    SELECT 1 FROM sign_in_device device JOIN account ON account.member_id = device.member_id
    WHERE token_hash = ${tokenHash} AND account.email = ${email} AND last_used_at > now() - ${deviceLifetime}`);
  return device ? tokenHash.toString("hex") : null;
}

/** Makes the device known, and returns its token: the given one when the device of the member is known by it. */
export async function rememberDevice(
  tx: TransactionContext,
  memberId: string,
  token: string | null | undefined,
): Promise<string> {
  if (token != null) {
    const known = await tx.db.query(sql`
      WITH used AS (
        UPDATE sign_in_device SET last_used_at = ${tx.now()}
        WHERE token_hash = ${sha256(token)} AND member_id = ${memberId} RETURNING 1
      )
      SELECT 1 FROM used`);
    if (known.length > 0) return token;
  }
  const made = randomBytes(32).toString("base64url");
  await tx.db.query(sql`
    WITH gone AS (
      DELETE FROM sign_in_device WHERE token_hash IN (
        SELECT token_hash FROM sign_in_device WHERE member_id = ${memberId}
        ORDER BY last_used_at DESC, token_hash OFFSET ${maxDevices - 1} FOR UPDATE
      )
    )
    INSERT INTO sign_in_device (token_hash, member_id, known_since, last_used_at)
    VALUES (${sha256(made)}, ${memberId}, ${tx.now()}, ${tx.now()})`);
  return made;
}

/** No device of the member is known any longer: who has their tokens may be somebody else. */
export async function forgetDevices(tx: TransactionContext, memberId: string): Promise<void> {
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM sign_in_device WHERE member_id = ${memberId} RETURNING 1) SELECT FROM gone`);
}
