import sql, { type Sql } from "sql-template-tag";

interface LeftMessage {
  /** Who left it, as the import names members; null for somebody without an account. */
  by: string | null;
  name: string | null;
  email: string | null;
  daysAgo: number;
  isHandled: boolean;
  body: string;
  /** What the coordinators answered by mail. */
  answer?: string;
  /** What they propose to make of it, and wait for the consent of who left it. */
  gathering?: { title: string; body: string };
}

/** As the import names the member who answers, of those who host gatherings. */
const coordinator = "m021";
const daysToAnswer = 30;

const stranger = { by: null, isHandled: false };

const messages: LeftMessage[] = [
  {
    ...{ ...stranger, name: "Wannes De Wilde", email: "wannes@demo.example", daysAgo: 9 },
    body: "Wij zijn drie vrijwilligers van een repaircafé. Mogen we eens komen vertellen hoe we met de stad samenwerken?",
    answer: "Heel graag! We stellen voor om er een avond rond te maken. Je krijgt daarover nog een mail, met wat iedereen dan zou lezen.",
    gathering: {
      title: "Een repaircafé dat met de stad samenwerkt",
      body: "Drie vrijwilligers van een repaircafé vertellen hoe ze met hun stad samenwerken, en wat ze daarbij nodig hebben.",
    },
  },
  {
    ...{ by: "m001", name: null, email: null, daysAgo: 6, isHandled: true },
    body: "De zaal van volgende maand heeft geen lift. Kan iemand een andere zoeken?",
    answer: "Bedankt om het te melden. We zitten nu in het buurthuis ernaast, waar iedereen binnen kan.",
  },
  {
    ...{ ...stranger, name: "Sophie Renard", email: "sophie@demo.example", daysAgo: 2 },
    body: "Notre commune cherche une méthode pour écouter les jeunes. Quelqu'un du réseau l'a-t-il déjà fait ?",
  },
];

/** Statement: fills in what people left for the coordinators of the demo network, and what became of it, once. */
export const demoLeftMessages = (newId: () => string, now: Date): Sql => sql`
  WITH row AS (
    SELECT left_message.*, ${now}::timestamptz - "daysAgo" * interval '1 day' AS left_at,
      (SELECT id FROM member WHERE source = 'demo' AND source_id = ${coordinator}) AS coordinator_id
    FROM jsonb_to_recordset(${JSON.stringify(messages.map((message) => withIds(message, newId)))}::jsonb) AS left_message (
      id uuid, "answerId" uuid, "proposalId" uuid, body text, by text, name text, email text, "daysAgo" numeric,
      "isHandled" boolean, answer text, gathering jsonb)
    WHERE NOT EXISTS (SELECT FROM message)),
  left_messages AS (
    INSERT INTO message (id, body, member_id, name, email, left_at, handled_at)
    SELECT row.id, row.body, member.id, row.name, row.email, left_at, CASE WHEN "isHandled" THEN left_at + interval '5 hours' END
    FROM row LEFT JOIN member ON member.source = 'demo' AND member.source_id = row.by),
  answers AS (
    INSERT INTO message_answer (id, message_id, body, answered_by_id, answered_at)
    SELECT "answerId", id, answer, coordinator_id, left_at + interval '4 hours' FROM row WHERE answer IS NOT NULL)
  INSERT INTO message_sharing (id, message_id, shared_as, title, body, language, starts_at, proposed_by_id, proposed_at, expires_at)
  SELECT "proposalId", id, 'GATHERING', gathering->>'title', gathering->>'body', 'NL',
    to_char(expires_at, 'YYYY-MM-DD"T19:00"'), coordinator_id, proposed_at, expires_at
  FROM row,
    LATERAL (SELECT left_at + interval '5 hours' AS proposed_at, left_at + ${daysToAnswer} * interval '1 day' AS expires_at) AS times
  WHERE gathering IS NOT NULL`;

const withIds = (message: LeftMessage, newId: () => string): object => ({
  ...message,
  ...{ id: newId(), answerId: newId(), proposalId: newId() },
});
