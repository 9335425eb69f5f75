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
  description: "What moderation and the audit trail can be about.",
  valuesConfig: {
    MEMBER: { description: "A member and their profile (lid)." },
    IDEA: { description: "An idea (idee)." },
    COMMENT: { description: "A comment or a reply (reactie)." },
    GATHERING: { description: "A gathering (bijeenkomst)." },
    MESSAGE: { description: "A message to the coordinators (berichtje); it is handled, and cannot be reported." },
  },
});
