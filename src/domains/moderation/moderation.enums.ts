import { registerEnumType } from "type-graphql";

export enum ReportReason {
  SPAM = "SPAM",
  ABUSE = "ABUSE",
  PERSONAL_DATA = "PERSONAL_DATA",
  OFF_TOPIC = "OFF_TOPIC",
  OTHER = "OTHER",
}

export enum CaseStatus {
  OPEN = "OPEN",
  DECIDED = "DECIDED",
}

export enum DecisionKind {
  DISMISS = "DISMISS",
  HIDE = "HIDE",
  SUSPEND = "SUSPEND",
  HIDE_AND_SUSPEND = "HIDE_AND_SUSPEND",
}

registerEnumType(ReportReason, {
  name: "ReportReason",
  description: "The reason for a report (reden).",
  valuesConfig: {
    SPAM: { description: "Advertising or repeated content (spam)." },
    ABUSE: { description: "Insults, threats or discrimination (misbruik)." },
    PERSONAL_DATA: { description: "Private information about people (persoonsgegevens)." },
    OFF_TOPIC: { description: "Content unrelated to the network (niet ter zake)." },
    OTHER: { description: "Another reason, explained in the note (andere)." },
  },
});

registerEnumType(CaseStatus, {
  name: "CaseStatus",
  description: "The status of a case (status).",
  valuesConfig: {
    OPEN: { description: "No moderator has decided yet (open)." },
    DECIDED: { description: "A moderator has decided the case (beslist)." },
  },
});

registerEnumType(DecisionKind, {
  name: "DecisionKind",
  description: "The kind of a moderator's decision (soort beslissing).",
  valuesConfig: {
    DISMISS: { description: "No action; the author is not notified (afwijzen)." },
    HIDE: {
      description: "The reported object is hidden from everybody but its author and the moderators (verbergen).",
    },
    SUSPEND: {
      description:
        "The author, or each host of a gathering, may read but not participate until `suspendedUntil` (schorsen).",
    },
    HIDE_AND_SUSPEND: { description: "HIDE and SUSPEND together (verbergen en schorsen)." },
  },
});
