import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { Member } from "./member.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    MEMBER: unknown;
  }
}

export const memberSubjects = {
  MEMBER: {
    description: "A member with their profile (lid).",
    yours: { [Language.NL]: "je profiel", [Language.FR]: "votre profil", [Language.EN]: "your profile" },
    reportable: {
      entity: Member,
      table: sql`member`,
      title: null,
      authors: (id) => sql`SELECT id FROM member WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
