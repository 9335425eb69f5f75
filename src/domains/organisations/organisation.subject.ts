import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { Organisation } from "./organisation.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    ORGANISATION: unknown;
  }
}

export const organisationSubjects = {
  ORGANISATION: {
    description: "An organisation with its name, whose author is not recorded (organisatie).",
    yours: {
      [Language.NL]: "je organisatie",
      [Language.FR]: "votre organisation",
      [Language.EN]: "your organisation",
    },
    reportable: {
      entity: Organisation,
      table: sql`organisation`,
      title: sql`name`,
      authors: () => sql`SELECT NULL::uuid WHERE false`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
