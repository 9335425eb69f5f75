import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    MESSAGE: unknown;
  }
}

export const messageSubjects = {
  MESSAGE: {
    description: "A message to the coordinators (berichtje). It can be handled, but not reported.",
    yours: { [Language.NL]: "je berichtje", [Language.FR]: "votre message", [Language.EN]: "your message" },
    reportable: null,
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
