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
  description: "What is wrong, in the eyes of who reports it.",
  valuesConfig: {
    SPAM: { description: "Advertising, or the same again and again (spam)." },
    ABUSE: { description: "It insults, threatens or discriminates (misbruik)." },
    PERSONAL_DATA: { description: "It tells about people what is not for everybody (persoonsgegevens)." },
    OFF_TOPIC: { description: "It has nothing to do with the network (niet ter zake)." },
    OTHER: { description: "Something else; the note tells what (andere)." },
  },
});

registerEnumType(CaseStatus, {
  name: "CaseStatus",
  description: "How far a case is.",
  valuesConfig: {
    OPEN: { description: "Waits for a moderator (open)." },
    DECIDED: { description: "A moderator has decided (beslist)." },
  },
});

registerEnumType(DecisionKind, {
  name: "DecisionKind",
  description: "What a moderator does about a case.",
  valuesConfig: {
    DISMISS: { description: "Nothing: it may stay; the author is not told (afwijzen)." },
    HIDE: { description: "What was reported is hidden from all but its author and moderators (verbergen)." },
    SUSPEND: {
      description: "The author, or each host of a gathering, may read but not take part for a time (schorsen).",
    },
    HIDE_AND_SUSPEND: { description: "Both (verbergen en schorsen)." },
  },
});
