import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { sendMail } from "../../core/mail/outbox.js";
import { comingGatherings, maxGatherings, maxIdeas, newIdeas } from "./digest.reads.js";
import { nextMonday } from "./followed-themes.js";

/** Followers whose digest is due, after the one given. */
export async function followersWithDigests(db: Connection, now: Date, after: string, max: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    SELECT id FROM theme_follower WHERE digest_due_at <= ${now} AND id > ${after}::uuid ORDER BY id LIMIT ${max}`);
  return rows.map(({ id }) => id);
}

/**
 * Has a follower mailed what is new about their themes; without anything new there is no mail. All or nothing, and under
 * a lock, so that each idea and each gathering is mailed once.
 */
export async function sendDigest(tx: TransactionContext, followerId: string): Promise<void> {
  const [follower] = await tx.db.query<{ email: string }>(sql`
    SELECT email FROM theme_follower WHERE id = ${followerId} AND digest_due_at <= ${tx.now()} FOR UPDATE`);
  if (!follower) return;
  await tx.db.query(sql`
    UPDATE theme_follower SET digest_due_at = ${nextMonday(tx.now())} WHERE id = ${followerId}`);
  const [ideas, gatherings] = [await newIdeas(tx, followerId), await comingGatherings(tx, followerId)];
  if (ideas.length + gatherings.length === 0) return;
  const hasMore = ideas.length > maxIdeas || gatherings.length > maxGatherings;
  const shown = { ideas: ideas.slice(0, maxIdeas), gatherings: gatherings.slice(0, maxGatherings) };
  const payload = { address: follower.email, followerId, ...shown, hasMore };
  // Beyond what an address is mailed, it goes in the next one.
  if (!(await sendMail(tx, { kind: "themeDigest", payload }, "digest"))) return;
  const items = [
    ...shown.ideas.map(({ id }) => ({ id: tx.newId(), idea_id: id, gathering_id: null })),
    ...shown.gatherings.map(({ id }) => ({ id: tx.newId(), idea_id: null, gathering_id: id })),
  ];
  await tx.db.query(sql`
    INSERT INTO theme_digest_item (id, follower_id, idea_id, gathering_id, mailed_at)
    SELECT id, ${followerId}, idea_id, gathering_id, ${tx.now()}
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS item (id uuid, idea_id uuid, gathering_id uuid)`);
}
