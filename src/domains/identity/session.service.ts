import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { Field, ObjectType } from "type-graphql";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { reject, rejectInput } from "../../core/errors/user-error.js";
import { endFeedAddress } from "./feed-address/feed-address.service.js";
import { recordActivity } from "./activity.js";
import { RefreshToken } from "./refresh/refresh-token.entity.js";
import { forgetDevices, rememberDevice } from "./sign-in/sign-in-device.service.js";
import { Session } from "./session.entity.js";
import type { IdentityContext } from "./identity.services.js";
import { identityWording } from "./identity.wording.js";
import { sha256 } from "../../core/sha256.js";
import { asLine } from "../../core/texts/line.js";

/** Sessions end when they are not refreshed for this long. */
export const idleLifetime = sql`interval '30 days'`;

@ObjectType("Session", { description: "The tokens of a signed-in member (sessie)." })
export class OpenSession {
  @Field(() => String, {
    description:
      "The access token: a JWT for the header `Authorization: Bearer …`, and for `authorization` in the " +
      "`connectionParams` of a WebSocket. Valid for 15 minutes.",
  })
  accessToken: string;

  @Field(() => String, {
    description:
      "The refresh token, for `refreshSession`. Valid once, for 30 days; a repetition within 30 seconds gets the same " +
      "successor. Store it as a secret.",
  })
  refreshToken: string;

  @Field(() => Date, { description: "When the access token expires, 15 minutes after it was issued." })
  expiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      "The token of this device, for the next `signIn` to the account, which then is not slowed down by what others " +
      "tried. It signs nobody in without the password. Valid until the password changes, all sessions are ended, or " +
      "nobody signs in with it for 180 days. Null for `refreshSession`, and for a sign-in at an external issuer. Store " +
      "it as a secret, and keep it after signing out.",
  })
  deviceToken: string | null;
}

export interface OpenedSession {
  session: OpenSession;
  memberId: string;
}

/** Opens a session for a member. */
export async function openSession(tx: TransactionContext<IdentityContext>, memberId: string): Promise<OpenedSession> {
  // Before the sessions, in the order in which an erasure locks.
  await recordActivity(tx.db, memberId, tx.now());
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM session WHERE member_id = ${memberId} AND last_used_at < now() - ${idleLifetime} RETURNING 1)
    SELECT FROM gone`);
  const id = tx.newId();
  const userAgent = tx.client.userAgent === null ? null : asLine(tx.client.userAgent);
  await tx.manager.insert(Session, { id, memberId, signedInAt: tx.now(), lastUsedAt: tx.now(), userAgent });
  return nextTokens(tx, id, memberId);
}

/** Opens a session for a member who gave their password, on a device that is known from then on. */
export async function openSessionWithDevice(
  tx: TransactionContext<IdentityContext>,
  memberId: string,
  deviceToken?: string | null,
): Promise<OpenedSession> {
  const { session } = await openSession(tx, memberId);
  return { session: { ...session, deviceToken: await rememberDevice(tx, memberId, deviceToken) }, memberId };
}

/** Ends the caller's session, or all their sessions, in every process. */
export async function signOut(ctx: Context, everywhere: boolean): Promise<void> {
  const memberId = requireCaller(ctx);
  await inTransaction(ctx, async (tx) => {
    if (everywhere) await endAllSessions(tx, memberId);
    else if (ctx.sessionId !== null) await endSessions(tx, memberId, [ctx.sessionId]);
    else rejectInput(InputProblem.NOT_ALLOWED, identityWording.tokenWithoutSession, "everywhere");
  });
}

/** Ends one session of the caller. */
export async function revokeSession(ctx: Context, id: string): Promise<void> {
  const memberId = requireCaller(ctx);
  const ended = await inTransaction(ctx, (tx) => endSessions(tx, memberId, [idOf(id)]));
  if (ended === 0) reject("NOT_FOUND", identityWording.noSession, "id");
}

/**
 * Ends all sessions of a member except `but` and the secret address of their feeds, invalidates all access tokens without
 * a session, and forgets the known devices.
 */
export const endAllSessions = (tx: TransactionContext, memberId: string, but: string | null = null): Promise<void> =>
  endAll(tx, memberId, { but, everywhere: true });

/** Ends all sessions of a member and forgets the known devices; access tokens without a session stay valid. */
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
  await forgetDevices(tx, memberId);
  if (everywhere) await endFeedAddress(tx.db, memberId);
  const sessionIds = ended.map(({ id }) => id);
  if (everywhere || sessionIds.length > 0)
    tx.announce({ kind: "sessions.revoked", subjectId: memberId, data: { memberId, sessionIds, everywhere } });
}

/** Ends the sessions with these ids that belong to the member. Returns their number. */
export async function endSessions(tx: TransactionContext, memberId: string, ids: string[]): Promise<number> {
  const ended = await tx.db.query<{ id: string }>(sql`
    WITH ended AS (DELETE FROM session WHERE member_id = ${memberId} AND id = ANY(${ids}::uuid[]) RETURNING id)
    SELECT id FROM ended`);
  const sessionIds = ended.map(({ id }) => id);
  if (sessionIds.length > 0)
    tx.announce({ kind: "sessions.revoked", subjectId: memberId, data: { memberId, sessionIds, everywhere: false } });
  return sessionIds.length;
}

/** A new access token and a new refresh token. */
export async function nextTokens(
  tx: TransactionContext<IdentityContext>,
  sessionId: string,
  memberId: string,
): Promise<OpenedSession> {
  const refreshToken = randomBytes(32).toString("base64url");
  await tx.manager.insert(RefreshToken, { tokenHash: sha256(refreshToken), sessionId, usedAt: null, successor: null });
  return tokensWith(tx, sessionId, memberId, refreshToken);
}

/** A new access token, beside a refresh token that is there already. */
export async function tokensWith(
  { tokens }: IdentityContext,
  sessionId: string,
  memberId: string,
  refreshToken: string,
): Promise<OpenedSession> {
  const { token: accessToken, expiresAt } = await tokens.sign(memberId, sessionId);
  return { session: { accessToken, refreshToken, expiresAt, deviceToken: null }, memberId };
}
