import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { authorsOf } from "./authors/authorship.js";
import { Idea } from "./idea.entity.js";
import { Comment } from "./comment.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    IDEA: unknown;
    COMMENT: unknown;
  }
}

export const ideaSubjects = {
  IDEA: {
    description: "An idea that a member posted (idee).",
    yours: { [Language.NL]: "je idee", [Language.FR]: "votre idée", [Language.EN]: "your idea" },
    reportable: {
      entity: Idea,
      table: sql`idea`,
      title: sql`title`,
      authors: (id) => authorsOf(sql`${id}::uuid`),
    },
  },
  COMMENT: {
    description: "A comment on an idea, or a reply to one (reactie).",
    yours: {
      [Language.NL]: "een reactie van je",
      [Language.FR]: "une de vos réactions",
      [Language.EN]: "a comment of yours",
    },
    reportable: {
      entity: Comment,
      table: sql`comment`,
      title: null,
      authors: (id) => sql`SELECT author_id FROM comment WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
