import sql, { type Sql } from "sql-template-tag";
import type { CoAuthorInvitationStatus } from "../domains/ideas/authors/co-author-invitation.entity.js";
import type { IdeaStatus } from "../domains/ideas/idea.enums.js";

interface DemoNews {
  idea: string;
  /** How long after it was posted. */
  days: number;
  status: `${IdeaStatus}`;
  note: string | null;
}

const news: DemoNews[] = [
  {
    ...{ idea: "i012", days: 30, status: "IN_PROGRESS" },
    note: "Het register verhuist naar een eigen site; de eerste zestig verhalen staan erop.",
  },
  {
    ...{ idea: "i012", days: 120, status: "DONE" },
    note: "Honderd verhalen staan online. Nieuwe blijven welkom: er valt nog genoeg te mislukken.",
  },
  { ...{ idea: "i019", days: 60, status: "DONE" }, note: "De lessen staan in het draaiboek. Vraag het gerust op." },
  {
    ...{ idea: "i031", days: 75, status: "IN_PROGRESS" },
    note: "Het ontwerpcontract ligt bij twee juristen. Zes scholen gaven hun woord, en één zijn recept.",
  },
  {
    ...{ idea: "i045", days: 50, status: "IN_PROGRESS" },
    note: "Vijf van de acht dorpen hebben hun lijst klaar. De andere drie vroegen meer tijd, en kregen die.",
  },
  {
    ...{ idea: "i053", days: 40, status: "IN_PROGRESS" },
    note: "Al veertien teksten voorgelezen, en elf ervan herschreven.",
  },
  {
    ...{ idea: "i086", days: 20, status: "IN_PROGRESS" },
    note: "De Lijsterstraat is elke ochtend dicht. De kinderen houden het logboek bij.",
  },
  {
    ...{ idea: "i086", days: 55, status: "IN_PROGRESS" },
    note: "Zes weken ver: 41 auto's minder per ochtend. Wie wil in april mee evalueren?",
  },
  {
    ...{ idea: "i112", days: 45, status: "DONE" },
    note: "Beantwoord: noem het bedrag en de dag waarop het komt. Dank aan wie meelas!",
  },
];

/** Ideas that the member of the demo sign-in follows, besides those that they commented on. */
const followed = { by: "m001", ideas: ["i019", "i045", "i053"] };

/** Ideas with the members whom their authors invited to write them together. */
const coAuthors: { idea: string; member: string; status: `${CoAuthorInvitationStatus}` }[] = [
  { idea: "i012", member: "m001", status: "ACCEPTED" },
  { idea: "i086", member: "m014", status: "ACCEPTED" },
  { idea: "i086", member: "m022", status: "ACCEPTED" },
  { idea: "i031", member: "m001", status: "PENDING" },
];

/** What a member has not posted yet. */
const draft = {
  ...{ by: "m001", kind: "QUESTION", language: "NL", theme: "schoolstraten" },
  title: "Wie telt mee fietsers aan de schoolpoort?",
  body: "We willen in maart twee weken tellen, elke ochtend van kwart voor acht tot kwart over acht.\n\nNog na te gaan: mag dat met een camera?",
};

/** Statements: fill in what became of ideas of the demo network, who follows them, who writes them, and a draft, once. */
export const demoIdeas = (newId: () => string): Sql[] => [
  sql`
    WITH written AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(news.map((one) => ({ ...one, id: newId() })))}::jsonb)
        AS row (id uuid, idea text, days numeric, status idea_status, note text)),
    changes AS (
      INSERT INTO idea_change (id, idea_id, changed_by_id, changed_at, changed, status, note)
      SELECT written.id, idea.id, idea.author_id, idea.posted_at + written.days * interval '1 day',
        CASE WHEN written.status = lag(written.status) OVER (PARTITION BY idea.id ORDER BY written.days) THEN '{}' ELSE '{STATUS}' END::idea_field[],
        written.status, written.note
      FROM written JOIN idea ON idea.source = 'demo' AND idea.source_id = written.idea
      WHERE NOT EXISTS (SELECT FROM idea_change)
      RETURNING idea_id)
    UPDATE idea SET version = version + made.count
    FROM (SELECT idea_id, count(*)::int AS count FROM changes GROUP BY idea_id) made WHERE made.idea_id = idea.id`,
  sql`
    INSERT INTO idea_follower (idea_id, member_id, followed_at)
    SELECT comment.idea_id, comment.author_id, min(comment.posted_at) FROM comment JOIN idea ON idea.id = comment.idea_id
    WHERE comment.source = 'demo' AND comment.author_id <> idea.author_id GROUP BY 1, 2
    UNION
    SELECT idea.id, member.id, idea.posted_at + interval '1 day' FROM idea JOIN member ON member.source = 'demo'
    WHERE idea.source = 'demo' AND member.source_id = ${followed.by} AND idea.source_id = ANY(${followed.ideas})
    ON CONFLICT DO NOTHING`,
  sql`
    INSERT INTO co_author_invitation (id, idea_id, member_id, status, invited_at, answered_at)
    SELECT row.id, idea.id, member.id, row.status, idea.posted_at + interval '2 days',
      CASE WHEN row.status <> 'PENDING' THEN idea.posted_at + interval '3 days' END
    FROM jsonb_to_recordset(${JSON.stringify(coAuthors.map((one) => ({ ...one, id: newId() })))}::jsonb)
      AS row (id uuid, idea text, member text, status co_author_invitation_status)
    JOIN idea ON idea.source = 'demo' AND idea.source_id = row.idea
    JOIN member ON member.source = 'demo' AND member.source_id = row.member AND member.id <> idea.author_id
    ON CONFLICT DO NOTHING`,
  sql`
    WITH saved AS (
      INSERT INTO idea_draft (id, author_id, kind, title, body, language, saved_at)
      SELECT ${newId()}, member.id, ${draft.kind}, ${draft.title}, ${draft.body}, ${draft.language}, now()
      FROM member WHERE member.source = 'demo' AND member.source_id = ${draft.by} AND NOT EXISTS (SELECT FROM idea_draft)
      RETURNING id)
    INSERT INTO idea_draft_theme (draft_id, theme_id, position)
    SELECT saved.id, theme.id, 0 FROM saved JOIN theme ON theme.slug = ${draft.theme}`,
];
