import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../../core/access/subject-kind.js";
import { Language } from "../../../core/texts/language.js";
import { CollaborationMessage } from "./collaboration-message.entity.js";

declare module "../../../core/access/subject-kind.js" {
  interface SubjectKinds {
    COLLABORATION_MESSAGE: unknown;
  }
}

export const collaborationMessageSubjects = {
  COLLABORATION_MESSAGE: {
    description: "A message of a member in a collaboration (bericht).",
    yours: {
      [Language.NL]: "een bericht van je in een samenwerking",
      [Language.FR]: "un de vos messages dans une collaboration",
      [Language.EN]: "a message of yours in a collaboration",
    },
    reportable: {
      entity: CollaborationMessage,
      table: sql`collaboration_message`,
      title: null,
      authors: (id) => sql`SELECT author_id FROM collaboration_message WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
