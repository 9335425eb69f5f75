import sql, { type Sql } from "sql-template-tag";

interface LeftMessage {
  /** Who left it, as the import names members; null for somebody without an account. */
  by: string | null;
  name: string | null;
  email: string | null;
  daysAgo: number;
  isHandled: boolean;
  body: string;
}

const stranger = { by: null, isHandled: false };

const messages: LeftMessage[] = [
  {
    ...{ ...stranger, name: "Wannes De Wilde", email: "wannes@demo.example", daysAgo: 9 },
    body: "Wij zijn drie vrijwilligers van een repaircafé. Mogen we eens komen vertellen hoe we met de stad samenwerken?",
  },
  {
    ...{ by: "m001", name: null, email: null, daysAgo: 6, isHandled: true },
    body: "De zaal van volgende maand heeft geen lift. Kan iemand een andere zoeken?",
  },
  {
    ...{ ...stranger, name: "Sophie Renard", email: "sophie@demo.example", daysAgo: 2 },
    body: "Notre commune cherche une méthode pour écouter les jeunes. Quelqu'un du réseau l'a-t-il déjà fait ?",
  },
];

/** Statement: fills in what people left for the coordinators of the demo network, once. */
export const demoLeftMessages = (newId: () => string, now: Date): Sql => sql`
  INSERT INTO message (id, body, member_id, name, email, left_at, handled_at)
  SELECT row.id, row.body, member.id, row.name, row.email, left_at, CASE WHEN "isHandled" THEN left_at + interval '5 hours' END
  FROM jsonb_to_recordset(${JSON.stringify(messages.map((message) => ({ ...message, id: newId() })))}::jsonb)
      AS row (id uuid, body text, by text, name text, email text, "daysAgo" numeric, "isHandled" boolean)
    LEFT JOIN member ON member.source = 'demo' AND member.source_id = row.by,
    LATERAL (SELECT ${now}::timestamptz - "daysAgo" * interval '1 day' AS left_at) AS moment
  WHERE NOT EXISTS (SELECT FROM message)`;
