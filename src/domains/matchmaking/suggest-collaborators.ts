import type { MatchmakingContext } from "./matchmaking.services.js";
import { diversify } from "./diversify/diversify.js";
import { explain, type ExplainedSuggestion } from "./explain/explain.js";
import { hydrate } from "./hydrate/hydrate.js";
import { suggestionQuery, type SuggestionRequest } from "./query/suggestion-query.js";
import { retrieve } from "./retrieve/retrieve.js";
import { score } from "./score/score.js";

/**
 * The members to suggest to a member, or for an idea. Each stage takes the result of the one before. Candidates are in
 * descending order and read from the top, so that only those are read from the database who can be among the first.
 */
export async function suggestCollaborators(
  ctx: MatchmakingContext,
  request: SuggestionRequest,
): Promise<ExplainedSuggestion[]> {
  const query = await suggestionQuery(ctx, request);
  const candidates = retrieve(ctx, query);
  const scored = await score(ctx, query, candidates);
  const hydrated = hydrate(ctx, query, scored);
  const suggestions = await diversify(ctx, query, hydrated);
  return suggestions.map((suggestion) => explain(ctx, suggestion));
}
