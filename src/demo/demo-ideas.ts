import sql, { type Sql } from "sql-template-tag";
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

/** Statements: fill in what became of ideas of the demo network, and who follows them, once. */
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
];
