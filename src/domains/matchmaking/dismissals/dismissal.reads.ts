import sql from "sql-template-tag";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import { SuggestionDismissal } from "./dismissal.entity.js";

export const DismissedSuggestionConnection = connectionType("DismissedSuggestion", () => SuggestionDismissal);

/** Whom a member dismissed, the last one first. */
export const dismissalsBy: List<SuggestionDismissal> = {
  name: "member.dismissals",
  node: SuggestionDismissal,
  from: sql`(SELECT *, dismissed_id AS id FROM suggestion_dismissal) AS e`,
  order: { name: "dismissed", key: sql`e.dismissed_at`, form: "time", descending: true },
};
