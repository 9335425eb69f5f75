import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import { definedFields } from "../../../core/graphql/validation.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { chosenThemes } from "../chosen-themes.js";
import type { Theme } from "../theme.entity.js";
import { maxSynonyms } from "../theme.import-cells.js";
import { themePolicy } from "../theme.policy.js";
import type { ThemeContext } from "../theme.services.js";
import type { EditThemeInput } from "./theme-editing.inputs.js";
import { archiveThemeRules, asSynonym, editThemeRules } from "./theme-editing.validation.js";
import { editingWording } from "./theme-editing.wording.js";
import { isWithin, lockVocabulary, themeLocked, type ThemeTransaction } from "./theme-lock.js";
import { writeTheme } from "./write-theme.js";

/** Changes labels, synonyms or the broader theme, based on the given version. */
export async function editTheme(ctx: ThemeContext, input: EditThemeInput): Promise<Theme> {
  const by = await requireRight(ctx, themePolicy.editThemes);
  const { id, version, labels, synonyms, broader } = checkInput(editThemeRules, input);
  return participating(ctx, async (tx) => {
    await lockVocabulary(tx);
    const theme = (await themeLocked(tx, id)) ?? reject("NOT_FOUND", editingWording.noTheme, "id");
    if (theme.version !== version) throw new Rejection([new StaleVersionError(theme.version)]);
    await countWrite(tx, "edit");
    const broaderId = broader === undefined ? theme.broaderId : await broaderOf(tx, theme, broader);
    const isMoved = broaderId !== theme.broaderId;
    const changes = definedFields({
      ...{ labelNl: labels?.nl, labelFr: labels?.fr, labelEn: labels?.en, broaderId },
      synonyms: synonyms === null ? [] : synonyms,
    });
    const { labelNl, labelFr, labelEn } = { ...theme, ...changes };
    if (labelNl === null && labelFr === null && labelEn === null)
      rejectInput(InputProblem.REQUIRED, editingWording.noLabel, "labels");
    const edited = await writeTheme(tx, theme, changes);
    tx.announce({ kind: "theme.edited", subjectId: theme.id, data: { by, isMoved } });
    return edited;
  });
}

/** The id of the theme that is to be broader, null for none; it may stay below one that was archived since. */
async function broaderOf(tx: ThemeTransaction, theme: Theme, slug: string | null): Promise<string | null> {
  if (slug === null) return null;
  const held = (): Promise<string[]> => Promise.resolve(theme.broaderId === null ? [] : [theme.broaderId]);
  const [broaderId] = await chosenThemes(tx, [slug], () => ["broader"], held);
  if (await isWithin(tx, broaderId!, theme.id))
    rejectInput(InputProblem.NOT_ALLOWED, editingWording.circle(slug), "broader");
  return broaderId!;
}

/** Makes a label a synonym of a theme in a vocabulary that is locked, unless it is one, or a label, already. */
export async function addSynonym(tx: ThemeTransaction, theme: Theme, label: string, by: string): Promise<Theme> {
  const names = [...theme.synonyms, theme.labelNl, theme.labelFr, theme.labelEn];
  const synonym = asSynonym(label);
  const isSame = (name: string | null): boolean =>
    name !== null && asSynonym(name).toLowerCase() === synonym.toLowerCase();
  if (names.some(isSame)) return theme;
  if (theme.synonyms.length >= maxSynonyms)
    rejectInput(InputProblem.TOO_MANY, editingWording.tooManySynonyms(maxSynonyms), "themeId");
  const edited = await writeTheme(tx, theme, { synonyms: [...theme.synonyms, synonym] });
  tx.announce({ kind: "theme.edited", subjectId: theme.id, data: { by, isMoved: false } });
  return edited;
}

/** Archives a theme, or makes it one that can be chosen again; no effect when it is so already. */
export async function setArchived(ctx: ThemeContext, input: { id: string }, archived: boolean): Promise<Theme> {
  const by = await requireRight(ctx, themePolicy.editThemes);
  const { id } = checkInput(archiveThemeRules, input);
  return participating(ctx, async (tx) => {
    await lockVocabulary(tx);
    const theme = (await themeLocked(tx, id)) ?? reject("NOT_FOUND", editingWording.noTheme, "id");
    if (theme.archived === archived) return theme;
    // By the id of a theme that was merged, the one that remains would be archived unseen.
    if (theme.id !== id) rejectInput(InputProblem.NOT_ALLOWED, editingWording.mergedAlready, "id");
    await countWrite(tx, "edit");
    const changed = await writeTheme(tx, theme, { archived });
    tx.announce({ kind: archived ? "theme.archived" : "theme.revived", subjectId: theme.id, data: { by } });
    return changed;
  });
}
