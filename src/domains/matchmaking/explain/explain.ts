import type { MatchmakingContext } from "../matchmaking.services.js";
import type { Language } from "../../../core/graphql/language.js";
import type { Suggestion } from "../hydrate/hydrate.js";
import { tiesBetween, type Ties } from "../hydrate/ties.reads.js";
import { isComplementary, type SharedInterest } from "../score/shared-interests.js";
import { collaboratorReasons } from "./collaborator-reasons.js";
import { collaboratorExplanation } from "./explanation.js";

/** A suggestion with its reasons; what takes a statement is read when a client selects it. */
export interface ExplainedSuggestion extends Suggestion {
  /** The themes that one seeks help with and the other offers help with. */
  complements: SharedInterest[];
  ties: () => Promise<Ties>;
  explanation: (language: Language) => Promise<string>;
}

export const explain = (ctx: MatchmakingContext, suggestion: Suggestion): ExplainedSuggestion => ({
  ...suggestion,
  complements: suggestion.sharedInterests.filter(isComplementary),
  ties: () => tiesBetween(ctx, suggestion.target.memberId, suggestion.member.id),
  explanation: async (language) =>
    collaboratorExplanation(await collaboratorReasons(ctx, suggestion, language), language),
});
