import type { MatchmakingContext } from "../matchmaking.services.js";
import { isSuggestible } from "../interest-index/interest-index.js";
import type { ScoredMember } from "../interest-index/top-k-search.js";
import { isCandidate, type SuggestionQuery } from "../query/suggestion-query.js";
import type { Candidates } from "../retrieve/retrieve.js";

/** How many candidates by themes the learned ranking scores, beside those whom the member graph ties to the target. */
const rescored = 200;

/**
 * The candidates by what the network has learned, where that is more than themes. Suggestions for an idea stay ranked
 * by its themes, and so do those of the reference and of members who opted out of being suggested.
 */
export async function score(
  ctx: MatchmakingContext,
  query: SuggestionQuery,
  candidates: Candidates,
): Promise<Candidates> {
  const { target, store } = query;
  if (ctx.suggestionsBy === "sql" || ctx.ranker.isByThemes || target.ideaId !== null) return candidates;
  const member = store.members.find(target.memberId);
  if (member >= 0 && !isSuggestible(store, member)) return candidates;
  const byThemes = await candidates.top(rescored, () => true);
  const ranked = ctx.ranker.rank(
    target.memberId,
    store,
    byThemes.map(({ member }) => member),
  );
  return ranked === null ? candidates : listed(query, ranked);
}

/** The candidates of a list that is ranked as a whole. */
function listed(query: SuggestionQuery, ranked: ScoredMember[]): Candidates {
  const isEligible = isCandidate(query);
  return {
    maxScore: 1,
    top(size, admits) {
      const found: ScoredMember[] = [];
      for (const one of ranked) {
        if (found.length === size) break;
        if (isEligible(one.member) && admits(one.member)) found.push(one);
      }
      return Promise.resolve(found);
    },
  };
}
