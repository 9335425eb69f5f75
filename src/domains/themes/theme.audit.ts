import type { AuditAction } from "../../core/access/audit-action.js";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";
import { Language } from "../../core/texts/language.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    THEME_MERGED: unknown;
  }
}

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    THEME: unknown;
  }
}

export const themeAuditActions = {
  THEME_MERGED: {
    description: "An organiser merged a theme into another one, which `subject` is from then on (thema samengevoegd).",
  },
} satisfies Partial<Record<AuditAction, Declared>>;

export const themeSubjects = {
  THEME: {
    description: "A theme of the vocabulary; only audit entries concern it (thema).",
    yours: {
      [Language.NL]: "het thema",
      [Language.FR]: "le thème",
      [Language.EN]: "the theme",
    },
    reportable: null,
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
