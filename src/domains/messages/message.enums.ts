import { registerEnumType } from "type-graphql";

export enum MessageStatus {
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  HANDLED = "HANDLED",
}

registerEnumType(MessageStatus, {
  name: "MessageStatus",
  description: "What became of a message to the coordinators (status van het berichtje).",
  valuesConfig: {
    OPEN: { description: "No moderator has taken it up yet (open)." },
    IN_PROGRESS: { description: "A moderator is to handle it (in behandeling)." },
    HANDLED: { description: "A moderator handled it (behandeld)." },
  },
});
