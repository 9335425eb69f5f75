import type { MatchmakingContext } from "../matchmaking.services.js";
import type { Language } from "../../../core/texts/language.js";
import type { Suggestion } from "../hydrate/hydrate.js";
import { tiesBetween, type Ties } from "../hydrate/ties.reads.js";
import { isComplementary, type SharedInterest } from "../score/shared-interests.js";
import { collaboratorReasons } from "./collaborator-reasons.js";
import { collaboratorExplanation } from "./explanation.js";

/** A suggestion with its reasons; each is computed, or read from the database, when a client selects it. */
export class ExplainedSuggestion {
  constructor(
    private readonly ctx: MatchmakingContext,
    readonly suggestion: Suggestion,
  ) {}

  /** The themes that one seeks help with and the other offers help with. */
  get complements(): SharedInterest[] {
    return this.suggestion.sharedInterests.filter(isComplementary);
  }

  ties(): Promise<Ties> {
    return tiesBetween(this.ctx, this.suggestion.target.memberId, this.suggestion.member.id);
  }

  async explanation(language: Language): Promise<string> {
    return collaboratorExplanation(await collaboratorReasons(this.ctx, this.suggestion, language), language);
  }
}

export const explain = (ctx: MatchmakingContext, suggestion: Suggestion): ExplainedSuggestion =>
  new ExplainedSuggestion(ctx, suggestion);
