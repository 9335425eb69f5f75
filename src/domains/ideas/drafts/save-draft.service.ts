import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectInput, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { definedFields } from "../../../core/graphql/validation.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { lockMembers } from "../../members/lock-members.js";
import { chosenThemes } from "../../themes/chosen-themes.js";
import { IdeaDraftTheme } from "./idea-draft-theme.entity.js";
import { IdeaDraft } from "./idea-draft.entity.js";
import type { SaveIdeaDraftInput } from "./idea-draft.inputs.js";
import { ideaDraftById } from "./idea-draft.reads.js";
import { maxDrafts, saveIdeaDraftRules } from "./idea-draft.validation.js";
import { draftWording } from "./idea-draft.wording.js";

/** Saves a draft of the caller: a new one, or a change of one that is based on the given version. */
export async function saveIdeaDraft(ctx: Context, input: SaveIdeaDraftInput): Promise<IdeaDraft> {
  const authorId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(saveIdeaDraftRules, input);
  const { id, version, themes, title, body, ...given } = checked;
  const fields = definedFields({
    ...given,
    title: title === null ? "" : title,
    body: body === null ? "" : body,
  });
  const save = async (tx: TransactionContext): Promise<IdeaDraft> => {
    const before = id === null ? await newDraft(tx, authorId) : await changeableDraft(tx, id, version);
    await countWrite(tx, "draft");
    const changes = { ...fields, savedAt: tx.now(), version: before.version + 1 };
    const draft = Object.assign(before, changes);
    if (id === null) await tx.manager.insert(IdeaDraft, draft);
    else await tx.manager.update(IdeaDraft, { id }, changes);
    if (themes !== undefined) await replaceThemes(tx, draft.id, themes ?? []);
    return draft;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "saveIdeaDraft", idempotencyKey, input: checked }, ideaDraftById, () => save(tx)),
  );
}

/** Discards a draft of the caller, and gives it as it was; no effect without one. */
export async function discardIdeaDraft(ctx: Context, id: string): Promise<IdeaDraft | null> {
  requireCaller(ctx);
  return inTransaction(ctx, async (tx) => {
    const draft = await draftLocked(tx, idOf(id));
    if (draft) await tx.manager.delete(IdeaDraft, { id: draft.id });
    return draft;
  });
}

/** The draft of the caller, locked until the transaction ends; null when there is none, or not any more. */
export async function draftLocked(tx: TransactionContext, id: string): Promise<IdeaDraft | null> {
  const [row] = await tx.db.query<IdeaDraft>(sql`
    SELECT ${columnsOf(tx.database.source, IdeaDraft, "e")} FROM idea_draft e
    WHERE e.id = ${id} AND e.author_id = ${tx.callerId} FOR UPDATE`);
  return row ? entityOf(IdeaDraft, row) : null;
}

/** An empty draft, unless the member has as many as they may; others wait, so that they cannot exceed it together. */
async function newDraft(tx: TransactionContext, authorId: string): Promise<IdeaDraft> {
  await lockMembers(tx, [authorId]);
  if ((await tx.manager.countBy(IdeaDraft, { authorId })) >= maxDrafts)
    reject("TOO_MANY_DRAFTS", draftWording.tooMany(maxDrafts));
  return Object.assign(new IdeaDraft(), {
    ...{ id: tx.newId(), authorId, kind: null, title: "", body: "", language: null, version: 0 },
  });
}

async function changeableDraft(
  tx: TransactionContext,
  id: string,
  version: number | null | undefined,
): Promise<IdeaDraft> {
  if (version == null) rejectInput(InputProblem.REQUIRED, draftWording.noVersion, "version");
  const draft = await draftLocked(tx, id);
  if (!draft) reject("NOT_FOUND", draftWording.noDraft, "id");
  if (draft.version !== version) throw new Rejection([new StaleVersionError(draft.version)]);
  return draft;
}

async function replaceThemes(tx: TransactionContext, draftId: string, slugs: string[]): Promise<void> {
  const held = async (): Promise<string[]> =>
    (await tx.manager.findBy(IdeaDraftTheme, { draftId })).map(({ themeId }) => themeId);
  const themeIds = await chosenThemes(tx, slugs, (index) => ["themes", index], held);
  await tx.manager.delete(IdeaDraftTheme, { draftId });
  if (themeIds.length > 0)
    await tx.manager.insert(
      IdeaDraftTheme,
      themeIds.map((themeId, position) => ({ draftId, themeId, position })),
    );
}
