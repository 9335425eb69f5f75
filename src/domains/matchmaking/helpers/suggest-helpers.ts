import { Stance } from "../../members/member.enums.js";
import { explain, type ExplainedSuggestion } from "../explain/explain.js";
import { hydrate } from "../hydrate/hydrate.js";
import { interestOf, stances } from "../interest-index/interest-store.js";
import type { MatchmakingContext } from "../matchmaking.services.js";
import { suggestionQuery, type SuggestionQuery, type SuggestionTarget } from "../query/suggestion-query.js";
import { retrieve } from "../retrieve/retrieve.js";

/**
 * Whom to ask for help with a question: members who offer help with one of its themes, then others with an interest in
 * them, each in the order of the suggestions for an idea.
 */
export async function suggestHelpers(
  ctx: MatchmakingContext,
  target: SuggestionTarget,
  first: number,
): Promise<ExplainedSuggestion[]> {
  const query = await suggestionQuery(ctx, { target, first, themes: null });
  const candidates = hydrate(ctx, query, retrieve(ctx, query));
  const offers = offersHelp(query);
  const helpers = await candidates.top(first, offers);
  const others = await candidates.top(first - helpers.length, (member) => !offers(member));
  return [...helpers, ...others].map((suggestion) => explain(ctx, suggestion));
}

/** Whether a member offers help with one of the themes that the query names. */
function offersHelp({ store, terms }: SuggestionQuery): (member: number) => boolean {
  const themes = terms.filter(({ isOwn }) => isOwn).map(({ theme }) => theme);
  const offered = new Set(themes.map((theme) => interestOf(theme, stances.indexOf(Stance.OFFERS))));
  return (member) => store.interestsOf(member).some((interest) => offered.has(interest));
}
