import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sql, { raw } from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../../src/core/database/database.js";
import {
  importFolder,
  problemLine,
  type FileReport,
  type ImportOptions,
  type ImportProblem,
} from "../../src/import/import-folder.js";
import { importFiles } from "../../src/app/contributions.js";

export const today = new Date("2026-01-15T12:00:00.000Z");

/** Folders of CSV files, which are gone after the tests. */
export class Folders {
  private readonly made: string[] = [];

  /** A folder with these files; lines are joined, and a text is written as it is. */
  async make(files: Record<string, string[] | string | Buffer>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "ino-import-"));
    this.made.push(folder);
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), Array.isArray(content) ? `${content.join("\n")}\n` : content);
    return folder;
  }

  async remove(): Promise<void> {
    for (const folder of this.made) await rm(folder, { recursive: true });
  }
}

/** Imports, and gives the counts by file, the problems, and what was remarked. */
export async function load(
  database: Database,
  folder: string,
  options: Partial<ImportOptions> = {},
): Promise<{ counts: Record<string, Omit<FileReport, "file">>; problems: string[]; remarks: string[] }> {
  const problems: string[] = [];
  const remarks: string[] = [];
  const onProblem = (problem: ImportProblem): void => void problems.push(problemLine(problem));
  const source = basename(folder);
  const report = await importFolder(database, {
    files: importFiles,
    folder,
    source,
    onProblem,
    onRemark: (line) => remarks.push(line),
    settings: { visibility: "EVERYBODY", shareAttendance: true },
    now: () => today,
    newId: uuidv7,
    ...options,
  });
  return { counts: Object.fromEntries(report.files.map(({ file, ...counts }) => [file, counts])), problems, remarks };
}

/** All rows of all tables, as text: equal before and after when nothing changed. */
export async function contentOf(database: Database): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'event_log_start', 'notification_position', 'track_position') ORDER BY 1`,
  );
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ digest: string }>(
      sql`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '') AS digest FROM ${raw(name)} t`,
    );
    content[name] = row!.digest;
  }
  return content;
}

/** How many rows each table has. */
export const countsOf = (content: Record<string, string>): Record<string, number> =>
  Object.fromEntries(Object.entries(content).map(([name, digest]) => [name, Number(digest.split(" ")[0])]));

/** A small folder that uses every file and every column. */
export const wholeFolder = {
  "themes.csv": [
    "slug,label_nl,label_fr,label_en,broader",
    "zon,Zonne-energie,Énergie solaire,Solar energy,energie",
    "energie,Energie,,,",
    "wind,,,Wind,energie",
  ],
  "members.csv": [
    "id,name,email,headline,organisation,sector,experience,level,language,joined_at",
    "1,An Peeters,An.Peeters@Example.org,Zoekt zon,Stad Gent,LOCAL_GOVERNMENT,EXPERT,FIELD,nl,2024-05-06T07:08:09Z",
    "2,Bea Claes,,,Stad Gent,,,,FR,",
    "3,Cis De Wit,cis@example.org,,VITO,ACADEMIA,BEGINNER,manager,,2024-05-06",
  ],
  "interests.csv": ["member,theme,stance", "1,zon,SEEKS", "2,zon,OFFERS", "3,energie,"],
  "ideas.csv": [
    "id,kind,title,body,language,author,posted_at,themes",
    '1,QUESTION,Zon op school?,"Wie weet raad?\nEn wie helpt?",nl,1,2025-01-01T10:00:00+01:00,zon|energie',
    "2,IDEA,Éoliennes,Du vent.,fr,2,2025-02-01T10:00:00Z,",
  ],
  "comments.csv": [
    "id,idea,author,reply_to,posted_at,body",
    "a,1,2,,2025-01-02T10:00:00Z,Ik!",
    "b,1,3,a,2025-01-03T10:00:00Z,Ik ook.",
    "c,1,1,b,2025-01-04T10:00:00Z,Dank u.",
  ],
  "supports.csv": ["idea,member", "1,2", "1,3", "1,2"],
  "practices.csv": [
    "id,kind,title,summary,steps,link,licence,language,shared_by,contact,shared_at,themes",
    "1,INSTRUMENT,Zonnekaart,Wijst daken aan.,Teken de daken. | Vraag rond.,https://zon.example/kaart,CC0,nl,1,3,2025-02-03T10:00:00Z,zon|energie",
    "2,bonne pratique,Vent partagé,Du vent à plusieurs.,,,,fr,2,,2025-02-04,",
  ],
  "practice_uses.csv": [
    "id,practice,used_by,place,result,would_use_again,used_on,recorded_at",
    "1,1,2,Stad Gent,Tien daken.,ja,2025-02-10,2025-02-11T10:00:00Z",
    "2,1,3,,Te veel werk.,nee,,2025-02-12T10:00:00Z",
  ],
  "gatherings.csv": [
    "id,title,format,starts_at,ends_at,place,capacity,host,themes,description",
    "1,Zonneavond,IDEA,2025-03-01T19:00:00Z,2025-03-01T21:00:00Z,Gent,2,1,wind|zon,Met soep.",
    "2,Later,OPEN_EXCHANGE,2026-03-01T19:00:00Z,,,,,,",
  ],
  "registrations.csv": [
    "gathering,member,status,attended",
    "1,3,GOING,true",
    "1,1,GOING,false",
    "1,2,WAITLISTED,",
    "2,2,CANCELLED,false",
  ],
  "collaborations.csv": ["member_a,member_b", "2,1", "1,2", "3,1"],
};
