import sql, { type Sql } from "sql-template-tag";

const [lotte, bram] = ["m001", "m036"] as const;
/** A collaboration on an idea of Lotte's, as the import names it. */
const grown = `${lotte}|${bram}`;

interface DemoJoining {
  /** Who asks to join, or invites. */
  from: string;
  /** Who is invited; null for who asks to join. */
  to: string | null;
  /** Which of the members answered who asked; null while it waits. */
  by: string | null;
  message: string;
  /** How long after the collaboration began it was asked; the next day it was accepted. */
  days: number;
}

const joinings: DemoJoining[] = [
  {
    ...{ from: "m195", to: null, by: bram, days: 19.2 },
    message: "Onze school ligt twee straten verder. Mogen wij de volgende zes weken voor onze rekening nemen?",
  },
  {
    ...{ from: bram, to: "m049", by: null, days: 24.6 },
    message: "Jij hebt de tellingen van het kruispunt. Doe je mee, dan leggen we ze naast de onze.",
  },
];

const waiting = {
  from: "m130",
  message: "Ik wil graag helpen om het protocol op papier te zetten, en ik ken iemand in Wilgendam.",
};

/** Statements: have a collaboration of two grow to four, once, and somebody more wait for an answer. */
export const demoJoining = (newId: () => string): Sql[] => [
  sql`
    WITH asked AS (
      SELECT row.id, c.id AS collaboration, c.idea_id, "from".id AS from_id, "to".id AS to_id, "by".id AS by_id, message,
        c.started_at + days * interval '1 day' AS asked_at
      FROM jsonb_to_recordset(${JSON.stringify(joinings.map((one) => ({ ...one, id: newId() })))}::jsonb)
        AS row (id uuid, "from" text, "to" text, by text, message text, days numeric)
      JOIN collaboration c ON c.source = 'demo' AND c.source_id = ${grown}
      JOIN member "from" ON "from".source = 'demo' AND "from".source_id = row."from"
      LEFT JOIN member "to" ON "to".source = 'demo' AND "to".source_id = row."to"
      LEFT JOIN member "by" ON "by".source = 'demo' AND "by".source_id = row.by
      WHERE NOT EXISTS (SELECT FROM collaboration_request WHERE joins_id IS NOT NULL)),
    sent AS (
      INSERT INTO collaboration_request (id, from_id, to_id, idea_id, message, status, asked_at, expires_at, answered_at,
        answered_by_id, collaboration_id, joins_id)
      SELECT id, from_id, to_id, idea_id, message, 'ACCEPTED', asked_at, asked_at + interval '30 days',
        asked_at + interval '1 day', by_id, collaboration, collaboration FROM asked),
    joined AS (
      INSERT INTO collaboration_member (collaboration_id, member_id, joined_after, read_up_to)
      SELECT collaboration, coalesce(to_id, from_id), last, last
      FROM asked, LATERAL (
        SELECT coalesce(max(number), 0) AS last FROM collaboration_message WHERE collaboration_id = collaboration) AS thread
      ON CONFLICT DO NOTHING)
    SELECT FROM asked`,
  sql`
    INSERT INTO collaboration_request (id, from_id, idea_id, message, asked_at, expires_at, joins_id)
    SELECT ${newId()}, m.id, c.idea_id, ${waiting.message}, now() - interval '2 days', now() + interval '28 days', c.id
    FROM collaboration c JOIN member m ON m.source = 'demo' AND m.source_id = ${waiting.from}
    WHERE c.source = 'demo' AND c.source_id = ${grown}
      AND NOT EXISTS (SELECT FROM collaboration_request WHERE joins_id = c.id AND from_id = m.id)`,
];
