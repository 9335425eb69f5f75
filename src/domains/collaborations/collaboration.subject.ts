import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { Collaboration } from "./collaboration.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    COLLABORATION: unknown;
    COLLABORATION_REQUEST: unknown;
  }
}

export const collaborationSubjects = {
  COLLABORATION: {
    description: "The outcome of a collaboration, which is what hiding hides (samenwerking).",
    yours: {
      [Language.NL]: "het resultaat van je samenwerking",
      [Language.FR]: "le résultat de votre collaboration",
      [Language.EN]: "the outcome of your collaboration",
    },
    reportable: {
      entity: Collaboration,
      table: sql`collaboration`,
      title: null,
      // Of an outcome whose author is not recorded, all members.
      authors: (id) => sql`
        SELECT coalesce(outcome_author_id, member_id) FROM collaboration JOIN collaboration_member ON collaboration_id = id
        WHERE id = ${id} GROUP BY 1`,
    },
  },
  COLLABORATION_REQUEST: {
    description: "The message of a collaboration request, which is what hiding hides (samenwerkingsvraag).",
    yours: {
      [Language.NL]: "het bericht bij je vraag om samen te werken",
      [Language.FR]: "le message de votre demande de collaboration",
      [Language.EN]: "the message of your request to collaborate",
    },
    reportable: {
      entity: CollaborationRequest,
      table: sql`collaboration_request`,
      title: null,
      authors: (id) => sql`SELECT from_id FROM collaboration_request WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
