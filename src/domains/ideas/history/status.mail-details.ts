import sql from "sql-template-tag";
import type { Context } from "../../../core/graphql/context.js";
import { quotedLines } from "../../../core/mail/quoted-words.js";
import type { NotificationSubject } from "../../../core/notifications/notification-kind.js";
import type { Language } from "../../../core/texts/language.js";
import { ideaPageWording } from "../idea-page.wording.js";
import type { IdeaStatus } from "../idea.enums.js";
import { ideaById } from "../idea.reads.js";

/** What was said last of the status of an idea, and the status, if the reader may see the idea. */
export async function statusDetails(
  ctx: Context,
  { ideaId }: NotificationSubject,
  language: Language,
): Promise<string[]> {
  const idea = ideaId === null ? null : await ideaById(ctx, ideaId);
  if (!idea) return [];
  const [last] = await ctx.db.query<{ status: IdeaStatus; note: string | null }>(sql`
    SELECT status, note FROM idea_change WHERE idea_id = ${idea.id} AND status IS NOT NULL
    ORDER BY changed_at DESC, id DESC LIMIT 1`);
  if (!last) return [];
  const { status, statuses } = ideaPageWording[language];
  const line = `${status}: ${statuses[last.status]}`;
  return [line, ...(last.note === null ? [] : [quotedLines(last.note)])];
}
