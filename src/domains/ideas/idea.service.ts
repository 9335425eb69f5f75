import sql from "sql-template-tag";
import { brokeConstraint } from "../../core/database/failures.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { definedFields } from "../../core/graphql/validation.js";
import { checkInput, reject, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import { participating } from "../../core/access/actor.js";
import { idempotencyWording } from "../../core/idempotency/idempotency.wording.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { chosenThemes } from "../themes/chosen-themes.js";
import { IdeaTheme } from "./idea-theme.entity.js";
import { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";
import type { EditIdeaInput, PostIdeaInput } from "./idea.inputs.js";
import { ideaSearch } from "./idea.search.js";
import { editIdeaRules, postIdeaRules } from "./idea.validation.js";
import { ideaWording } from "./idea.wording.js";
import { insertIdea } from "./idea.writes.js";

/** Posts an idea of the caller and appends the event to the log. */
export async function postIdea(ctx: Context, input: PostIdeaInput): Promise<Idea> {
  const authorId = requireCaller(ctx);
  const { themes, ...fields } = checkInput(postIdeaRules, input);
  const idea = Object.assign(new Idea(), {
    ...fields,
    id: ctx.newId(),
    authorId,
    language: fields.language ?? ctx.language,
    idempotencyKey: fields.idempotencyKey ?? null,
    postedAt: ctx.now(),
    editedAt: null,
    status: IdeaStatus.OPEN,
    version: 1,
  });
  const before = await postedBefore(ctx, idea, themes);
  if (before) return before;
  const themeIds = await chosenThemes(ctx, themes, (index) => ["themes", index]);
  try {
    await participating(ctx, async (tx) => {
      await countWrite(tx, "idea");
      await tx.db.query(insertIdea(idea, themeIds));
      tx.announce({ kind: "idea.posted", subjectId: idea.id, data: { authorId, kind: idea.kind, themeIds } });
    });
    return idea;
  } catch (error) {
    if (!brokeConstraint(error, "idea_author_id_idempotency_key_key")) throw error;
    // The same request arrived twice concurrently, and the other one won.
    return (await postedBefore(ctx, idea, themes))!;
  }
}

/** Edits an idea of the caller, based on the given version. */
export async function editIdea(ctx: Context, input: EditIdeaInput): Promise<Idea> {
  requireCaller(ctx);
  const { id, version, themes, ...fields } = checkInput(editIdeaRules, input);
  return participating(ctx, async (tx) => {
    const idea = await ownIdeaLocked(tx, id);
    if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "id");
    if (idea.version !== version) throw new Rejection([new StaleVersionError(idea.version)]);
    await countWrite(tx, "edit");
    const changes = { ...definedFields(fields), editedAt: tx.now(), version: version + 1 };
    const edited = Object.assign(idea, changes);
    await tx.manager.update(Idea, { id }, { ...changes, ...searchColumns(ideaSearch, edited) });
    if (themes !== undefined) {
      const themeIds = await chosenThemes(tx, themes ?? [], (index) => ["themes", index]);
      await tx.manager.delete(IdeaTheme, { ideaId: id });
      await insertThemes(tx, id, themeIds);
    }
    const themeRows = await tx.db.query<{ themeId: string }>(
      sql`SELECT theme_id AS "themeId" FROM idea_theme WHERE idea_id = ${id} ORDER BY position`,
    );
    const themeIds = themeRows.map((row) => row.themeId);
    tx.announce({ kind: "idea.edited", subjectId: id, data: { authorId: idea.authorId, kind: edited.kind, themeIds } });
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
    tx.announce({ kind: "idea.withdrawn", subjectId: idea.id, data: { authorId: idea.authorId } });
    return Object.assign(idea, changes);
  });
}

/** The idea, locked until the transaction ends. NOT_FOUND if it is not the caller's. */
async function ownIdeaLocked(tx: TransactionContext, id: string): Promise<Idea> {
  const callerId = requireCaller(tx);
  const rows = await tx.db.query<Idea>(sql`
    SELECT ${columnsOf(tx.database.source, Idea, "e")} FROM idea e
    WHERE e.id = ${id} AND e.author_id = ${callerId} FOR UPDATE`);
  if (!rows[0]) reject("NOT_FOUND", ideaWording.noOwnIdea, "id");
  return entityOf(Idea, rows[0]);
}

async function insertThemes(tx: TransactionContext, ideaId: string, themeIds: string[]): Promise<void> {
  if (themeIds.length > 0)
    await tx.manager.insert(
      IdeaTheme,
      themeIds.map((themeId, position) => ({ ideaId, themeId, position })),
    );
}

/** The idea that the caller posted with the same idempotency key; IDEMPOTENCY_CONFLICT if its content differs. */
async function postedBefore(ctx: Context, idea: Idea, themes: string[]): Promise<Idea | null> {
  if (idea.idempotencyKey === null) return null;
  const [row] = await ctx.db.query<Idea & { themes: string[] }>(sql`
    SELECT ${columnsOf(ctx.database.source, Idea, "e")}, ARRAY(
      SELECT theme.slug FROM idea_theme JOIN theme ON theme.id = theme_id WHERE idea_id = e.id ORDER BY position
    ) AS themes
    FROM idea e WHERE e.author_id = ${idea.authorId} AND e.idempotency_key = ${idea.idempotencyKey}`);
  if (!row) return null;
  const content = (of: Idea, slugs: string[]): string =>
    JSON.stringify([of.kind, of.title, of.body, of.language, slugs]);
  const { themes: postedThemes, ...posted } = row;
  // After an edit the content cannot be compared; the key still identifies the idea.
  if (posted.version === 1 && content(posted, postedThemes) !== content(idea, themes))
    reject("IDEMPOTENCY_CONFLICT", idempotencyWording.otherRequest, "idempotencyKey");
  return entityOf(Idea, posted);
}
