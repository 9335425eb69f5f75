import sql, { type Sql } from "sql-template-tag";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import { ThemeSuggestion } from "./theme-suggestion.entity.js";
import type { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";

export const ThemeSuggestionConnection = connectionType("ThemeSuggestion", () => ThemeSuggestion);

/** The caller suggested the theme with this alias, or moderates. */
export const maySeeThemeSuggestion = (reader: Reader, suggestion: Sql): Sql =>
  sql`(${suggestion}.suggested_by_id = ${reader.callerId}::uuid OR ${callerModerates(reader)})`;

/** The suggestion; visible to who made it, and to organisers. */
export const themeSuggestionById = entityLoader(ThemeSuggestion, (ctx) => maySeeThemeSuggestion(ctx, sql`e`));

const suggestedAt = { name: "suggested", key: sql`e.suggested_at`, form: "time" } as const;

/** The suggestions of a member (`e.suggested_by_id`), newest first. */
export const suggestionsOfMember: List<ThemeSuggestion> = {
  name: "viewer.themeSuggestions",
  node: ThemeSuggestion,
  order: { ...suggestedAt, descending: true },
};

/** The suggestions of all members, oldest first. */
export const allSuggestions = (status: ThemeSuggestionStatus | null | undefined): List<ThemeSuggestion> => ({
  name: "themeSuggestions",
  node: ThemeSuggestion,
  where: status == null ? [] : [sql`e.status = ${status}::theme_suggestion_status`],
  order: { ...suggestedAt, descending: false },
});
