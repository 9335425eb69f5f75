import type { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";

declare module "../../core/event-log/events.js" {
  /** The subject is the suggestion. */
  interface EventPayloads {
    "theme.suggested": { memberId: string };
    /** `by` is an organiser, `memberId` who suggested it. */
    "theme.suggestion-decided": { by: string; memberId: string; status: ThemeSuggestionStatus };
  }
}
