import { registerEnumType } from "type-graphql";

export enum PracticeKind {
  INSTRUMENT = "INSTRUMENT",
  GOOD_PRACTICE = "GOOD_PRACTICE",
}

export enum PracticeStatus {
  PUBLISHED = "PUBLISHED",
  IN_REVIEW = "IN_REVIEW",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
}

registerEnumType(PracticeKind, {
  name: "PracticeKind",
  description: "The kind of a practice (soort praktijk).",
  valuesConfig: {
    INSTRUMENT: { description: "Something to work with, such as a method, a template or a tool (instrument)." },
    GOOD_PRACTICE: { description: "A way of working that proved itself somewhere (goede praktijk)." },
  },
});

registerEnumType(PracticeStatus, {
  name: "PracticeStatus",
  description: "The status of a practice (status).",
  valuesConfig: {
    PUBLISHED: { description: "In the library, for everybody (gepubliceerd)." },
    IN_REVIEW: {
      description: "Shared, and not decided about yet: for its sharer, organisers and administrators (in nazicht).",
    },
    DECLINED: {
      description:
        "Not published: for its sharer, whose next edit submits it again, organisers and administrators (niet aanvaard).",
    },
    WITHDRAWN: { description: "Withdrawn by its sharer, who alone still sees it (ingetrokken)." },
  },
});
