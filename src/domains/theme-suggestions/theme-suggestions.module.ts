import { ThemeSuggestions1764000000098 } from "../../../migrations/1764000000098-theme-suggestions.js";
import type { DomainModule } from "../domain-module.js";
import { ThemeSuggestion } from "./theme-suggestion.entity.js";
import { ThemeSuggestionMutations } from "./theme-suggestion.mutations.js";
import { themeSuggestionById } from "./theme-suggestion.reads.js";
import { ThemeSuggestionResolver, ViewerThemeSuggestionsResolver } from "./theme-suggestion.resolver.js";
import { themeSuggestionErrors } from "./theme-suggestions.errors.js";
import { themeSuggestionNotificationRules, themeSuggestionNotifications } from "./theme-suggestions.notifications.js";
import { themeSuggestionPersonalData } from "./theme-suggestions.personal-data.js";

export const themeSuggestionsModule = {
  name: "theme-suggestions",
  entities: [ThemeSuggestion],
  migrations: [ThemeSuggestions1764000000098],
  resolvers: [ThemeSuggestionResolver, ViewerThemeSuggestionsResolver, ThemeSuggestionMutations],
  nodes: { theme_suggestion: themeSuggestionById },
  mergedReferences: [
    { to: "theme", table: "theme_suggestion", column: "broader_id" },
    { to: "theme", table: "theme_suggestion", column: "theme_id" },
  ],
  personalData: themeSuggestionPersonalData,
  userErrors: themeSuggestionErrors,
  notifications: { kinds: themeSuggestionNotifications, rules: themeSuggestionNotificationRules },
} satisfies DomainModule;
