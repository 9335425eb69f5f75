import sql from "sql-template-tag";
import { participating, requireRight } from "../../../core/access/actor.js";
import { audit } from "../../../core/access/audit.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { moveReferences } from "../../../core/database/merged-references.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { Theme } from "../theme.entity.js";
import { maxSynonyms } from "../theme.import-cells.js";
import { themePolicy } from "../theme.policy.js";
import type { ThemeContext } from "../theme.services.js";
import type { MergeThemesInput } from "./theme-editing.inputs.js";
import { asSynonym, distinctTexts, mergeThemesRules } from "./theme-editing.validation.js";
import { editingWording } from "./theme-editing.wording.js";
import { isWithin, lockVocabulary, type ThemeTransaction } from "./theme-lock.js";
import { writeTheme } from "./write-theme.js";

/** Makes one theme of two, and gives the one that remains; no effect when they are one already. */
export async function mergeThemes(ctx: ThemeContext, input: MergeThemesInput): Promise<Theme> {
  const by = await requireRight(ctx, themePolicy.editThemes);
  const { themeId, intoId } = checkInput(mergeThemesRules, input);
  if (themeId === intoId) rejectInput(InputProblem.NOT_ALLOWED, editingWording.mergedIntoItself, "intoId");
  return participating(ctx, async (tx) => {
    await lockVocabulary(tx);
    const remaining = await remainingIds(tx, [themeId, intoId]);
    const [theme, into] = [remaining.get(themeId), remaining.get(intoId)];
    if (theme === undefined) reject("NOT_FOUND", editingWording.noTheme, "themeId");
    if (into === undefined) reject("NOT_FOUND", editingWording.noTheme, "intoId");
    const themes = await bothLocked(tx, [theme, into]);
    const survivor = themes.get(into)!;
    if (theme === into) return survivor;
    if (theme !== themeId) rejectInput(InputProblem.NOT_ALLOWED, editingWording.mergedAlready, "themeId");
    if (survivor.archived) rejectInput(InputProblem.NOT_ALLOWED, editingWording.intoArchived, "intoId");
    await countWrite(tx, "edit");
    return merge(tx, themes.get(theme)!, survivor, by);
  });
}

/** What became of themes: the id of each, or of the one that it was merged into; unknown ones are omitted. */
async function remainingIds(tx: ThemeTransaction, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.db.query<{ id: string; remaining: string }>(
    sql`SELECT id, coalesce(merged_into_id, id) AS remaining FROM theme WHERE id = ANY(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, remaining }) => [id, remaining]));
}

/** Whoever writes a row that refers to one of them has done so, or waits and finds the one that remains. */
async function bothLocked(tx: ThemeTransaction, ids: string[]): Promise<Map<string, Theme>> {
  const rows = await tx.db.query<Theme>(sql`
    SELECT ${columnsOf(tx.database.source, Theme, "e")} FROM theme e WHERE e.id = ANY(${ids}::uuid[])
    ORDER BY e.id FOR UPDATE`);
  return new Map(rows.map((row) => [row.id, entityOf(Theme, row)]));
}

async function merge(tx: ThemeTransaction, theme: Theme, into: Theme, by: string): Promise<Theme> {
  await moveReferences(tx.db, tx.mergedReferences, { to: "theme", from: theme.id, into: into.id });
  // What lies below the theme would make a circle with what it lies below.
  const broaderId = (await isWithin(tx, into.id, theme.id)) ? theme.broaderId : into.broaderId;
  await tx.db.query(sql`
    WITH moved AS (
      UPDATE theme SET
        broader_id = CASE WHEN broader_id = ${theme.id} THEN ${into.id}::uuid ELSE broader_id END,
        merged_into_id = CASE WHEN merged_into_id = ${theme.id} THEN ${into.id}::uuid ELSE merged_into_id END,
        version = version + 1
      WHERE (broader_id = ${theme.id} OR merged_into_id = ${theme.id}) AND id <> ${into.id} RETURNING 1)
    SELECT FROM moved`);
  const survivor = await writeTheme(tx, into, { broaderId, synonyms: synonymsOfBoth(theme, into) });
  await writeTheme(tx, theme, { archived: true, broaderId: null, mergedIntoId: into.id });
  await audit(tx, {
    ...{ actorId: by, action: "THEME_MERGED", subjectKind: "THEME", subjectId: theme.id, affectedId: null },
    ...{ detail: { intoId: into.id }, reason: null },
  });
  tx.announce({ kind: "theme.merged", subjectId: theme.id, data: { by, intoId: into.id } });
  return survivor;
}

/** The synonyms of the theme that remains, with the labels and synonyms of the other that it does not have. */
function synonymsOfBoth(theme: Theme, into: Theme): string[] {
  const labelsOf = ({ labelNl, labelFr, labelEn }: Theme): string[] =>
    [labelNl, labelFr, labelEn].filter((label) => label !== null);
  const labels = distinctTexts(labelsOf(into));
  const all = distinctTexts([...labels, ...into.synonyms, ...[...labelsOf(theme), ...theme.synonyms].map(asSynonym)]);
  const synonyms = all.slice(labels.length);
  if (synonyms.length > maxSynonyms)
    rejectInput(InputProblem.TOO_MANY, editingWording.tooManyTogether(maxSynonyms), "intoId");
  return synonyms;
}
