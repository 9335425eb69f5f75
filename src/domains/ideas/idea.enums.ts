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
  description: "What a post is meant as.",
  valuesConfig: {
    IDEA: { description: "Something to be done together (idee)." },
    QUESTION: { description: "Something the author wants to know from others (vraag)." },
    TRY_OUT: { description: "Something the author wants to try out with others (probeersel)." },
    SHOWCASE: { description: "Something that works and is shown to others (toonmoment)." },
  },
});

registerEnumType(IdeaStatus, {
  name: "IdeaStatus",
  description: "How far an idea is.",
  valuesConfig: {
    OPEN: { description: "Posted, open to everybody (open)." },
    IN_PROGRESS: { description: "Somebody works on it (in uitvoering)." },
    DONE: { description: "It was done, or answered (afgerond)." },
    WITHDRAWN: { description: "Taken back by its author, who alone still sees it (ingetrokken)." },
  },
});
