import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../../core/access/subject-kind.js";
import { Language } from "../../../core/texts/language.js";
import { HostMail } from "./host-mail.entity.js";

declare module "../../../core/access/subject-kind.js" {
  interface SubjectKinds {
    HOST_MAIL: unknown;
  }
}

export const hostMailSubjects = {
  HOST_MAIL: {
    description: "A mail of a host to those registered for a gathering (mail van een gastheer of gastvrouw).",
    yours: {
      [Language.NL]: "een mail van je aan ingeschrevenen",
      [Language.FR]: "un de vos messages aux personnes inscrites",
      [Language.EN]: "a mail of yours to those registered",
    },
    reportable: {
      entity: HostMail,
      table: sql`host_mail`,
      title: sql`subject`,
      authors: (id) => sql`SELECT author_id FROM host_mail WHERE id = ${id}`,
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
