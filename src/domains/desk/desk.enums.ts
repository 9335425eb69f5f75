import { registerEnumType } from "type-graphql";

/** What can wait for an organiser. */
export enum DeskItemKind {
  MESSAGE = "MESSAGE",
  PROPOSED_GATHERING = "PROPOSED_GATHERING",
  MODERATION_CASE = "MODERATION_CASE",
  PRACTICE = "PRACTICE",
  REGISTRATION = "REGISTRATION",
  THEME_SUGGESTION = "THEME_SUGGESTION",
}

registerEnumType(DeskItemKind, {
  name: "DeskItemKind",
  description: "What waits for an organiser (soort werk).",
  valuesConfig: {
    MESSAGE: { description: "A message to the coordinators that is not handled, since it was left (berichtje)." },
    PROPOSED_GATHERING: {
      description: "A gathering to be scheduled or declined, since it was proposed (voorgestelde bijeenkomst).",
    },
    MODERATION_CASE: { description: "An open moderation case, since the first report (dossier)." },
    PRACTICE: { description: "A practice in review, since it was submitted (na te kijken praktijk)." },
    REGISTRATION: {
      description:
        "A request for a place at a gathering that is not over, since the place was requested (inschrijving op aanvraag).",
    },
    THEME_SUGGESTION: { description: "A theme that a member suggested, since then (voorgesteld thema)." },
  },
});
