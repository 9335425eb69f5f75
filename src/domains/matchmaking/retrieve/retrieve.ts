import type { Context } from "../../../core/graphql/context.js";
import type { Ranked } from "../../../core/collections/top-k.js";
import { suffixUpperBounds } from "../interest-index/upper-bounds.js";
import { referenceRanking } from "../reference/reference-ranking.reads.js";
import { isSought, type SuggestionQuery } from "../query/suggestion-query.js";

/** Who could be suggested, in an order that can be read as deep as need be. */
export interface Candidates {
  /** The most that anybody could have. */
  max: number;
  /** The best `size` that `also` lets in, the best first; fewer when there are no more. */
  best: (size: number, also: (member: number) => boolean) => Ranked[] | Promise<Ranked[]>;
}

/** How many of the best by themes the learned ranking chooses from, beside those whom the seeker is tied to. */
const nominated = 200;

/** By what the network has learned, where that is more than themes; what is sought for an idea is sought by its themes. */
export function candidatesOf(ctx: Context, seeking: SuggestionQuery): Candidates {
  if (ctx.suggestionsBy === "sql") return byReference(ctx, seeking);
  if (ctx.ranker.isByThemes || seeking.seeker.ideaId !== null) return byThemes(seeking);
  return byModel(ctx, seeking) ?? byThemes(seeking);
}

/** By the formula of `scoring.ts`, from the interest index. */
export const byThemes = (seeking: SuggestionQuery): Candidates => ({
  max: suffixUpperBounds(seeking.store, seeking.terms)[0] ?? 0,
  best: (size, also) => seeking.ranking.top(seeking.terms, size, (member) => isSought(seeking, member) && also(member)),
});

function byModel({ ranker }: Context, seeking: SuggestionQuery): Candidates | null {
  const { ranking, terms, seeker, store } = seeking;
  const best = ranking.top(terms, nominated, (member) => isSought(seeking, member)).map(({ member }) => member);
  const ranked = ranker.rank(seeker.memberId, store, best);
  if (ranked === null) return null;
  return {
    max: 1,
    best(size, also) {
      const found: Ranked[] = [];
      for (const one of ranked) {
        if (found.length === size) break;
        if (isSought(seeking, one.member) && also(one.member)) found.push(one);
      }
      return found;
    },
  };
}

/** By the statement that the index is checked against, for whoever compares. */
const byReference = (ctx: Context, seeking: SuggestionQuery): Candidates => ({
  max: byThemes(seeking).max,
  async best(size, also) {
    const { seeker, themes, store } = seeking;
    for (let limit = size + seeking.left.size; ; limit *= 4) {
      const rows = await referenceRanking(ctx, seeker, limit, themes);
      const ranked = rows
        .map(({ memberId, total }): Ranked => ({ member: store.members.find(memberId), total }))
        .filter(({ member }) => member >= 0 && !seeking.left.has(member) && also(member));
      if (ranked.length >= size || rows.length < limit) return ranked.slice(0, size);
    }
  },
});
