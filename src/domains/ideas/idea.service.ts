import sql from "sql-template-tag";
import { brokeConstraint } from "../../core/database/failures.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { definedFields } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { participating } from "../../core/access/actor.js";
import { idempotencyWording } from "../../core/idempotency/idempotency.wording.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { chosenThemes } from "../themes/chosen-themes.js";
import { currentSlugs } from "../themes/theme.reads.js";
import { addIdea, newIdea } from "./add-idea.js";
import { removeAnswer } from "./answers/answer.service.js";
import { IdeaField } from "./history/idea-change.entity.js";
import { recordChange } from "./history/record-change.js";
import { IdeaTheme } from "./idea-theme.entity.js";
import { Idea } from "./idea.entity.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";
import type { EditIdeaInput, PostIdeaInput } from "./idea.inputs.js";
import { changeableIdeaLocked, ownIdeaLocked } from "./idea.locks.js";
import { ideaSearch } from "./idea.search.js";
import { editIdeaRules, postIdeaRules } from "./idea.validation.js";
import { inOrder, placedMentions, type MentionRange } from "./mentions/mention.ranges.js";
import { mentionsAsJson } from "./mentions/mention.reads.js";
import { mentionedIds, replaceMentions } from "./mentions/mention.writes.js";

/** Posts an idea of the caller and appends the event to the log. */
export async function postIdea(ctx: Context, input: PostIdeaInput): Promise<Idea> {
  const authorId = requireCaller(ctx);
  const { themes, mentions, ...fields } = checkInput(postIdeaRules, input);
  const idea = newIdea(ctx, { ...fields, authorId });
  const placed = placedMentions(mentions, { written: input.body, stored: fields.body });
  const before = await postedBefore(ctx, idea, themes, placed);
  if (before) return before;
  try {
    return await participating(ctx, async (tx) => {
      const themeIds = await chosenThemes(tx, themes, (index) => ["themes", index]);
      return addIdea(tx, idea, themeIds, placed);
    });
  } catch (error) {
    if (!brokeConstraint(error, "idea_author_id_idempotency_key_key")) throw error;
    // The same request arrived twice concurrently, and the other one won.
    return (await postedBefore(ctx, idea, themes, placed))!;
  }
}

/** Edits an idea of which the caller is an author, based on the given version. */
export async function editIdea(ctx: Context, input: EditIdeaInput): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const { id, version, themes, mentions, ...given } = checkInput(editIdeaRules, input);
  const fields = definedFields(given);
  return participating(ctx, async (tx) => {
    const idea = await changeableIdeaLocked(tx, id, version);
    await countWrite(tx, "edit");
    const changed = changedFields(idea, fields);
    const before = await themeIdsOf(tx, id);
    const themeIds = themes === undefined ? before : await replacedThemes(tx, id, themes ?? []);
    if (themeIds.join() !== before.join()) changed.push(IdeaField.THEMES);
    const isQuestion = (fields.kind ?? idea.kind) === IdeaKind.QUESTION;
    if (!isQuestion && (await removeAnswer(tx, id))) changed.push(IdeaField.ANSWER);
    if (changed.length === 0 && mentions === undefined) return idea;
    const stored = fields.body ?? idea.body;
    const text = { written: input.body ?? stored, stored, before: idea.body };
    const mentioned = await replaceMentions(tx, { ideaId: id, commentId: null }, mentions, text);
    const changes = { ...fields, editedAt: tx.now(), version: version + 1 };
    const edited = Object.assign(idea, changes);
    await tx.manager.update(Idea, { id }, { ...changes, ...searchColumns(ideaSearch, edited) });
    const isUpdated = changed.includes(IdeaField.STATUS);
    if (changed.length > 0) await recordChange(tx, id, { changed, ...(isUpdated && { status: edited.status }) });
    const by = memberId === idea.authorId ? {} : { by: memberId };
    const data = { authorId: idea.authorId, kind: edited.kind, themeIds, ...by, ...mentionedIds(mentioned) };
    tx.announce({ kind: "idea.edited", subjectId: id, data });
    if (isUpdated) tx.announce({ kind: "idea.status-updated", subjectId: id, data: { memberId, isEdit: true } });
    return edited;
  });
}

/** Withdraws an idea of the caller; idempotent. */
export async function withdrawIdea(ctx: Context, id: string): Promise<Idea> {
  return inTransaction(ctx, async (tx) => {
    const idea = await ownIdeaLocked(tx, idOf(id));
    if (idea.status === IdeaStatus.WITHDRAWN) return idea;
    const changes = { status: IdeaStatus.WITHDRAWN, version: idea.version + 1 };
    await tx.manager.update(Idea, { id: idea.id }, changes);
    await recordChange(tx, idea.id, { changed: [IdeaField.STATUS], status: IdeaStatus.WITHDRAWN });
    tx.announce({ kind: "idea.withdrawn", subjectId: idea.id, data: { authorId: idea.authorId } });
    return Object.assign(idea, changes);
  });
}

/** The fields that differ from what they were, without the themes. */
function changedFields(idea: Idea, fields: Partial<Record<keyof typeof fieldOf, unknown>>): IdeaField[] {
  const names = Object.keys(fieldOf) as (keyof typeof fieldOf)[];
  return names.filter((name) => name in fields && fields[name] !== idea[name]).map((name) => fieldOf[name]);
}

const fieldOf = {
  kind: IdeaField.KIND,
  title: IdeaField.TITLE,
  body: IdeaField.BODY,
  language: IdeaField.LANGUAGE,
  status: IdeaField.STATUS,
} as const;

async function themeIdsOf(tx: TransactionContext, ideaId: string): Promise<string[]> {
  const rows = await tx.db.query<{ themeId: string }>(
    sql`SELECT theme_id AS "themeId" FROM idea_theme WHERE idea_id = ${ideaId} ORDER BY position`,
  );
  return rows.map((row) => row.themeId);
}

async function replacedThemes(tx: TransactionContext, ideaId: string, slugs: string[]): Promise<string[]> {
  const themeIds = await chosenThemes(
    tx,
    slugs,
    (index) => ["themes", index],
    () => themeIdsOf(tx, ideaId),
  );
  await tx.manager.delete(IdeaTheme, { ideaId });
  if (themeIds.length > 0)
    await tx.manager.insert(
      IdeaTheme,
      themeIds.map((themeId, position) => ({ ideaId, themeId, position })),
    );
  return themeIds;
}

/** The idea that the caller posted with the same idempotency key; IDEMPOTENCY_CONFLICT if its content differs. */
async function postedBefore(
  ctx: Context,
  idea: Idea,
  themes: string[],
  mentions: readonly MentionRange[],
): Promise<Idea | null> {
  if (idea.idempotencyKey === null) return null;
  const [row] = await ctx.db.query<Idea & { themes: string[]; requested: string[]; mentions: MentionRange[] }>(sql`
    SELECT ${columnsOf(ctx.database.source, Idea, "e")}, ARRAY(
      SELECT theme.slug FROM idea_theme JOIN theme ON theme.id = theme_id WHERE idea_id = e.id ORDER BY position
    ) AS themes, ${currentSlugs(themes)} AS requested, ${mentionsAsJson(sql`e`)} AS mentions
    FROM idea e WHERE e.author_id = ${idea.authorId} AND e.idempotency_key = ${idea.idempotencyKey}`);
  if (!row) return null;
  const content = (of: Idea, slugs: string[], mentioned: readonly MentionRange[]): string =>
    JSON.stringify([of.kind, of.title, of.body, of.language, slugs, inOrder(mentioned)]);
  const { themes: postedThemes, requested, mentions: postedMentions, ...posted } = row;
  // After an edit the content cannot be compared; the key still identifies the idea.
  if (posted.version === 1 && content(posted, postedThemes, postedMentions) !== content(idea, requested, mentions))
    reject("IDEMPOTENCY_CONFLICT", idempotencyWording.otherRequest, "idempotencyKey");
  return entityOf(Idea, posted);
}
