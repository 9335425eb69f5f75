import type { MatchmakingContext } from "../matchmaking.services.js";
import type { HydratedCandidates, Suggestion } from "../hydrate/hydrate.js";
import type { SuggestionQuery } from "../query/suggestion-query.js";
import { isFreshContact } from "./fresh-contacts.js";

/** The positions among which the service's minimum of fresh contacts counts. */
const firstPositions = 10;
const anybody = (): boolean => true;

/**
 * The first suggestions, with at least so many fresh contacts in the first ten as the service is set to, where there
 * are that many: the last of the others make room for the best fresh ones below them, and follow after the ten. So the
 * positions before theirs, and the order of those who stay, are what they would be without. Suggestions for an idea
 * stay in the order of their scores.
 */
export async function diversify(
  ctx: MatchmakingContext,
  query: SuggestionQuery,
  candidates: HydratedCandidates,
): Promise<Suggestion[]> {
  const { first, target } = query;
  if (target.ideaId !== null) return candidates.top(first, anybody);
  const { freshContacts: minimum, suggestionCounts: counts } = ctx;
  const isFresh = isFreshContact(ctx.memberGraph.graph, query);
  const isReached = first > firstPositions - minimum;
  const ranked = await candidates.top(isReached ? Math.max(first, firstPositions) : first, anybody);
  const diversified = isReached ? await withFreshContacts(ranked, minimum, isFresh, candidates) : ranked;
  const suggestions = diversified.slice(0, first);
  counts.given += suggestions.length;
  counts.fresh += suggestions.filter(({ number }) => isFresh(number)).length;
  return suggestions;
}

async function withFreshContacts(
  ranked: Suggestion[],
  minimum: number,
  isFresh: (number: number) => boolean,
  candidates: HydratedCandidates,
): Promise<Suggestion[]> {
  const ten = ranked.slice(0, firstPositions);
  const others = ten.filter(({ number }) => !isFresh(number));
  const missing = minimum - (ten.length - others.length);
  if (missing <= 0 || ten.length < firstPositions) return ranked;
  const present = new Set(ten.map(({ number }) => number));
  const fresh = await candidates.top(missing, (number) => isFresh(number) && !present.has(number));
  const displaced = new Set(others.slice(others.length - fresh.length));
  const newTen = [...ten.filter((suggestion) => !displaced.has(suggestion)), ...fresh];
  const numbers = new Set(newTen.map(({ number }) => number));
  return [...newTen, ...ranked.filter(({ number }) => !numbers.has(number))];
}
