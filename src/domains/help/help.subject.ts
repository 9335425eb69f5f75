import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { HelpRequest } from "./help-request.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    HELP_REQUEST: unknown;
  }
}

export const helpSubjects = {
  HELP_REQUEST: {
    description: "The message of a request for help with a question, which is what hiding hides (hulpvraag).",
    yours: {
      [Language.NL]: "het bericht bij je vraag om hulp",
      [Language.FR]: "le message de votre demande d'aide",
      [Language.EN]: "the message of your request for help",
    },
    reportable: {
      entity: HelpRequest,
      table: sql`help_request`,
      title: null,
      authors: (id) => sql`SELECT from_id FROM help_request WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
