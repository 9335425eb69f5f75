import sql, { type Sql } from "sql-template-tag";

/** A learning track around what the network met about, as the import names members, gatherings and series. */
const track = {
  title: "Beslissen met de straat: van inspraak naar meebeslissen",
  description:
    "In vier stappen van goede bedoelingen naar een buurt die meebeslist. Voor wie inspraak organiseert, en voor wie er moe van is.",
  themes: ["burgerparticipatie", "burgerpanels", "cocreatie"],
  coordinators: ["m021", "m036"],
  places: 24,
  days: 150,
};

const steps = [
  {
    ...{ kind: "READING", title: "De ladder van Arnstein, in één avond", link: "https://lezen.demo.example/ladder" },
    description: "Op welke trede staat je laatste inspraakavond? Schrijf het op, en neem het mee.",
  },
  { kind: "GATHERING", gathering: "g16" },
  { kind: "SERIES", gathering: "k1", title: "Schuif aan bij een keukentafelgesprek" },
  {
    ...{ kind: "ASSIGNMENT", title: "Loot tien buren", link: "https://doen.demo.example/loten" },
    description: "Nodig tien gelote buren uit voor één vraag. Wat had je anders gevraagd?",
  },
];

/** Who follows it, and which steps they marked as done: one is half-way, and one has completed it. */
const learners = [
  { member: "m048", marked: [0, 3], isCompleted: true },
  { member: "m001", marked: [], isCompleted: false },
  { member: "m130", marked: [0], isCompleted: false },
];

/** Statement: fills in a learning track of the demo network, with its learners, once. */
export const demoTrack = (newId: () => string, now: Date): Sql => sql`
  WITH made AS (
    INSERT INTO learning_track (id, status, title, description, language, capacity, created_at, published_at)
    SELECT ${newId()}, 'PUBLISHED', ${track.title}, ${track.description}, 'NL', ${track.places}, at, at
    FROM (SELECT ${now}::timestamptz - ${track.days} * interval '1 day' AS at) AS begun WHERE NOT EXISTS (SELECT FROM learning_track)
    RETURNING id, created_at),
  themes AS (
    INSERT INTO track_theme (track_id, theme_id, position)
    SELECT made.id, theme.id, chosen.n - 1 FROM made, unnest(${track.themes}::text[]) WITH ORDINALITY AS chosen (slug, n)
    JOIN theme ON theme.slug = chosen.slug),
  coordinators AS (
    INSERT INTO track_coordinator (track_id, member_id)
    SELECT made.id, member.id FROM made, member WHERE source = 'demo' AND source_id = ANY(${track.coordinators})),
  steps AS (
    INSERT INTO track_step (id, track_id, position, kind, title, description, link, gathering_id, series_id)
    SELECT row.id, made.id, row.position, row.kind, row.title, row.description, row.link,
      CASE WHEN row.kind = 'GATHERING' THEN g.id END, CASE WHEN row.kind = 'SERIES' THEN g.series_id END
    FROM made, jsonb_to_recordset(${JSON.stringify(steps.map((step, position) => ({ ...step, position, id: newId() })))}::jsonb)
      AS row (id uuid, position smallint, kind track_step_kind, title text, description text, link text, gathering text)
    LEFT JOIN gathering g ON g.source = 'demo' AND g.source_id = row.gathering
    RETURNING id, position),
  learners AS (
    INSERT INTO track_enrolment (id, track_id, member_id, status, enrolled_at, completed_at)
    SELECT row.id, made.id, member.id, 'ENROLLED', made.created_at + row.n * interval '3 days',
      CASE WHEN row."isCompleted" THEN ${now}::timestamptz - interval '9 days' END
    FROM made, jsonb_to_recordset(${JSON.stringify(learners.map((one, n) => ({ ...one, n: n + 1, id: newId() })))}::jsonb)
      AS row (id uuid, n integer, member text, "isCompleted" boolean)
    JOIN member ON member.source = 'demo' AND member.source_id = row.member
    RETURNING id, member_id, enrolled_at)
  INSERT INTO track_mark (enrolment_id, step_id, marked_at)
  SELECT learners.id, steps.id, learners.enrolled_at + (steps.position + 1) * interval '9 days'
  FROM learners JOIN member ON member.id = learners.member_id
    JOIN jsonb_to_recordset(${JSON.stringify(learners)}::jsonb) AS row (member text, marked integer[]) ON row.member = member.source_id
    JOIN steps ON steps.position = ANY(row.marked)`;
