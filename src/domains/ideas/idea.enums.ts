import { registerEnumType } from "type-graphql";

export enum IdeaKind {
  IDEA = "IDEA",
  QUESTION = "QUESTION",
  TRY_OUT = "TRY_OUT",
  SHOWCASE = "SHOWCASE",
}

export enum IdeaStatus {
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  DONE = "DONE",
  WITHDRAWN = "WITHDRAWN",
}

registerEnumType(IdeaKind, {
  name: "IdeaKind",
  description: "The kind of a post (soort bijdrage).",
  valuesConfig: {
    IDEA: { description: "Something to be realised together (idee)." },
    QUESTION: { description: "A question from the author to other members (vraag)." },
    TRY_OUT: { description: "Something that the author wants to try out with others (probeersel)." },
    SHOWCASE: { description: "Something that works and is presented to others (toonmoment)." },
  },
});

registerEnumType(IdeaStatus, {
  name: "IdeaStatus",
  description: "The status of an idea (status).",
  valuesConfig: {
    OPEN: { description: "Posted and open to everybody (open)." },
    IN_PROGRESS: { description: "Somebody is working on it (in uitvoering)." },
    DONE: { description: "Completed, or answered if it is a question (afgerond)." },
    WITHDRAWN: {
      description: "Withdrawn by its author, who still sees it, as do its co-authors, and nobody else (ingetrokken).",
    },
  },
});
