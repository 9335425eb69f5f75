import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../core/access/subject-kind.js";
import { Language } from "../../core/texts/language.js";
import { Gathering } from "./gathering.entity.js";

declare module "../../core/access/subject-kind.js" {
  interface SubjectKinds {
    GATHERING: unknown;
  }
}

export const gatheringSubjects = {
  GATHERING: {
    description: "A gathering of the network (bijeenkomst).",
    yours: { [Language.NL]: "je bijeenkomst", [Language.FR]: "votre rencontre", [Language.EN]: "your gathering" },
    reportable: {
      entity: Gathering,
      table: sql`gathering`,
      title: sql`title`,
      authors: (id) => sql`SELECT member_id FROM gathering_host WHERE gathering_id = ${id}`,
      eventData: (gatheringId) => Promise.resolve({ gatheringId }),
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
