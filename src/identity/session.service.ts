import { createHash, randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { Field, ObjectType } from "type-graphql";
import { inTransaction, type Context, type TransactionContext } from "../graphql/context.js";
import { reject, UserErrorCode } from "../graphql/user-error.js";
import { Session } from "./session.entity.js";

const refreshLifetimeMs = 30 * 24 * 3_600_000;

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

/** Opens a session for a member, as one more token of `familyId` or as the first of a new family. */
export async function openSession(
  tx: TransactionContext,
  memberId: string,
  familyId = tx.newId(),
): Promise<OpenedSession> {
  const refreshToken = randomBytes(32).toString("base64url");
  await tx.manager.insert(Session, {
    id: tx.newId(),
    memberId,
    familyId,
    tokenHash: hashOf(refreshToken),
    expiresAt: new Date(tx.now().getTime() + refreshLifetimeMs),
    usedAt: null,
  });
  const { token: accessToken, expiresAt } = await tx.tokens.sign(memberId);
  return { session: { accessToken, refreshToken, expiresAt }, memberId };
}

/** Exchanges a refresh token for a new session; a token that was exchanged before ends its whole family. */
export async function refreshSession(ctx: Context, refreshToken: string): Promise<OpenedSession> {
  const opened = await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db.query<Pick<Session, "id" | "memberId" | "familyId" | "expiresAt" | "usedAt">>(sql`
      SELECT id, member_id AS "memberId", family_id AS "familyId", expires_at AS "expiresAt", used_at AS "usedAt"
      FROM session WHERE token_hash = ${hashOf(refreshToken)} FOR UPDATE`);
    if (!found || found.expiresAt <= tx.now()) return null;
    if (found.usedAt !== null) {
      await tx.manager.delete(Session, { familyId: found.familyId });
      return null;
    }
    await tx.manager.update(Session, { id: found.id }, { usedAt: tx.now() });
    return openSession(tx, found.memberId, found.familyId);
  });
  // Rejected only here: a rejection inside would roll the revocation back.
  return (
    opened ??
    reject(
      UserErrorCode.INVALID_CREDENTIALS,
      "This refresh token is not valid any more: sign in again.",
      "refreshToken",
    )
  );
}

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();
