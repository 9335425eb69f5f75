import { registerEnumType } from "type-graphql";

/** What became of a suggested theme. */
export enum ThemeSuggestionStatus {
  PENDING = "PENDING",
  TAKEN = "TAKEN",
  MERGED = "MERGED",
  DECLINED = "DECLINED",
}

registerEnumType(ThemeSuggestionStatus, {
  name: "ThemeSuggestionStatus",
  description: "What became of a suggested theme (status van het voorstel).",
  valuesConfig: {
    PENDING: { description: "It waits for an organiser (in afwachting)." },
    TAKEN: { description: "It is a theme of the vocabulary now (overgenomen)." },
    MERGED: { description: "It is a synonym of a theme that was there (samengevoegd)." },
    DECLINED: { description: "An organiser declined it, with a note (niet overgenomen)." },
  },
});
