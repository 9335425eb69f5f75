import sql, { type Sql } from "sql-template-tag";

interface DemoMessage {
  /** The two members, as the import names the collaboration. */
  of: string;
  by: string;
  /** How long after the collaboration began. */
  days: number;
  body: string;
}

const [lotte, mies, bram, griet] = ["m001", "m021", "m036", "m174"] as const;
/** Its last messages are unread for who signs in. */
const unread = { of: `${lotte}|${bram}`, count: 2 };

const messages: DemoMessage[] = [
  {
    ...{ of: `${lotte}|${mies}`, by: lotte, days: 0.5 },
    body: "Dag Mies, fijn dat je meetekent. Het eerste gesprek is dinsdag om half acht, in het wijkhuis.",
  },
  {
    ...{ of: `${lotte}|${mies}`, by: mies, days: 0.7 },
    body: "Ik breng een rol papier van vier meter mee. Is er een muur vrij?",
  },
  { ...{ of: `${lotte}|${mies}`, by: lotte, days: 1.1 }, body: "Ja, die tegenover het raam. Plakband mag, nagels niet." },
  {
    ...{ of: `${lotte}|${mies}`, by: mies, days: 8.4 },
    body: "Het verslag hangt. Drie mensen bleven buiten staan lezen, in de regen.",
  },
  {
    ...{ of: `${lotte}|${griet}`, by: griet, days: 1.2 },
    body: "De schuine bank heeft het weekend overleefd: achttien kinderen erop, nul klachten.",
  },
  {
    ...{ of: `${lotte}|${griet}`, by: lotte, days: 1.6 },
    body: "Mooi! Mag ik je foto's tonen op het college van maandag?",
  },
  {
    ...{ of: `${lotte}|${griet}`, by: griet, days: 1.7 },
    body: "Graag. Toon ook die met de krijtlijnen ernaast, anders lijkt het alsof we begonnen met de bank.",
  },
  {
    ...{ of: `${lotte}|${bram}`, by: bram, days: 2.1 },
    body: "De leerlingen hebben het reglement klaar: vijf regels, en één ervan gaat over taart.",
  },
  {
    ...{ of: `${lotte}|${bram}`, by: lotte, days: 2.3 },
    body: "Die over taart moet blijven. Wie opent er de eerste week?",
  },
  { ...{ of: `${lotte}|${bram}`, by: bram, days: 2.4 }, body: "Het vijfde leerjaar, elke dag twee anderen." },
  {
    ...{ of: `${lotte}|${bram}`, by: bram, days: 16.3 },
    body: "Tellingen van twee weken: 41 auto's minder per ochtend, en één boos gezicht, dat van mij toen het regende.",
  },
  {
    ...{ of: `${lotte}|${bram}`, by: bram, days: 16.4 },
    body: "Een school in Wilgendam vraagt ons protocol. Zullen we het samen één keer op papier zetten?",
  },
];

/** Statement: fills in what members of the demo network wrote to each other, once. */
export const demoMessages = (newId: () => string): Sql => sql`
  WITH written AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(messages.map((message) => ({ ...message, id: newId() })))}::jsonb)
      AS row (id uuid, "of" text, by text, days numeric, body text)),
  sent AS (
    INSERT INTO collaboration_message (id, collaboration_id, number, author_id, body, sent_at)
    SELECT written.id, c.id, row_number() OVER (PARTITION BY c.id ORDER BY written.days), author.id, written.body,
      c.started_at + written.days * interval '1 day'
    FROM written JOIN collaboration c ON c.source = 'demo' AND c.source_id = written."of"
      JOIN member author ON author.source = 'demo' AND author.source_id = written.by
    WHERE NOT EXISTS (SELECT FROM collaboration_message)
    RETURNING collaboration_id, number),
  thread AS (
    SELECT c.id, max(sent.number) AS last, c.source_id = ${unread.of} AS "isUnread"
    FROM sent JOIN collaboration c ON c.id = sent.collaboration_id GROUP BY c.id)
  UPDATE collaboration_member cm
  SET read_up_to = thread.last - CASE WHEN thread."isUnread" AND member.source_id = ${lotte} THEN ${unread.count}::int ELSE 0 END
  FROM thread, member WHERE cm.collaboration_id = thread.id AND member.id = cm.member_id`;
