import sql from "sql-template-tag";
import type { SubjectDeclaration, SubjectKind } from "../../../core/access/subject-kind.js";
import { Language } from "../../../core/texts/language.js";
import { Outcome } from "./outcome.entity.js";

declare module "../../../core/access/subject-kind.js" {
  interface SubjectKinds {
    OUTCOME: unknown;
  }
}

export const outcomeSubjects = {
  OUTCOME: {
    description: "What came of a gathering, its summary, links and results (uitkomst).",
    yours: {
      [Language.NL]: "de uitkomst die je vastlegde",
      [Language.FR]: "le résultat que vous avez noté",
      [Language.EN]: "the outcome that you recorded",
    },
    reportable: {
      entity: Outcome,
      table: sql`outcome`,
      title: null,
      // Of an outcome whose author has left, the hosts.
      authors: (id) => sql`
        SELECT coalesce(author_id, member_id) FROM outcome LEFT JOIN gathering_host h ON h.gathering_id = outcome.gathering_id
        WHERE id = ${id} AND coalesce(author_id, member_id) IS NOT NULL GROUP BY 1`,
      eventData: async (id, db) => {
        const [row] = await db.query<{ gatheringId: string }>(
          sql`SELECT gathering_id AS "gatheringId" FROM outcome WHERE id = ${id}`,
        );
        return { ...row };
      },
    },
  },
} satisfies Partial<Record<SubjectKind, SubjectDeclaration>>;
