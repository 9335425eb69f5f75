import sql, { type Sql } from "sql-template-tag";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { memberById } from "../../members/member.reads.js";
import { memberWording } from "../../members/member.wording.js";
import { placedMentions, unmovedMentions, type MentionRange, type WrittenText } from "./mention.ranges.js";

/** A text with mentions, by its idea and, if it is that of a comment, by that. */
export interface MentioningText {
  ideaId: string;
  commentId: string | null;
}

/** Inserts the mentions of a new text. Returns whom it mentions. NOT_FOUND for a member whom the caller may not see. */
export async function insertMentions(
  tx: TransactionContext,
  about: MentioningText,
  mentions: readonly MentionRange[],
): Promise<string[]> {
  await checkMembers(tx, mentions);
  await insertAll(tx, about, mentions);
  return membersOf(mentions);
}

/**
 * Replaces the mentions of a text, or leaves those whose words stand where they stood when no others are given.
 * Returns whom it did not mention before.
 */
export async function replaceMentions(
  tx: TransactionContext,
  about: MentioningText,
  mentions: readonly MentionRange[] | null | undefined,
  text: WrittenText & { before: string },
): Promise<string[]> {
  if (mentions === undefined && text.stored === text.before) return [];
  const before = await tx.db.query<MentionRange>(sql`
    SELECT member_id AS "memberId", start_offset AS start, end_offset AS "end" FROM mention WHERE ${inText(about)}`);
  await deleteMentions(tx, about);
  if (mentions === undefined) {
    await insertAll(tx, about, unmovedMentions(before, text.before, text.stored));
    return [];
  }
  const known = membersOf(before);
  const mentioned = await insertMentions(tx, about, placedMentions(mentions, text));
  return mentioned.filter((id) => !known.includes(id));
}

export async function deleteMentions(tx: TransactionContext, about: MentioningText): Promise<void> {
  await tx.db.query(sql`DELETE FROM mention WHERE ${inText(about)}`);
}

/** What an event says of them. */
export const mentionedIds = (ids: string[]): { mentionedIds?: string[] } =>
  ids.length === 0 ? {} : { mentionedIds: ids };

const inText = ({ ideaId, commentId }: MentioningText): Sql =>
  commentId === null ? sql`idea_id = ${ideaId} AND comment_id IS NULL` : sql`comment_id = ${commentId}`;

const membersOf = (mentions: readonly MentionRange[]): string[] => [...new Set(mentions.map((one) => one.memberId))];

async function checkMembers(tx: TransactionContext, mentions: readonly MentionRange[]): Promise<void> {
  const members = await Promise.all(mentions.map(({ memberId }) => memberById(tx, memberId)));
  const missing = members.findIndex((member) => member?.erasedAt !== null);
  if (missing >= 0) reject("NOT_FOUND", memberWording.noMember, "mentions", String(missing), "memberId");
}

async function insertAll(
  tx: TransactionContext,
  { ideaId, commentId }: MentioningText,
  mentions: readonly MentionRange[],
): Promise<void> {
  if (mentions.length === 0) return;
  await tx.db.query(sql`
    INSERT INTO mention (id, idea_id, comment_id, member_id, start_offset, end_offset)
    SELECT id, ${ideaId}, ${commentId}::uuid, member_id, start_offset, end_offset FROM unnest(
      ${mentions.map(() => tx.newId())}::uuid[],
      ${mentions.map(({ memberId }) => memberId)}::uuid[],
      ${mentions.map(({ start }) => start)}::int[],
      ${mentions.map(({ end }) => end)}::int[]) AS new (id, member_id, start_offset, end_offset)`);
}
