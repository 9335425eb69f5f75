import { registerEnumType } from "type-graphql";

export enum MessageStatus {
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  HANDLED = "HANDLED",
  HELD = "HELD",
  DISCARDED = "DISCARDED",
}

registerEnumType(MessageStatus, {
  name: "MessageStatus",
  description: "What became of a message to the coordinators (status van het berichtje).",
  valuesConfig: {
    OPEN: { description: "No moderator has taken it up yet (open)." },
    IN_PROGRESS: { description: "A moderator is to handle it (in behandeling)." },
    HANDLED: { description: "A moderator handled it (behandeld)." },
    HELD: {
      description:
        "It looks like spam, and waits until a moderator looks at it; deleted after 30 days. For its sender it is OPEN " +
        "(tegengehouden).",
    },
    DISCARDED: {
      description:
        "A moderator discarded it as spam; deleted after 30 days. For its sender it is HANDLED (verwijderd).",
    },
  },
});
