import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { Practice } from "./practice.entity.js";
import { PracticeUse } from "./uses/practice-use.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    PRACTICE: unknown;
    PRACTICE_USE: unknown;
  }
}

export const practiceSubjects = {
  PRACTICE: {
    description: "An instrument or a good practice that a member shared (praktijk).",
    yours: { [Language.NL]: "je praktijk", [Language.FR]: "votre pratique", [Language.EN]: "your practice" },
    reportable: {
      entity: Practice,
      table: sql`practice`,
      title: sql`title`,
      authors: (id) => sql`SELECT shared_by_id FROM practice WHERE id = ${id}`,
    },
  },
  PRACTICE_USE: {
    description: "A recorded use of a practice, where and with what result (toepassing).",
    yours: {
      [Language.NL]: "een toepassing die je vastlegde",
      [Language.FR]: "une application que vous avez notée",
      [Language.EN]: "a use that you recorded",
    },
    reportable: {
      entity: PracticeUse,
      table: sql`practice_use`,
      title: null,
      authors: (id) => sql`SELECT used_by_id FROM practice_use WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
