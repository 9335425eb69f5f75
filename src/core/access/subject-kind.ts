import { registerEnumType } from "type-graphql";

export enum SubjectKind {
  MEMBER = "MEMBER",
  IDEA = "IDEA",
  COMMENT = "COMMENT",
  GATHERING = "GATHERING",
  MESSAGE = "MESSAGE",
}

registerEnumType(SubjectKind, {
  name: "SubjectKind",
  description: "The kind of object that a report, a moderation case or an audit entry concerns (soort onderwerp).",
  valuesConfig: {
    MEMBER: { description: "A member with their profile (lid)." },
    IDEA: { description: "An idea that a member posted (idee)." },
    COMMENT: { description: "A comment on an idea, or a reply to one (reactie)." },
    GATHERING: { description: "A gathering of the network (bijeenkomst)." },
    MESSAGE: { description: "A message to the coordinators (berichtje). It can be handled, but not reported." },
  },
});
