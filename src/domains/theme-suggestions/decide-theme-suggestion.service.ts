import sql from "sql-template-tag";
import { participating, requireRight } from "../../core/access/actor.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import type { z } from "zod";
import { addTheme } from "../themes/editing/create-theme.service.js";
import { addSynonym } from "../themes/editing/edit-theme.service.js";
import { lockVocabulary, themeLocked, type ThemeTransaction } from "../themes/editing/theme-lock.js";
import type { Theme } from "../themes/theme.entity.js";
import { themePolicy } from "../themes/theme.policy.js";
import type { ThemeContext } from "../themes/theme.services.js";
import { ThemeSuggestion } from "./theme-suggestion.entity.js";
import { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";
import type { DecideThemeSuggestionInput } from "./theme-suggestion.inputs.js";
import { decideThemeSuggestionRules } from "./theme-suggestion.validation.js";
import { suggestionWording } from "./theme-suggestion.wording.js";

const { PENDING, TAKEN, MERGED, DECLINED } = ThemeSuggestionStatus;

type Decision = z.output<typeof decideThemeSuggestionRules>;

/** Decides about a suggested theme, for organisers; no effect when the same was decided before. */
export async function decideThemeSuggestion(
  ctx: ThemeContext,
  input: DecideThemeSuggestionInput,
): Promise<ThemeSuggestion> {
  const by = await requireRight(ctx, themePolicy.editThemes);
  const decision = checkInput(decideThemeSuggestionRules, input);
  const { id, status, note = null } = decision;
  if (status === PENDING) rejectInput(InputProblem.NOT_ALLOWED, suggestionWording.pending, "status");
  if (status === DECLINED && note === null) rejectInput(InputProblem.REQUIRED, suggestionWording.noteRequired, "note");
  return participating(ctx, async (tx) => {
    // Before the suggestion, whose themes a merge moves along.
    await lockVocabulary(tx);
    const suggestion = (await suggestionLocked(tx, id)) ?? reject("NOT_FOUND", suggestionWording.noSuggestion, "id");
    if (suggestion.status === status) return suggestion;
    if (suggestion.status !== PENDING) reject("ALREADY_DECIDED", suggestionWording.decided, "id");
    await countWrite(tx, "edit");
    const theme = await themeOf(tx, suggestion, decision, by);
    const changes = { status, note, themeId: theme?.id ?? null, decidedAt: tx.now() };
    await tx.manager.update(ThemeSuggestion, { id }, changes);
    const data = { by, memberId: suggestion.suggestedById, status };
    tx.announce({ kind: "theme.suggestion-decided", subjectId: id, data });
    return Object.assign(suggestion, changes);
  });
}

async function suggestionLocked(tx: ThemeTransaction, id: string): Promise<ThemeSuggestion | null> {
  const [row] = await tx.db.query<ThemeSuggestion>(sql`
    SELECT ${columnsOf(tx.database.source, ThemeSuggestion, "e")} FROM theme_suggestion e WHERE e.id = ${id}
    FOR NO KEY UPDATE`);
  return row ? entityOf(ThemeSuggestion, row) : null;
}

/** The theme that the suggestion becomes, or whose synonym it is; null for a declined one. */
async function themeOf(
  tx: ThemeTransaction,
  suggestion: ThemeSuggestion,
  { status, themeId, labels, broader }: Decision,
  by: string,
): Promise<Theme | null> {
  if (status === TAKEN) {
    const suggested = { [suggestion.language.toLowerCase()]: suggestion.label };
    const slug = broader === undefined ? await slugOfBroader(tx, suggestion) : broader;
    return addTheme(tx, { slug: null, labels: labels ?? suggested, broader: slug }, by);
  }
  if (status !== MERGED) return null;
  if (themeId === null) return rejectInput(InputProblem.REQUIRED, suggestionWording.themeRequired, "themeId");
  const theme = await themeLocked(tx, themeId);
  if (!theme || theme.archived) return rejectInput(InputProblem.UNKNOWN, suggestionWording.noTheme, "themeId");
  return addSynonym(tx, theme, suggestion.label, by);
}

/** Null when none was suggested, or it was archived since. */
async function slugOfBroader(tx: ThemeTransaction, { broaderId }: ThemeSuggestion): Promise<string | null> {
  const [broader] = await tx.db.query<{ slug: string }>(
    sql`SELECT slug FROM theme WHERE id = ${broaderId} AND NOT archived`,
  );
  return broader?.slug ?? null;
}
