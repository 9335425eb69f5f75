import { createHash, randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { Field, ObjectType } from "type-graphql";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { reject } from "../../core/errors/user-error.js";
import { RefreshToken } from "./refresh-token.entity.js";
import { Session } from "./session.entity.js";
import type { IdentityContext } from "./identity.services.js";

/** A session that is not used for this long has ended. */
export const idleLifetime = sql`interval '30 days'`;

@ObjectType("Session", { description: "What a client keeps while somebody is signed in (sessie)." })
export class OpenSession {
  @Field(() => String, {
    description: "For the header `Authorization: Bearer …`, and `authorization` in a WebSocket's connectionParams.",
  })
  accessToken: string;

  @Field(() => String, { description: "For `refreshSession`, once; valid for 30 days. Keep it secret." })
  refreshToken: string;

  @Field(() => Date, { description: "When the access token runs out, 15 minutes from its making." })
  expiresAt: Date;
}

export interface OpenedSession {
  session: OpenSession;
  memberId: string;
}

/** Signs a member in. */
export async function openSession(tx: TransactionContext<IdentityContext>, memberId: string): Promise<OpenedSession> {
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM session WHERE member_id = ${memberId} AND last_used_at < now() - ${idleLifetime} RETURNING 1)
    SELECT FROM gone`);
  const id = tx.newId();
  const { userAgent } = tx.client;
  await tx.manager.insert(Session, { id, memberId, signedInAt: tx.now(), lastUsedAt: tx.now(), userAgent });
  return nextTokens(tx, id, memberId);
}

/** Exchanges a refresh token for new tokens; a token that was exchanged before ends its session. */
export async function refreshSession(ctx: IdentityContext, refreshToken: string): Promise<OpenedSession> {
  const opened = await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db.query<{ sessionId: string; memberId: string; usedAt: Date | null }>(sql`
      SELECT session.id AS "sessionId", session.member_id AS "memberId", refresh_token.used_at AS "usedAt"
      FROM refresh_token JOIN session ON session.id = refresh_token.session_id
      WHERE token_hash = ${hashOf(refreshToken)} AND session.last_used_at > now() - ${idleLifetime}
      FOR UPDATE`);
    if (!found) return null;
    if (found.usedAt !== null) {
      await endSessions(tx, found.memberId, [found.sessionId]);
      return null;
    }
    await tx.manager.update(RefreshToken, { tokenHash: hashOf(refreshToken) }, { usedAt: tx.now() });
    await tx.manager.update(Session, { id: found.sessionId }, { lastUsedAt: tx.now() });
    // Kept for two days, to notice that one is used twice.
    await tx.db.query(sql`
      WITH gone AS (DELETE FROM refresh_token WHERE session_id = ${found.sessionId} AND used_at < now() - interval '2 days' RETURNING 1)
      SELECT FROM gone`);
    return nextTokens(tx, found.sessionId, found.memberId);
  });
  // Rejected only here: a rejection inside would roll the end of the session back.
  return (
    opened ?? reject("INVALID_CREDENTIALS", "This refresh token is not valid any more: sign in again.", "refreshToken")
  );
}

/** Ends the caller's session, or all their sessions, in every process. */
export async function signOut(ctx: Context, everywhere: boolean): Promise<void> {
  const memberId = requireCaller(ctx);
  await inTransaction(ctx, async (tx) => {
    if (everywhere) await endAllSessions(tx, memberId);
    else if (ctx.sessionId !== null) await endSessions(tx, memberId, [ctx.sessionId]);
    else
      reject(
        "INVALID_INPUT",
        "This access token belongs to no session here: sign out where it was given, or everywhere.",
        "everywhere",
      );
  });
}

/** Ends one session of the caller's. */
export async function revokeSession(ctx: Context, id: string): Promise<void> {
  const memberId = requireCaller(ctx);
  const ended = await inTransaction(ctx, (tx) => endSessions(tx, memberId, [idOf(id)]));
  if (ended === 0) reject("NOT_FOUND", "You have no session with this id.", "id");
}

/** Ends all sessions of a member but one, and every access token that belongs to none. */
export const endAllSessions = (tx: TransactionContext, memberId: string, but: string | null = null): Promise<void> =>
  endAll(tx, memberId, { but, everywhere: true });

/** Ends all sessions of a member; access tokens that belong to none stay valid. */
export const endOpenSessions = (tx: TransactionContext, memberId: string): Promise<void> =>
  endAll(tx, memberId, { but: null, everywhere: false });

async function endAll(
  tx: TransactionContext,
  memberId: string,
  { but, everywhere }: { but: string | null; everywhere: boolean },
): Promise<void> {
  const ended = await tx.db.query<{ id: string }>(sql`
    WITH ended AS (DELETE FROM session WHERE member_id = ${memberId} AND id IS DISTINCT FROM ${but} RETURNING id)
    SELECT id FROM ended`);
  const sessionIds = ended.map(({ id }) => id);
  if (everywhere || sessionIds.length > 0)
    tx.announce({ kind: "sessions.revoked", subjectId: memberId, data: { memberId, sessionIds, everywhere } });
}

/** Ends those of the sessions that are the member's, and tells how many. */
async function endSessions(tx: TransactionContext, memberId: string, ids: string[]): Promise<number> {
  const ended = await tx.db.query<{ id: string }>(sql`
    WITH ended AS (DELETE FROM session WHERE member_id = ${memberId} AND id = ANY(${ids}::uuid[]) RETURNING id)
    SELECT id FROM ended`);
  const sessionIds = ended.map(({ id }) => id);
  if (sessionIds.length > 0)
    tx.announce({ kind: "sessions.revoked", subjectId: memberId, data: { memberId, sessionIds, everywhere: false } });
  return sessionIds.length;
}

async function nextTokens(
  tx: TransactionContext<IdentityContext>,
  sessionId: string,
  memberId: string,
): Promise<OpenedSession> {
  const refreshToken = randomBytes(32).toString("base64url");
  await tx.manager.insert(RefreshToken, { tokenHash: hashOf(refreshToken), sessionId, usedAt: null });
  const { token: accessToken, expiresAt } = await tx.tokens.sign(memberId, sessionId);
  return { session: { accessToken, refreshToken, expiresAt }, memberId };
}

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();
