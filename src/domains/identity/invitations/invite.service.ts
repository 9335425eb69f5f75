import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { inTransaction } from "../../../core/graphql/context.js";
import { sendMail } from "../../../core/mail/outbox.js";
import type { IdentityContext } from "../identity.services.js";

/** Members of one transaction: a crash loses no more than these, and none is invited twice. */
const batchSize = 25;

/** Who of a source is invited, and who is not. */
export interface InvitationCounts {
  members: number;
  /** Imported without an e-mail address. */
  withoutAddress: number;
  signedIn: number;
  /** Invited before, at the same address. */
  invited: number;
  /** To be invited now. */
  left: number;
}

export interface InviteOptions {
  source: string;
  /** How many mails a minute are sent: those of others, such as links for a new password, go in between. */
  perMinute: number;
  /** Called after each transaction with how many were invited so far. */
  onProgress?: (invited: number) => void;
}

/** The members whom a source brought in, and those who were there already and whom it names. */
const isOf = (source: string): Sql => sql`(member.source = ${source} OR EXISTS (
  SELECT FROM member_source named WHERE named.member_id = member.id AND named.source = ${source}))`;

/** The imported members of a source who can be invited: with an address, never signed in, not yet invited there. */
const notInvited = (source: string): Sql => sql`
  FROM member JOIN account ON account.member_id = member.id
  WHERE ${isOf(source)} AND first_signed_in_at IS NULL AND NOT EXISTS (
    SELECT FROM invitation WHERE invitation.member_id = member.id AND address = account.email)`;

/** The names of the sources that members were imported from. */
export async function sourcesOf(db: Connection): Promise<string[]> {
  const rows = await db.query<{ source: string }>(
    sql`SELECT source FROM member WHERE source IS NOT NULL AND erased_at IS NULL
      UNION SELECT source FROM member_source WHERE source_id NOT LIKE 'erased:%' ORDER BY 1`,
  );
  return rows.map(({ source }) => source);
}

export async function invitationCounts(db: Connection, source: string): Promise<InvitationCounts> {
  const [counts] = await db.query<InvitationCounts>(sql`
    SELECT count(*)::int AS members, count(*) FILTER (WHERE email IS NULL)::int AS "withoutAddress",
      count(*) FILTER (WHERE first_signed_in_at IS NOT NULL)::int AS "signedIn",
      count(*) FILTER (WHERE first_signed_in_at IS NULL AND address = email)::int AS invited,
      (SELECT count(*)::int ${notInvited(source)}) AS "left"
    FROM member LEFT JOIN account ON account.member_id = member.id
      LEFT JOIN invitation ON invitation.member_id = member.id
    WHERE ${isOf(source)} AND erased_at IS NULL`);
  return counts!;
}

/**
 * Has an invitation mailed to each member who can be invited, once. It can be repeated after a crash, and run more than
 * once at a time. Returns how many were invited, and how many were not because of the limit of mails to their address.
 */
export async function invite(
  ctx: IdentityContext,
  { source, perMinute, onProgress }: InviteOptions,
): Promise<{ invited: number; held: number }> {
  const counts = { invited: 0, held: 0 };
  const heldIds: string[] = [];
  const began = ctx.now().getTime();
  for (;;) {
    const { ids, held } = await inTransaction(ctx, async (tx) => {
      // What an invitation that runs at the same time has committed is seen by the next statement.
      await tx.db.query(sql`SELECT pg_advisory_xact_lock(hashtext('invite'))`);
      const due = await tx.db.query<{ memberId: string; address: string }>(sql`
        SELECT member.id AS "memberId", account.email AS address ${notInvited(source)}
          AND NOT member.id = ANY(${heldIds}::uuid[])
        ORDER BY member.id LIMIT ${batchSize} FOR UPDATE OF account`);
      const held: string[] = [];
      let sent = counts.invited;
      for (const { memberId, address } of due) {
        const sendAt = new Date(began + (sent * 60_000) / perMinute);
        const payload = { memberId, statement: ctx.privacyStatement };
        if (!(await sendMail(tx, { kind: "invitation", payload }, "news", sendAt))) {
          held.push(memberId);
          continue;
        }
        sent++;
        await tx.db.query(sql`
          INSERT INTO invitation (member_id, address, invited_at) VALUES (${memberId}, ${address}, ${tx.now()})
          ON CONFLICT (member_id) DO UPDATE SET address = excluded.address, invited_at = excluded.invited_at,
            token_hash = NULL, statement_version = NULL, expires_at = NULL`);
      }
      return { ids: due.map(({ memberId }) => memberId), held };
    });
    if (ids.length === 0) return counts;
    heldIds.push(...held);
    counts.held += held.length;
    counts.invited += ids.length - held.length;
    onProgress?.(counts.invited);
  }
}
