import type { MatchmakingContext } from "../matchmaking.services.js";
import type { ScoredMember } from "../interest-index/top-k-search.js";
import { suffixUpperBounds } from "../interest-index/upper-bounds.js";
import { isCandidate, type SuggestionQuery } from "../query/suggestion-query.js";
import { referenceRanking } from "../reference/reference-ranking.reads.js";

/** The members who could be suggested, in descending order of score; a later stage reads them as deep as it needs. */
export interface Candidates {
  /** The highest score that anybody could have. */
  maxScore: number;
  /** The first `size` of those that `admits` lets in; fewer when there are no more. */
  top: (size: number, admits: (member: number) => boolean) => Promise<ScoredMember[]>;
}

/** The candidates by the themes they share with the target, scored by the formula of `scoring.ts`. */
export const retrieve = (ctx: MatchmakingContext, query: SuggestionQuery): Candidates =>
  ctx.suggestionsBy === "sql" ? candidatesByReference(ctx, query) : candidatesByIndex(query);

export function candidatesByIndex(query: SuggestionQuery): Candidates {
  const { search, store, terms } = query;
  const isEligible = isCandidate(query);
  return {
    maxScore: suffixUpperBounds(store, terms)[0] ?? 0,
    top: (size, admits) => Promise.resolve(search.top(terms, size, (member) => isEligible(member) && admits(member))),
  };
}

/** By the statement that the index is checked against, to compare the two. */
const candidatesByReference = (ctx: MatchmakingContext, query: SuggestionQuery): Candidates => ({
  maxScore: candidatesByIndex(query).maxScore,
  async top(size, admits) {
    const { target, themes, store } = query;
    for (let limit = size; ; limit *= 4) {
      const rows = await referenceRanking(ctx, target, limit, themes);
      const scored = rows
        .map(({ memberId, score }): ScoredMember => ({ member: store.members.find(memberId), score }))
        .filter(({ member }) => member >= 0 && admits(member));
      if (scored.length >= size || rows.length < limit) return scored.slice(0, size);
    }
  },
});
