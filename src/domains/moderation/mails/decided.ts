import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { Language } from "../../../core/graphql/language.js";
import type { DecisionKind } from "../moderation.enums.js";
import type { SubjectKind } from "../../../core/access/subject-kind.js";

/** The payload of mails about a decision: the decision, and one affected member. */
export interface DecisionPayload {
  memberId: string;
  decisionId: string;
}

/** The data shown in mails about a decision. */
export interface Decided {
  kind: DecisionKind;
  subjectKind: SubjectKind;
  /** The title of an idea or a gathering. */
  title: string | null;
  reason: string | null;
  reversalReason: string | null;
  suspendedUntil: Date | null;
}

export async function decidedById(db: Connection, decisionId: string): Promise<Decided | undefined> {
  const [decided] = await db.query<Decided>(sql`
    SELECT decision.kind, c.subject_kind AS "subjectKind", coalesce(idea.title, gathering.title) AS title, decision.reason,
      decision.reversal_reason AS "reversalReason", decision.suspended_until AS "suspendedUntil"
    FROM moderation_decision decision JOIN moderation_case c ON c.id = decision.case_id
    LEFT JOIN idea ON idea.id = c.subject_id LEFT JOIN gathering ON gathering.id = c.subject_id
    WHERE decision.id = ${decisionId}`);
  return decided;
}

const names: Record<Language, Record<SubjectKind, string>> = {
  [Language.NL]: {
    MEMBER: "je profiel",
    IDEA: "je idee",
    COMMENT: "een reactie van je",
    GATHERING: "je bijeenkomst",
    MESSAGE: "je berichtje",
  },
  [Language.FR]: {
    MEMBER: "votre profil",
    IDEA: "votre idée",
    COMMENT: "une de vos réactions",
    GATHERING: "votre rencontre",
    MESSAGE: "votre message",
  },
  [Language.EN]: {
    MEMBER: "your profile",
    IDEA: "your idea",
    COMMENT: "a comment of yours",
    GATHERING: "your gathering",
    MESSAGE: "your message",
  },
};

/** The subject of the decision in words: `je idee "Buurtmoestuin"`. */
export const nameOf = ({ subjectKind, title }: Decided, language: Language): string =>
  names[language][subjectKind] + (title === null ? "" : ` "${title}"`);

/** A date and time in the format of Flanders. */
export const momentOf = (moment: Date, language: Language): string =>
  new Intl.DateTimeFormat(`${language.toLowerCase()}-BE`, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Brussels",
  }).format(moment);
