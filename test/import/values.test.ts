import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const members = await folders.make({ "members.csv": ["id,name", "m1,Mia", "m2,Mo"] });
  await load(test.database, members, { source: "values" });
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

let ids = 0;
type Options = Parameters<typeof load>[2];

/** What becomes of a gathering with this start and end, or why it is left out. */
async function times(
  start: string,
  end = "",
  options: Options = {},
): Promise<{ from: string; to: string | null; remarks: string[] } | string> {
  const id = `t${++ids}`;
  const folder = await folders.make({
    "gatherings.csv": ["id,title,format,starts_at,ends_at", `${id},T,IDEA,"${start}","${end}"`],
  });
  const { problems, remarks } = await load(test.database, folder, { source: "values", ...options });
  if (problems.length > 0) return problems[0]!.replace(/^.*?:\d+: /, "");
  const [row] = await test.database.query<{ from: Date; to: Date | null }>(
    sql`SELECT starts_at AS "from", ends_at AS "to" FROM gathering WHERE source = 'values' AND source_id = ${id}`,
  );
  return {
    from: row!.from.toISOString(),
    to: row!.to?.toISOString() ?? null,
    remarks: remarks.slice(1).map((line) => line.replace("gatherings.csv: ", "")),
  };
}

const evening = { from: "2026-12-01T18:00:00.000Z", to: null };

describe("a moment is read", () => {
  it.each([
    ["2026-12-01T18:00:00Z", []],
    ["2026-12-01T18:00Z", []],
    ["2026-12-01T19:00+01:00", []],
    ["2026-12-01T19:00:00+0100", []],
    ["2026-12-01 19:00:00+01", []],
    ["2026-12-01T18:00:00.000+0000", []],
    ["20261201T180000Z", []],
    ["2026-12-01T18:00:00[Europe/London]", []],
    ["2026-12-01T19:00", []],
    ["2026-12-01 19:00:00", []],
    ["2026/12/1 19:00", []],
    ["1/12/2026 19:00", ["1 ambiguous dates, read like 1/12/2026 19:00 as 1 December 2026"]],
    ["01-12-2026 19:00:00", ["1 ambiguous dates, read like 01-12-2026 19:00:00 as 1 December 2026"]],
    ["1.12.26 19u00", ["1 ambiguous dates, read like 1.12.26 19u00 as 1 December 2026"]],
    ["1 december 2026 om 19u", []],
    ["dinsdag 1 dec. 2026, 19:00 uur", []],
    ["mardi 1er décembre 2026 à 19h00", []],
    ["December 1, 2026 7:00 PM", []],
    ["1-Dec-2026 7 pm", []],
    ["46357.791666666664", []],
  ])("%s", async (text, remarks) => {
    expect(await times(text)).toEqual({ ...evening, remarks });
  });

  it("in the zone of the import", async () => {
    expect(await times("2026-12-01 19:00", "", { timeZone: "Europe/Lisbon" })).toMatchObject({
      from: "2026-12-01T19:00:00.000Z",
    });
    expect(await times("2026-07-01 19:00")).toMatchObject({ from: "2026-07-01T17:00:00.000Z" });
    await expect(times("2026-07-01", "", { timeZone: "Brussels" })).rejects.toThrow(
      "The time zone Brussels is unknown: name one such as Europe/Brussels.",
    );
  });

  it.each([
    ["2026-10-25 02:30", "2026-10-25T00:30:00.000Z", "02:30+02:00"],
    ["25-10-2026 2u15", "2026-10-25T00:15:00.000Z", "02:15+02:00"],
    ["46320.104166666664", "2026-10-25T00:30:00.000Z", "02:30+02:00"],
  ])("as the first of two that the clocks show, which is said: %s", async (text, from, first) => {
    expect(await times(text)).toEqual({
      from,
      to: null,
      remarks: [`1 times that the clocks show twice, read like ${text} as the first of the two, 2026-10-25T${first}`],
    });
  });

  it.each([
    ["2026-10-25 02:30+01:00", "2026-10-25T01:30:00.000Z"],
    ["2026-10-25 03:00", "2026-10-25T02:00:00.000Z"],
    ["2026-10-25 01:59", "2026-10-24T23:59:00.000Z"],
  ])("as it is in the night of the change: %s", async (text, from) => {
    expect(await times(text)).toEqual({ from, to: null, remarks: [] });
  });

  it("in the order of the import", async () => {
    expect(await times("12/01/2026 19:00", "", { dateOrder: "mdy" })).toMatchObject(evening);
    expect(await times("26-12-01 19:00", "", { dateOrder: "ymd" })).toMatchObject(evening);
    expect(await times("12/31/2026")).toBe(
      'starts_at "12/31/2026" is no date when days and months stand in the order dmy: correct it, or import with --date-order mdy.',
    );
    expect(await times("31/12/2026", "", { dateOrder: "mdy" })).toContain("import with --date-order dmy.");
  });

  it("a date alone as the whole of the local day", async () => {
    const december = { from: "2026-11-30T23:00:00.000Z", to: "2026-12-01T23:00:00.000Z", remarks: [] };
    expect(await times("2026-12-01")).toEqual(december);
    expect(await times("2026-12-01", "2026-12-01")).toEqual(december);
    expect(await times("46357")).toEqual(december);
    // The day on which the clocks go back has 25 hours.
    expect(await times("25 oktober 2026")).toEqual({
      from: "2026-10-24T22:00:00.000Z",
      to: "2026-10-25T23:00:00.000Z",
      remarks: [],
    });
  });

  it.each([
    "2026-02-30",
    "31/04/2026",
    "2026-12-01 25:00",
    "2027-03-28 02:30",
    "tomorrow",
    "12",
    "1/2",
    "2026-12-01 19",
  ])("unless it does not exist: %s", async (text) => {
    expect(await times(text)).toBe(
      `starts_at "${text}" must be a date or a moment that exists, such as 2026-11-23, 23/11/2026 19:30 or 2026-11-23T18:30:00Z.`,
    );
  });

  it("unless it lies in the future and cannot", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,joined_at", "m3,Nu,2026-01-15", "m4,Later,2031-01-01"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", "i1,IDEA,T,B,m1,2031-01-01"],
      "comments.csv": ["id,idea,author,posted_at,body", "c1,i1,m1,2031-01-01,B"],
    });
    expect((await load(test.database, folder, { source: "values" })).problems).toEqual([
      'members.csv:3: joined_at "2031-01-01" lies in the future: correct it. The row goes in without it.',
      'ideas.csv:2: posted_at "2031-01-01" lies in the future: correct it.',
      'comments.csv:2: posted_at "2031-01-01" lies in the future: correct it.',
    ]);
  });
});

describe("a choice is read", () => {
  const choices = async (column: string, cell: string): Promise<unknown> => {
    const id = `c${++ids}`;
    const folder = await folders.make({ "members.csv": [`id,name,${column}`, `${id},An,"${cell}"`] });
    const { problems } = await load(test.database, folder, { source: "values" });
    if (problems.length > 0) return problems[0];
    const [row] = await test.database.query<Record<string, unknown>>(sql`
      SELECT sector, experience, level, languages::text AS language FROM member WHERE source = 'values' AND source_id = ${id}`);
    return row![column];
  };

  it.each([
    ["sector", "local_government", "LOCAL_GOVERNMENT"],
    ["sector", "Local Government", "LOCAL_GOVERNMENT"],
    ["sector", "Lokaal bestuur", "LOCAL_GOVERNMENT"],
    ["sector", "Société civile", "CIVIL_SOCIETY"],
    ["experience", "Practitioner", "PRACTITIONER"],
    ["experience", "débutant", "BEGINNER"],
    ["level", "executive", "EXECUTIVE"],
    ["level", "Teamleider", "MANAGER"],
    ["level", "Collaboratrice", "PROFESSIONAL"],
    ["level", "de terrain", "FIELD"],
    ["level", "Met de voeten in de modder", "FIELD"],
    ["language", "NL", "{NL}"],
    ["language", "nl-BE", "{NL}"],
    ["language", "Nederlands", "{NL}"],
    ["language", "français", "{FR}"],
    ["language", "English", "{EN}"],
  ])("of %s: %s", async (column, cell, value) => {
    expect(await choices(column, cell)).toBe(value);
  });

  it("unless it is none", async () => {
    expect(await choices("language", "de")).toBe(
      'members.csv:2: language "de" must be nl, fr or en. The row goes in without it.',
    );
    expect(await choices("sector", "Zorg")).toContain("must be one of GOVERNMENT, ");
  });
});

describe("yes and no, numbers, lists and texts are read", () => {
  it.each([
    ["ja", true],
    ["Oui", true],
    ["WAAR", true],
    ["1", true],
    ["x", true],
    ["nee", false],
    ["ONWAAR", false],
    ["0", false],
    ["", false],
  ])("attended %j", async (cell, attended) => {
    const id = `y${++ids}`;
    const folder = await folders.make({
      "gatherings.csv": ["id,title,format,starts_at", `${id},T,idee,2026-01-10`],
      "registrations.csv": ["gathering,member,status,attended", `${id},m1,Going,${cell}`],
    });
    expect((await load(test.database, folder, { source: "values" })).problems).toEqual([]);
    const [row] = await test.database.query<{ attended: boolean }>(sql`
      SELECT checked_in_at IS NOT NULL AS attended FROM registration r JOIN gathering g ON g.id = r.gathering_id
      WHERE g.source_id = ${id}`);
    expect(row!.attended).toBe(attended);
  });

  it.each([
    ["20", 20],
    ["20,0", 20],
    ["20.00", 20],
    ["1 000", 1_000],
    ["1'000", 1_000],
    ["1.000.000", 1_000_000],
    ["1,000,000", 1_000_000],
    ["1.000,0", 1_000],
    ["1,000.00", 1_000],
    ["onbeperkt", null],
    ["Illimité", null],
    ["", null],
    ["0", "capacity"],
    ["2.5", "capacity"],
    ["1.0000", 1],
    ["-3", "capacity"],
  ])("capacity %j", async (cell, capacity) => {
    const id = `n${++ids}`;
    const folder = await folders.make({
      "gatherings.csv": ["id,title,format,starts_at,capacity", `${id},T,IDEA,2026-02-01,"${cell}"`],
    });
    const { problems } = await load(test.database, folder, { source: "values" });
    const [row] = await test.database.query<{ capacity: number | null }>(
      sql`SELECT capacity FROM gathering WHERE source_id = ${id}`,
    );
    const bad = `gatherings.csv:2: capacity "${cell}" must be a whole number above 0, or empty for no limit. The row goes in without it.`;
    expect(problems).toEqual(capacity === "capacity" ? [bad] : []);
    expect(row!.capacity).toBe(capacity === "capacity" ? null : capacity);
  });

  it.each(["1,000", "1.000", "20.500"])("but not a capacity that could be two: %j", async (cell) => {
    const folder = await folders.make({
      "gatherings.csv": ["id,title,format,starts_at,capacity", `n${++ids},T,IDEA,2026-02-01,"${cell}"`],
    });
    const digits = cell.replace(/\D/, "");
    expect((await load(test.database, folder, { source: "values" })).problems).toEqual([
      `gatherings.csv:2: capacity "${cell}" could be ${digits} or ${cell.split(/\D/)[0]}: write it without a separator, such as ${digits}. The row goes in without it.`,
    ]);
  });

  it("hosts and themes joined by what people join with", async () => {
    const folder = await folders.make({
      "themes.csv": ["slug,label_nl", "mobiliteit,Mobiliteit", "fietsbeleid,Fietsbeleid"],
      "gatherings.csv": [
        "id,title,format,starts_at,host,themes",
        'l1,T,IDEA,2026-02-01,m1|m2,"Mobiliteit, fietsbeleid"',
      ],
    });
    expect((await load(test.database, folder, { source: "values" })).problems).toEqual([]);
    const [row] = await test.database.query<object>(sql`
      SELECT (SELECT count(*)::int FROM gathering_host h WHERE h.gathering_id = g.id) AS hosts,
        (SELECT count(*)::int FROM gathering_theme t WHERE t.gathering_id = g.id) AS themes
      FROM gathering g WHERE source_id = 'l1'`);
    expect(row).toEqual({ hosts: 2, themes: 2 });
  });

  it("HTML as the text that it shows, which is counted", async () => {
    const html =
      "<p>Welkom&nbsp;op <b>onze</b> dag</p>\n<script>x()</script><ul><li>soep</li></ul><a href='https://ino.example/dag'>Meer</a>";
    const folder = await folders.make({
      "gatherings.csv": [
        "id,title,format,starts_at,description",
        `h1,T,IDEA,2026-02-01,"${html}"`,
        "h2,T,IDEA,2026-02-01,Als x < 3 & y > 4: a<c",
      ],
    });
    const { problems, remarks } = await load(test.database, folder, { source: "values" });
    expect(problems).toEqual([]);
    expect(remarks).toContain("gatherings.csv: 1 texts were HTML and became plain text");
    const rows = await test.database.query<{ description: string }>(
      sql`SELECT description FROM gathering WHERE source_id IN ('h1', 'h2') ORDER BY source_id`,
    );
    expect(rows.map(({ description }) => description)).toEqual([
      "Welkom op onze dag\n\n- soep\n\nMeer [https://ino.example/dag]",
      "Als x < 3 & y > 4: a<c",
    ]);
  });

  it("HTML in one line as the characters that it shows, which is counted", async () => {
    const folder = await folders.make({
      "members.csv": [
        "id,name,headline,organisation",
        "h1,Jan D&#39;Hondt,Hoofd R&amp;D,Stad&nbsp;Gent",
        "h2,Ren&eacute;e,Hoofd R&D,<b>Stad Gent</b>",
      ],
      "themes.csv": ["slug,label_nl", "qa,Q&amp;A"],
      "ideas.csv": [
        "id,kind,title,body,author,posted_at",
        "h1,IDEA,Q&amp;A over <em>delen</em>,B,h1,2026-01-01",
        "h2,IDEA,Als x < 3 & y > 4,B,h1,2026-01-01",
      ],
    });
    const { problems, remarks } = await load(test.database, folder, { source: "lines" });
    expect(problems).toEqual([]);
    expect(remarks.filter((line) => line.includes("HTML"))).toEqual([
      "themes.csv: 1 texts were HTML and became plain text",
      "members.csv: 5 texts were HTML and became plain text",
      "ideas.csv: 1 texts were HTML and became plain text",
    ]);
    expect(
      await test.database.query(sql`
        SELECT m.name, m.headline, o.name AS organisation FROM member m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.source = 'lines' ORDER BY m.source_id`),
    ).toEqual([
      { name: "Jan D'Hondt", headline: "Hoofd R&D", organisation: "Stad Gent" },
      { name: "Renée", headline: "Hoofd R&D", organisation: "Stad Gent" },
    ]);
    expect(
      await test.database.query(sql`
        SELECT title FROM idea WHERE source = 'lines' UNION ALL SELECT label_nl FROM theme WHERE slug = 'qa' ORDER BY 1`),
    ).toEqual([{ title: "Als x < 3 & y > 4" }, { title: "Q&A" }, { title: "Q&A over delen" }]);
  });

  it("HTML in which nothing stands as an empty cell", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,headline,organisation", "e1,An,&nbsp;,<p></p>", "e2,&nbsp;,,"],
      "gatherings.csv": ["id,title,format,starts_at,description", "e1,T,IDEA,2026-02-01,<p>&nbsp;</p>"],
    });
    const { problems, counts } = await load(test.database, folder, { source: "empty" });
    expect(problems).toEqual(["members.csv:3: name is empty: fill it in."]);
    expect([counts["members.csv"]!.added, counts["gatherings.csv"]!.added]).toEqual([1, 1]);
  });
});
