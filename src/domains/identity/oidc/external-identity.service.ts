import sql from "sql-template-tag";
import { brokeConstraint } from "../../../core/database/failures.js";
import { inTransaction, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { organisationIdByCode } from "../../organisations/claimed-organisation.js";
import { recordActivity } from "../activity.js";
import { Account } from "../account.entity.js";
import { dropEmailTokens } from "../email-tokens.js";
import { endOpenSessions } from "../session.service.js";
import { makeMember } from "../sign-up.service.js";
import { recordAcceptance } from "../statement/statement.service.js";
import type { AcceptedPrivacyStatement } from "../statement/statement.types.js";
import { longestLifetimeMs } from "../tokens.js";
import { ExternalIdentity } from "./external-identity.entity.js";
import type { Person } from "./person.js";
import { sha256 } from "../../../core/sha256.js";

/** The constraints that fail when two first uses, or a first use and a sign-up, run concurrently. */
const meetingPoints = ["external_identity_pkey", "account_email_key", "organisation_name_key"];

/** The member identified by this subject; null before the first use. */
export async function memberIdOf(ctx: Context, issuer: string, subject: string): Promise<string | null> {
  const [row] = await ctx.db.query<{ memberId: string }>(sql`
    SELECT member_id AS "memberId" FROM external_identity WHERE issuer = ${issuer} AND subject = ${subject}`);
  return row?.memberId ?? null;
}

/**
 * The member that the person is: identified by subject, else linked by verified e-mail address, else newly created.
 * Null without a verified address, and when the account was erased after `since`, the time of issue of the token.
 * `accepted` is the privacy statement that the person accepted on the page of a first sign-in.
 */
export async function memberOf(
  ctx: Context,
  person: Person,
  since: Date,
  accepted?: AcceptedPrivacyStatement | null,
): Promise<string | null> {
  for (let attempt = 1; ; attempt++)
    try {
      return await inTransaction(ctx, async (tx) => {
        const known = await memberIdOf(tx, person.issuer, person.subject);
        if (known !== null || person.email === null || (await wasForgotten(tx, person, since))) return known;
        const { issuer, subject, email, name, language } = person;
        const newcomer = { name, email, language, passwordHash: null, emailConfirmedAt: tx.now(), accepted: null };
        const linkedId = await linked(tx, email);
        const memberId = linkedId ?? (await makeMember(tx, newcomer));
        if (accepted) await recordAcceptance(tx.db, memberId, accepted);
        await recordActivity(tx.db, memberId, tx.now());
        await tx.manager.insert(ExternalIdentity, { issuer, subject, memberId, linkedAt: tx.now() });
        const isFilled = await fillProfile(tx, memberId, person);
        if (isFilled && linkedId !== null) tx.announce({ kind: "member.updated", subjectId: memberId, data: {} });
        return memberId;
      });
    } catch (error) {
      // The concurrent transaction has committed: the next attempt finds its rows.
      if (attempt === 4 || !meetingPoints.some((constraint) => brokeConstraint(error, constraint))) throw error;
    }
}

/** Where the member works, unless the profile says so already. Returns whether the profile has changed. */
async function fillProfile(
  tx: TransactionContext,
  memberId: string,
  { organisation, sector }: Pick<Person, "organisation" | "sector">,
): Promise<boolean> {
  const member = await tx.manager.findOneByOrFail(Member, { id: memberId });
  const changes: Partial<Member> = {};
  if (organisation !== null && member.organisationId === null)
    changes.organisationId = await organisationIdByCode(tx, { ...organisation, sector });
  if (sector !== null && member.sector === null) changes.sector = sector;
  if (Object.keys(changes).length === 0) return false;
  await tx.manager.update(Member, { id: memberId }, changes);
  return true;
}

/**
 * Deletes a member's external identities. Hashes remain for a day, so that tokens still in circulation do not recreate
 * the account.
 */
export async function forgetIdentities(tx: TransactionContext, memberId: string): Promise<void> {
  const gone = await tx.db.query<Pick<ExternalIdentity, "issuer" | "subject">>(sql`
    WITH gone AS (DELETE FROM external_identity WHERE member_id = ${memberId} RETURNING issuer, subject)
    SELECT issuer, subject FROM gone`);
  for (const identity of gone)
    await tx.db.query(sql`
      INSERT INTO forgotten_identity (identity_hash, forgotten_at) VALUES (${identityHash(identity)}, ${tx.now()})
      ON CONFLICT (identity_hash) DO UPDATE SET forgotten_at = excluded.forgotten_at`);
}

/**
 * The member with this address. If the account was created with it but never confirmed, it passes to the owner of the
 * address.
 */
async function linked(tx: TransactionContext, email: string): Promise<string | null> {
  const [account] = await tx.db.query<{ memberId: string; confirmed: boolean }>(sql`
    SELECT member_id AS "memberId", email_confirmed_at IS NOT NULL AS confirmed
    FROM account WHERE email = ${email} FOR UPDATE`);
  if (!account) return null;
  const { memberId, confirmed } = account;
  if (!confirmed) {
    await tx.manager.update(Account, { memberId }, { passwordHash: null, emailConfirmedAt: tx.now() });
    // Links that the creator requested must no longer work.
    await dropEmailTokens(tx, memberId);
    await endOpenSessions(tx, memberId);
  }
  return memberId;
}

async function wasForgotten(tx: TransactionContext, person: Person, since: Date): Promise<boolean> {
  const over = new Date(tx.now().getTime() - longestLifetimeMs);
  await tx.db.query(sql`
    WITH gone AS (
      DELETE FROM forgotten_identity WHERE identity_hash IN (
        SELECT identity_hash FROM forgotten_identity WHERE forgotten_at < ${over} LIMIT 100 FOR UPDATE SKIP LOCKED
      ) RETURNING 1
    )
    SELECT FROM gone`);
  const rows = await tx.db.query(sql`
    SELECT 1 FROM forgotten_identity WHERE identity_hash = ${identityHash(person)} AND forgotten_at >= ${since}`);
  return rows.length > 0;
}

/** Neither contains a line break, so the concatenation is unambiguous. */
const identityHash = ({ issuer, subject }: Pick<ExternalIdentity, "issuer" | "subject">): Buffer =>
  sha256(`${issuer}\n${subject}`);
