import sql from "sql-template-tag";
import type { Connection } from "../database/database.js";
import type { TransactionContext } from "../graphql/context.js";
import { countMail, type MailBound } from "./mail-bounds.js";
import type { MailJob, MailKind } from "./mail-template.js";
import { Outbox } from "./outbox.entity.js";

/** How long a process has for a mail that it took, before another may take it. */
const lease = sql`interval '2 minutes'`;
/** How long it is tried, at growing distances: half a minute, one, two, up to two hours. */
const patience = sql`interval '1 day'`;

export type TakenMail = MailJob & { id: string; attempts: number };

/**
 * Has a mail sent when the transaction is committed, or at `sendAt` if that is later; it goes with the transaction or
 * not at all. Every mail passes here and is counted for its address; see `countMail` for what happens beyond the limit.
 * Returns whether it is sent: false beyond the limit, and without an account.
 */
export async function sendMail(
  tx: TransactionContext,
  { kind, payload }: MailJob,
  bound: MailBound = "news",
  sendAt?: Date,
): Promise<boolean> {
  const address = "address" in payload ? payload.address : await tx.mailer.addressOf(tx.db, payload.memberId);
  // The account was erased.
  if (address === null) return false;
  if (!(await countMail(tx, address, bound))) return false;
  // It is tried for a day from then on.
  const due = sendAt && { createdAt: sendAt, dueAt: sendAt };
  await tx.manager.insert(Outbox, { id: tx.newId(), kind, payload, ...due });
  tx.onCommit(() => tx.mailer.wake());
  return true;
}

/** Takes what is due, so that no other process does. */
export function takeMails(db: Connection, kinds: MailKind[], max: number): Promise<TakenMail[]> {
  return db.query<TakenMail>(sql`
    UPDATE outbox SET attempts = attempts + 1, due_at = now() + ${lease}
    WHERE id IN (
      SELECT id FROM outbox WHERE due_at <= now() AND kind = ANY(${kinds}) ORDER BY due_at LIMIT ${max} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, kind, payload, attempts`);
}

export async function deleteMail(db: Connection, id: string): Promise<void> {
  await db.query(sql`DELETE FROM outbox WHERE id = ${id}`);
}

/** Puts a mail off that could not be sent; one that was tried for a day is deleted, and then this is true. */
export async function postponeMail(db: Connection, id: string): Promise<boolean> {
  const dropped = await db.query(sql`
    WITH dropped AS (DELETE FROM outbox WHERE id = ${id} AND created_at < now() - ${patience} RETURNING id),
    postponed AS (
      UPDATE outbox SET due_at = now() + least(interval '30 seconds' * power(2, attempts - 1), interval '2 hours')
      WHERE id = ${id} AND created_at >= now() - ${patience}
    )
    SELECT id FROM dropped`);
  return dropped.length > 0;
}

/**
 * Holds every mail that waits to be sent, until it is released or dropped. Each gets another id, and so another secret:
 * one that was sent before has a link that is not valid any more.
 */
export async function holdMails(db: Connection): Promise<void> {
  await db.query(sql`UPDATE outbox SET id = gen_random_uuid(), due_at = 'infinity'`);
}

/** Deletes the mails of some kinds that wait to be sent. */
export async function dropMails(db: Connection, kinds: MailKind[]): Promise<void> {
  await db.query(sql`DELETE FROM outbox WHERE kind = ANY(${kinds})`);
}

/** The mails that were not sent yet. */
export interface OutboxState {
  /** Mails that wait to be sent, those that failed before included. */
  waiting: number;
  /** Those of them that could not be sent before. */
  failed: number;
  /** Mails that are held since a restore. */
  held: number;
  /** How long the oldest of those that wait has waited; 0 when there is none. */
  oldestSeconds: number;
}

export async function outboxState(db: Connection): Promise<OutboxState> {
  // A mail that is being sent for the first time has an attempt, too.
  const [state] = await db.query<OutboxState>(sql`
    SELECT count(*) FILTER (WHERE due_at < 'infinity')::int AS waiting,
      count(*) FILTER (WHERE due_at < 'infinity' AND (attempts > 1 OR attempts = 1 AND created_at < now() - interval '1 minute'))::int AS failed,
      count(*) FILTER (WHERE due_at = 'infinity')::int AS held,
      coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE due_at < 'infinity')), 0)::float8 AS "oldestSeconds"
    FROM outbox`);
  return state!;
}

/** How many mails are held, by kind. */
export const heldMails = (db: Connection): Promise<{ kind: string; count: number; oldest: Date }[]> =>
  db.query(sql`
    SELECT kind, count(*)::int AS count, min(created_at) AS oldest FROM outbox
    WHERE due_at = 'infinity' GROUP BY kind ORDER BY kind`);

/** Has the held mails sent, as if they were written now. */
export async function releaseHeldMails(db: Connection): Promise<void> {
  await db.query(sql`UPDATE outbox SET due_at = now(), created_at = now(), attempts = 0 WHERE due_at = 'infinity'`);
}

/** Deletes the held mails. */
export async function dropHeldMails(db: Connection): Promise<void> {
  await db.query(sql`DELETE FROM outbox WHERE due_at = 'infinity'`);
}

/** Takes back what waits to be sent about a member, or to one of these addresses; without kinds, everything. */
export async function withdrawMails(
  tx: TransactionContext,
  memberId: string,
  { addresses = [], kinds = null }: { addresses?: string[]; kinds?: MailKind[] | null } = {},
): Promise<void> {
  await tx.db.query(sql`
    WITH withdrawn AS (
      DELETE FROM outbox WHERE (payload->>'memberId' = ${memberId} OR payload->>'address' = ANY(${addresses}))
        AND (${kinds}::text[] IS NULL OR kind = ANY(${kinds}))
      RETURNING 1
    )
    SELECT FROM withdrawn`);
}
