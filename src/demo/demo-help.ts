import sql, { type Sql } from "sql-template-tag";

/** Requests of the demo network that a comment answered: the comments. */
const answered = ["c191", "c084"];

interface DemoRequest {
  question: string;
  to: string;
  /** How many days ago. */
  days: number;
  message: string;
  isDeclined: boolean;
}

const others: DemoRequest[] = [
  {
    ...{ question: "i142", to: "m001", days: 3, isDeclined: false },
    message: "Jij kent de regels die een proef in de weg staan. Welke zou jij eerst parkeren?",
  },
  {
    ...{ question: "i130", to: "m060", days: 12, isDeclined: true },
    message: "Bij jou in de straat staat al een deelwagen, hoorde ik. Met hoeveel zijn jullie?",
  },
];

/** A statement: fills in requests for help with questions of the demo network, once. */
export const demoHelp = (newId: () => string, now: Date): Sql => sql`
  WITH other AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(others.map((one) => ({ ...one, id: newId() })))}::jsonb)
      AS row (id uuid, question text, "to" text, days numeric, message text, "isDeclined" boolean))
  INSERT INTO help_request (id, idea_id, from_id, to_id, message, status, asked_at, expires_at, answered_at, comment_id)
  SELECT (${answered.map(newId)}::uuid[])[row_number() OVER (ORDER BY comment.posted_at)], idea.id, idea.author_id, comment.author_id,
    NULL, 'ANSWERED'::help_request_status, idea.posted_at + interval '1 hour', idea.posted_at + interval '1 hour 30 days', comment.posted_at, comment.id
  FROM comment JOIN idea ON idea.id = comment.idea_id
  WHERE comment.source = 'demo' AND comment.source_id = ANY(${answered}) AND NOT EXISTS (SELECT FROM help_request)
  UNION ALL
  SELECT other.id, idea.id, idea.author_id, member.id, other.message,
    CASE WHEN other."isDeclined" THEN 'DECLINED' ELSE 'PENDING' END::help_request_status, asked.at, asked.at + interval '30 days',
    CASE WHEN other."isDeclined" THEN asked.at + interval '1 day' END, NULL
  FROM other JOIN idea ON idea.source = 'demo' AND idea.source_id = other.question
    JOIN member ON member.source = 'demo' AND member.source_id = other."to" AND member.id <> idea.author_id,
    LATERAL (SELECT ${now}::timestamptz - other.days * interval '1 day' AS at) AS asked
  WHERE NOT EXISTS (SELECT FROM help_request)`;
