import sql from "sql-template-tag";
import { z } from "zod";
import { checkInput } from "../../../core/errors/user-error.js";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { email } from "../../../core/graphql/validation.js";
import { sendMail } from "../../../core/mail/outbox.js";
import { sha256 } from "../../../core/sha256.js";
import { throttleByAddress } from "../attempts.js";
import { rejectToken } from "../email-tokens.js";
import type { IdentityContext } from "../identity.services.js";
import type { AcceptedPrivacyStatement } from "../statement/statement.types.js";
import type { Person } from "./person.js";
import { randomSecret } from "./secrets.js";
import { UnconfirmedIdentity } from "./unconfirmed-identity.entity.js";

/** How long the page waits for an address. */
const askedForMs = 60 * 60_000;
/** How long the mailed link is valid. */
const mailedFor = sql`interval '1 day'`;

const addressRules = z.object({ email });

/** Whether a mail reaches the address, or is for whoever tries the service out. */
export const canConfirmAddresses = ({ mailer, unverifiedSignUp }: IdentityContext): boolean =>
  mailer.reachesPeople || unverifiedSignUp;

/** Remembers who has signed in at the issuer until they have given an address; returns the secret of the page for it. */
export async function awaitAddress(
  ctx: Context,
  { issuer, subject, suggestedEmail }: Person,
  returnTo: string | null,
): Promise<string> {
  const ticket = randomSecret();
  const row = { issuer, subject, email: suggestedEmail, tokenHash: null, language: ctx.language, returnTo };
  await inTransaction(ctx, async (tx) => {
    // Skips rows that another transaction is deleting.
    await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM unconfirmed_identity WHERE id IN (
          SELECT id FROM unconfirmed_identity WHERE expires_at < ${tx.now()} LIMIT 100 FOR UPDATE SKIP LOCKED
        ) RETURNING 1
      )
      SELECT FROM gone`);
    const expiresAt = new Date(tx.now().getTime() + askedForMs);
    await tx.manager.insert(UnconfirmedIdentity, { ...row, id: tx.newId(), ticketHash: sha256(ticket), expiresAt });
  });
  return ticket;
}

/** The address that is suggested to the holder of a ticket, or that they gave; undefined when the ticket is not valid. */
export async function suggestedAddress(ctx: Context, ticket: string): Promise<{ email: string | null } | undefined> {
  const [found] = await ctx.db.query<{ email: string | null }>(sql`
    SELECT email FROM unconfirmed_identity WHERE ticket_hash = ${sha256(ticket)} AND expires_at > ${ctx.now()}`);
  return found;
}

/**
 * Mails a link to the address, and remembers which privacy statement was accepted with it. Neither the answer nor the statements show whether it has an account. An earlier link of
 * the ticket is not valid any more.
 */
export async function giveAddress(
  ctx: Context,
  ticket: string,
  address: string,
  accepted: AcceptedPrivacyStatement | null,
): Promise<void> {
  await throttleByAddress(ctx, "address after a sign-in at the issuer");
  const input = checkInput(addressRules, { email: address });
  await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db.query<{ id: string }>(sql`
      WITH given AS (
        UPDATE unconfirmed_identity
        SET email = ${input.email}, token_hash = NULL, language = ${tx.language}, expires_at = now() + ${mailedFor},
          accepted_version = ${accepted?.version ?? null}, accepted_at = ${accepted?.acceptedAt ?? null}
        WHERE ticket_hash = ${sha256(ticket)} AND expires_at > ${tx.now()} RETURNING id
      )
      SELECT id FROM given`);
    if (!found) return rejectToken();
    const page = `${tx.publicUrl()}/auth/oidc/confirm`;
    const payload = { identityId: found.id, address: input.email, page };
    await sendMail(tx, { kind: "externalAddress", payload }, "access");
  });
}

/** Whether the token of a mailed link is valid, and the page that the sign-in began at. */
export async function mailedLink(ctx: Context, tokenHash: Buffer): Promise<{ returnTo: string | null } | undefined> {
  const [found] = await ctx.db.query<{ returnTo: string | null }>(sql`
    SELECT return_to AS "returnTo" FROM unconfirmed_identity
    WHERE token_hash = ${tokenHash} AND expires_at > ${ctx.now()}`);
  return found;
}

export interface ConfirmedAddress {
  email: string;
  /** The privacy statement that the person accepted with it; null without one. */
  accepted: AcceptedPrivacyStatement | null;
}

/**
 * The address that the person confirms by following a mailed link and signing in again; null when the link was mailed
 * for somebody else, so that nobody gets an account with the address of a person who followed a stranger's link.
 */
export async function confirmedAddress(
  ctx: Context,
  person: Person,
  tokenHash: Buffer,
): Promise<ConfirmedAddress | null> {
  const [found] = await ctx.database.query<{ email: string; version: string | null; acceptedAt: Date | null }>(sql`
    SELECT email, accepted_version AS version, accepted_at AS "acceptedAt" FROM unconfirmed_identity
    WHERE token_hash = ${tokenHash} AND issuer = ${person.issuer} AND subject = ${person.subject}
      AND expires_at > ${ctx.now()}`);
  if (!found) return null;
  const { email, version, acceptedAt } = found;
  return { email, accepted: version === null || acceptedAt === null ? null : { version, acceptedAt } };
}

/** Deletes what was remembered of a person who is a member by now. */
export async function forgetUnconfirmed(ctx: Context, { issuer, subject }: Person): Promise<void> {
  await inTransaction(ctx, (tx) =>
    tx.db.query(sql`
      WITH gone AS (
        DELETE FROM unconfirmed_identity WHERE issuer = ${issuer} AND subject = ${subject} RETURNING 1
      )
      SELECT FROM gone`),
  );
}
