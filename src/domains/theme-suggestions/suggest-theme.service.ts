import sql from "sql-template-tag";
import { participating } from "../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { once } from "../../core/idempotency/once.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { lockMembers } from "../members/lock-members.js";
import { chosenThemes } from "../themes/chosen-themes.js";
import { ThemeSuggestion } from "./theme-suggestion.entity.js";
import { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";
import type { SuggestThemeInput } from "./theme-suggestion.inputs.js";
import { themeSuggestionById } from "./theme-suggestion.reads.js";
import { maxPending, suggestThemeRules } from "./theme-suggestion.validation.js";
import { suggestionWording } from "./theme-suggestion.wording.js";

/** Suggests a theme for the vocabulary in the caller's name. */
export async function suggestTheme(ctx: Context, input: SuggestThemeInput): Promise<ThemeSuggestion> {
  const memberId = requireCaller(ctx);
  const { idempotencyKey, ...given } = checkInput(suggestThemeRules, input);
  const make = async (tx: TransactionContext): Promise<ThemeSuggestion> => {
    await countWrite(tx, "themeSuggestion");
    await checkPending(tx, memberId);
    await checkIsNew(tx, given.label);
    const broader = given.broader === null ? [] : await chosenThemes(tx, [given.broader], () => ["broader"]);
    const suggestion = Object.assign(new ThemeSuggestion(), {
      ...{ id: tx.newId(), suggestedById: memberId, label: given.label, language: given.language },
      ...{ broaderId: broader[0] ?? null, reason: given.reason ?? null, status: ThemeSuggestionStatus.PENDING },
      ...{ note: null, themeId: null, suggestedAt: tx.now(), decidedAt: null },
    });
    await tx.manager.insert(ThemeSuggestion, suggestion);
    tx.announce({ kind: "theme.suggested", subjectId: suggestion.id, data: { memberId } });
    return suggestion;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "suggestTheme", idempotencyKey, input: given }, themeSuggestionById, () => make(tx)),
  );
}

/** Other requests of the member wait, so that they cannot exceed it together. */
async function checkPending(tx: TransactionContext, memberId: string): Promise<void> {
  await lockMembers(tx, [memberId]);
  const pending = { suggestedById: memberId, status: ThemeSuggestionStatus.PENDING };
  if ((await tx.manager.countBy(ThemeSuggestion, pending)) >= maxPending)
    reject("TOO_MANY_THEME_SUGGESTIONS", suggestionWording.tooMany(maxPending));
}

async function checkIsNew(tx: TransactionContext, label: string): Promise<void> {
  const [theme] = await tx.db.query<{ slug: string }>(sql`
    SELECT slug FROM theme
    WHERE NOT archived AND lower(${label}) IN (
      SELECT lower(name) FROM unnest(synonyms || ARRAY[label_nl, label_fr, label_en]) AS name)
    ORDER BY slug LIMIT 1`);
  if (theme) rejectInput(InputProblem.DUPLICATE, suggestionWording.exists(theme.slug), "label");
}
