import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import type { Language } from "../../../core/texts/language.js";
import { quotedWords } from "../../../core/mail/quoted-words.js";
import type { DecisionKind } from "../moderation.enums.js";
import { subjectKinds, type SubjectKind } from "../../../core/access/subject-kind.js";
import { titleOf, type SubjectRef } from "../subjects.js";

/** The payload of mails about a decision: the decision, and one affected member. */
export interface DecisionPayload {
  memberId: string;
  decisionId: string;
}

/** The data shown in mails about a decision. */
export interface Decided {
  kind: DecisionKind;
  subjectKind: SubjectKind;
  /** The title of an idea or a gathering; null for what has none. */
  title: string | null;
  reason: string | null;
  reversalReason: string | null;
  suspendedUntil: Date | null;
}

export async function decidedById(db: Connection, decisionId: string): Promise<Decided | undefined> {
  const [decided] = await db.query<Omit<Decided, "title"> & SubjectRef>(sql`
    SELECT decision.kind, c.subject_kind AS "subjectKind", c.subject_id AS "subjectId", decision.reason,
      decision.reversal_reason AS "reversalReason", decision.suspended_until AS "suspendedUntil"
    FROM moderation_decision decision JOIN moderation_case c ON c.id = decision.case_id
    WHERE decision.id = ${decisionId}`);
  return decided && { ...decided, title: await titleOf(db, decided) };
}

/** The subject of the decision in words: `je idee “Buurtmoestuin”`. */
export const nameOf = ({ subjectKind, title }: Decided, language: Language): string =>
  subjectKinds.get(subjectKind).yours[language] + (title === null ? "" : ` ${quotedWords(title, language)}`);
