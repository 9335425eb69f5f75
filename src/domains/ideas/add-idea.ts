import type { Context, TransactionContext } from "../../core/graphql/context.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";
import { insertIdea } from "./idea.writes.js";
import type { MentionRange } from "./mentions/mention.ranges.js";
import { insertMentions, mentionedIds } from "./mentions/mention.writes.js";

/** What an author chooses of an idea, as `postIdeaRules` gives it. */
export interface NewIdea extends Pick<Idea, "authorId" | "kind" | "title" | "body"> {
  /** A new one by default. */
  id?: string;
  /** Null or absent for the language of the request. */
  language?: Idea["language"];
  idempotencyKey?: string | null;
}

/** A new idea, which is posted now and open. */
export const newIdea = (ctx: Context, { id, authorId, kind, title, body, language, idempotencyKey }: NewIdea): Idea =>
  Object.assign(new Idea(), {
    ...{ id: id ?? ctx.newId(), kind, title, body, language: language ?? ctx.language },
    ...{ authorId, idempotencyKey: idempotencyKey ?? null },
    ...{ postedAt: ctx.now(), editedAt: null, status: IdeaStatus.OPEN, version: 1 },
  });

/** Adds a new idea with its themes and mentions, counts it as a write of the caller, and appends the event to the log. */
export async function addIdea(
  tx: TransactionContext,
  idea: Idea,
  themeIds: string[],
  mentions: readonly MentionRange[] = [],
): Promise<Idea> {
  await countWrite(tx, "idea");
  await tx.db.query(insertIdea(idea, themeIds));
  const mentioned = await insertMentions(tx, { ideaId: idea.id, commentId: null }, mentions);
  const data = { authorId: idea.authorId, kind: idea.kind, themeIds, ...mentionedIds(mentioned) };
  tx.announce({ kind: "idea.posted", subjectId: idea.id, data });
  return idea;
}
