import sql, { type Sql } from "sql-template-tag";
import { inTransaction, type TransactionContext } from "../../../core/graphql/context.js";
import { recordActivity } from "../activity.js";
import { reject } from "../../../core/errors/user-error.js";
import { sha256 } from "../../../core/sha256.js";
import type { IdentityContext } from "../identity.services.js";
import { endSessions, idleLifetime, nextTokens, tokensWith, type OpenedSession } from "../session.service.js";
import { Session } from "../session.entity.js";
import { signInWording } from "../sign-in/sign-in.wording.js";
import { RefreshToken } from "./refresh-token.entity.js";
import { openSuccessor, sealSuccessor, type SuccessorOwner } from "./successor.js";

/** For how long a token that was used gives its client the same successor: two tabs, or a response that was lost. */
const repeatableMs = 30_000;

/** Deletes the successors that are not given again. */
export const forgetSuccessors: Sql = sql`
  UPDATE refresh_token SET successor = NULL
  WHERE successor IS NOT NULL AND used_at < now() - interval '1 millisecond' * ${repeatableMs}`;

interface FoundToken {
  sessionId: string;
  memberId: string;
  usedAt: Date | null;
  successor: Buffer | null;
}

/**
 * Exchanges a refresh token for new tokens. A second exchange gives the same refresh token within 30 seconds and to the
 * same client; any other ends the session.
 */
export async function refreshSession(ctx: IdentityContext, refreshToken: string): Promise<OpenedSession> {
  const opened = await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db.query<FoundToken>(sql`
      SELECT session.id AS "sessionId", session.member_id AS "memberId", refresh_token.used_at AS "usedAt",
        refresh_token.successor
      FROM refresh_token JOIN session ON session.id = refresh_token.session_id
      WHERE token_hash = ${sha256(refreshToken)} AND session.last_used_at > now() - ${idleLifetime}
      FOR UPDATE`);
    if (!found) return null;
    const owner = { refreshToken, userAgent: tx.client.userAgent };
    if (found.usedAt === null) return exchange(tx, found, owner);
    const successor = repeatedSuccessor(found, owner, tx.now());
    if (successor !== null) return tokensWith(tx, found.sessionId, found.memberId, successor);
    await endSessions(tx, found.memberId, [found.sessionId]);
    return null;
  });
  // After the commit, as an erasure locks the account before the session.
  if (opened) await recordActivity(ctx.database, opened.memberId, ctx.now());
  // Rejected outside the transaction, which would otherwise roll back the end of the session.
  return opened ?? reject("INVALID_CREDENTIALS", signInWording.invalidRefreshToken, "refreshToken");
}

async function exchange(
  tx: TransactionContext<IdentityContext>,
  { sessionId, memberId }: FoundToken,
  owner: SuccessorOwner,
): Promise<OpenedSession> {
  const opened = await nextTokens(tx, sessionId, memberId);
  const successor = sealSuccessor(opened.session.refreshToken, owner);
  await tx.manager.update(RefreshToken, { tokenHash: sha256(owner.refreshToken) }, { usedAt: tx.now(), successor });
  await tx.manager.update(Session, { id: sessionId }, { lastUsedAt: tx.now() });
  // Used tokens are stored for two days to detect reuse.
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM refresh_token WHERE session_id = ${sessionId} AND used_at < now() - interval '2 days' RETURNING 1)
    SELECT FROM gone`);
  return opened;
}

/** The successor of a token that was used, if its client may have it again. */
function repeatedSuccessor({ usedAt, successor }: FoundToken, owner: SuccessorOwner, now: Date): string | null {
  if (successor === null || now.getTime() - usedAt!.getTime() > repeatableMs) return null;
  return openSuccessor(successor, owner);
}
