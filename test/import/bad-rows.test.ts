import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  await load(
    test.database,
    await folders.make({
      "themes.csv": ["slug,label_nl", "zon,Zon", "wind,Wind"],
      "members.csv": ["id,name,email", "1,An,an@example.org", "2,Bea,", "3,Cis,"],
      "ideas.csv": [
        "id,kind,title,body,author,posted_at",
        "1,IDEA,Zon,Zon!,1,2025-01-01",
        "2,IDEA,Wind,Wind!,1,2025-01-01",
      ],
      "comments.csv": ["id,idea,author,posted_at,body", "1,1,1,2025-01-02,Ja"],
      "gatherings.csv": ["id,title,format,starts_at", "1,Avond,IDEA,2025-03-01"],
    }),
    { source: "s" },
  );
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

/** The problems of one file with these rows below its header, and how many rows went in. */
async function problemsOf(
  file: string,
  header: string,
  ...rows: string[]
): Promise<{ problems: string[]; added: number }> {
  const folder = await folders.make({ [file]: [header, ...rows] });
  const { problems, counts } = await load(test.database, folder, { source: "s" });
  expect(counts[file]!.invalid).toBe(problems.length);
  return { problems, added: counts[file]!.added };
}

describe("a bad row is named with its line and the rest goes in", () => {
  it("when it has another number of columns", async () => {
    const { problems, added } = await problemsOf("themes.csv", "slug,label_nl", "a1,A", "a2,A,B", "a3", "a4,A");
    expect(problems).toEqual([
      "themes.csv:3: has 3 columns where the header has 2: put values that hold commas between quotes.",
      "themes.csv:4: label_nl is empty: fill it in, or one of the other labels.",
    ]);
    expect(added).toBe(2);
  });

  it("when a theme is not one, or its broader theme leads nowhere", async () => {
    const { problems, added } = await problemsOf(
      ...(["themes.csv", "slug,label_nl,label_en,broader"] as const),
      ...["b1,,,", "B 2,B,,", "b3,B,,b3", "b4,B,,nowhere", "b5,B,,b6", "b6,B,,b7", "b7,B,,b6", "b8,,B,b9", "b9,B,,zon"],
    );
    expect(problems).toEqual([
      "themes.csv:2: label_nl is empty: fill it in, or one of the other labels.",
      'themes.csv:3: slug "B 2" must be lower-case letters and digits joined by hyphens, such as open-data.',
      'themes.csv:4: broader "b3" is the theme itself: name another, or leave it empty.',
      'themes.csv:7: broader "b7" leads back to this row: leave it empty here.',
      'themes.csv:8: broader "b6" leads back to this row: leave it empty here.',
      'themes.csv:5: broader "nowhere" is unknown: name a theme of this file or of the network, or leave it empty.',
      'themes.csv:6: broader "b6" is unknown: name a theme of this file or of the network, or leave it empty.',
    ]);
    expect(added).toBe(2);
  });

  it("when a member's value is not what its column holds", async () => {
    const { problems, added } = await problemsOf(
      ...(["members.csv", "id,name,email,sector,experience,language,joined_at"] as const),
      ...["c1,,,,,,", ",Cis,,,,,", "c3,Cis,cis@,,,,", "c4,Cis,AN@example.org,,,,", "c5,Cis,cis@example.org,,,,"],
      ...["c6,Cis,Cis@example.org,,,,", "c7,Cis,,STATE,GURU,,", "c8,Cis,,,,de,", "c9,Cis,,,,,31/13/2025"],
      ...[`c10,${"x".repeat(121)},,,,,`, "c11,C\0is,,,,,", "c12,Cis,,,,,2025-02-30", "c13,Cis,,,,Nl,2025-02-28"],
    );
    expect(problems).toEqual([
      "members.csv:2: name is empty: fill it in.",
      "members.csv:3: id is missing: give the row an e-mail address (email), or an id of its own (id).",
      'members.csv:4: email "cis@" must be an e-mail address such as name@example.org. The row goes in without it.',
      'members.csv:8: sector "STATE" must be one of GOVERNMENT, LOCAL_GOVERNMENT, ACADEMIA, BUSINESS, CIVIL_SOCIETY, OTHER. ' +
        'experience "GURU" must be one of BEGINNER, PRACTITIONER, EXPERT. The row goes in without it.',
      'members.csv:9: language "de" must be nl, fr or en. The row goes in without it.',
      'members.csv:10: joined_at "31/13/2025" must be a date or a moment that exists, such as 2026-11-23, 23/11/2026 19:30 or 2026-11-23T18:30:00Z. The row goes in without it.',
      `members.csv:11: name "${"x".repeat(60)}…" must have at most 120 characters: shorten it.`,
      "members.csv:12: name contains a null character: take it out.",
      'members.csv:13: joined_at "2025-02-30" must be a date or a moment that exists, such as 2026-11-23, 23/11/2026 19:30 or 2026-11-23T18:30:00Z. The row goes in without it.',
    ]);
    expect(added).toBe(2);
  });

  it("when what goes into a line has more than one, or characters that hide or reverse it", async () => {
    const { problems, added } = await problemsOf(
      ...(["members.csv", "id,name,headline,organisation"] as const),
      ...['j1,"An\n\nMaes",,', "j2,An\u202e Maes,,", "j3,\u3164,,", "j4,An,Lid\u200e,", "j5,An,,Stad\tGent"],
      ...["j6,Zoë 👨‍👩‍👧‍👦,,Ville de Liège"],
    );
    expect(problems).toEqual([
      'members.csv:2: name "An\\n\\nMaes" must be one line: take the line breaks out.',
      'members.csv:5: name "An\\u202e Maes" must not contain U+202E, which reverses text: take it out.',
      'members.csv:6: name "\\u3164" must not be empty: write something.',
      'members.csv:7: headline "Lid\\u200e" must not contain the invisible character U+200E: take it out. The row goes in without it.',
      'members.csv:8: organisation "Stad\\tGent" must not contain the control character U+0009: take it out. The row goes in without it.',
    ]);
    expect(added).toBe(1);
    const titles = await problemsOf(
      "gatherings.csv",
      "id,title,format,starts_at,place",
      'j1,"A\nB",IDEA,2025-01-01,"C\nD"',
    );
    expect(titles.problems).toEqual([
      'gatherings.csv:2: title "A\\nB" must be one line: take the line breaks out. ' +
        'place "C\\nD" must be one line: take the line breaks out.',
    ]);
  });

  it("when an interest names something unknown, or the same twice with another stance", async () => {
    const { problems, added } = await problemsOf(
      ...(["interests.csv", "member,theme,stance"] as const),
      ...["9,zon,SEEKS", "1,zun,SEEKS", "1,zon,LOVES", "1,zon,SEEKS", "1,zon,SEEKS", "1,zon,OFFERS", "1,wind,"],
    );
    expect(problems).toEqual(
      [
        'interests.csv:4: stance "LOVES" must be one of FOLLOWS, SEEKS, OFFERS.',
        'interests.csv:2: member "9" is unknown: name one of members.csv, or add it there.',
        'interests.csv:3: theme "zun" is unknown: name one of themes.csv, or add it there.',
        'interests.csv:7: "1, zon" stands on line 5 already, with other values: keep one of the two rows.',
      ].sort(),
    );
    expect(added).toBe(2);
  });

  it("when an idea lacks something, or names something unknown", async () => {
    const { problems, added } = await problemsOf(
      ...(["ideas.csv", "id,kind,title,body,author,posted_at,themes"] as const),
      ...["d1,WISH,T,B,1,2025-01-01,", "d2,IDEA,T,,1,2025-01-01,", "d3,IDEA,T,B,9,2025-01-01,", "d4,IDEA,T,B,1,,"],
      ...[
        "d5,IDEA,T,B,1,2025-01-01,zon|mist",
        "d6,IDEA,T,B,1,2025-01-01,zon||zon",
        `d7,IDEA,${"x".repeat(301)},B,1,2025-01-01,`,
      ],
      ...["d6,IDEA,Other,B,1,2025-01-01,zon", "d6,IDEA,T,B,1,2025-01-01,zon"],
    );
    expect(problems).toEqual([
      'ideas.csv:2: kind "WISH" must be one of IDEA, QUESTION, TRY_OUT, SHOWCASE.',
      "ideas.csv:3: body is empty: fill it in.",
      'ideas.csv:4: author "9" is unknown: name one of members.csv, or add it there.',
      "ideas.csv:5: posted_at is empty: fill it in.",
      'ideas.csv:6: themes "mist" is unknown: name one of themes.csv, or add it there. The row goes in without it.',
      `ideas.csv:8: title "${"x".repeat(60)}…" must have at most 300 characters: shorten it.`,
      'ideas.csv:9: "d6" stands on line 7 already, with other values: keep one of the two rows.',
    ]);
    expect(added).toBe(1);
  });

  it("when a comment answers what it cannot answer", async () => {
    const { problems, added } = await problemsOf(
      ...(["comments.csv", "id,idea,author,reply_to,posted_at,body"] as const),
      ...["e1,9,1,,2025-01-02,B", "e2,2,1,1,2025-01-02,B", "e3,1,1,e3,2025-01-02,B", "e4,1,1,nothing,2025-01-02,B"],
      ...["e5,1,1,e6,2025-01-03,B", "e6,1,1,1,2025-01-02,B"],
    );
    expect(problems).toEqual([
      'comments.csv:2: idea "9" is unknown: name one of ideas.csv, or add it there.',
      'comments.csv:3: reply_to "1" is on another idea: name a comment on "2".',
      'comments.csv:4: reply_to "e3" is the comment itself: name another, or leave it empty.',
      'comments.csv:5: reply_to "nothing" is unknown: name a comment of this file, or leave it empty.',
    ]);
    expect(added).toBe(2);
  });

  it("when a gathering cannot take place like that", async () => {
    const { problems, added } = await problemsOf(
      ...(["gatherings.csv", "id,title,format,starts_at,ends_at,capacity,host"] as const),
      ...[
        "f1,T,PARTY,2025-01-01,,,",
        "f2,T,IDEA,2025-01-01T10:00:00Z,2025-01-01T10:00:00Z,,",
        "f3,T,IDEA,2025-01-01,,0,",
      ],
      ...["f4,T,IDEA,2025-01-01,,2.5,", "f5,T,IDEA,2025-01-01,,3000000000,", "f6,T,IDEA,2025-01-01,,,9"],
      ...["f7,T,IDEA,2025-01-01 25:00,,,", "f8,T,IDEA,2025-01-01,,30,1"],
    );
    const whole = "must be a whole number above 0, or empty for no limit. The row goes in without it.";
    expect(problems).toEqual([
      'gatherings.csv:2: format "PARTY" must be one of OPEN_EXCHANGE, IDEA, TRY_OUT, QUESTION, SHOWCASE, LEARNING_SESSION.',
      'gatherings.csv:3: ends_at "2025-01-01T10:00:00Z" must be after starts_at: correct one of them, or leave it empty. The row goes in without it.',
      `gatherings.csv:4: capacity "0" ${whole}`,
      `gatherings.csv:5: capacity "2.5" ${whole}`,
      `gatherings.csv:6: capacity "3000000000" ${whole}`,
      'gatherings.csv:7: host "9" is unknown: name one of members.csv, or add it there. The row goes in without it.',
      'gatherings.csv:8: starts_at "2025-01-01 25:00" must be a date or a moment that exists, such as 2026-11-23, 23/11/2026 19:30 or 2026-11-23T18:30:00Z.',
    ]);
    expect(added).toBe(1);
  });

  it("when a registration, a support or a collaboration does not hold", async () => {
    const registrations = await problemsOf(
      ...(["registrations.csv", "gathering,member,status,attended"] as const),
      ...["9,1,GOING,true", "1,1,GOING,maybe", "1,1,CANCELLED,true", "1,1,GOING,true", "1,1,CANCELLED,"],
    );
    expect(registrations.problems).toEqual([
      'registrations.csv:2: gathering "9" is unknown: name one of gatherings.csv, or add it there.',
      'registrations.csv:3: attended "maybe" must be true or false, or ja, nee, oui, non, yes, no, 1 or 0.',
      'registrations.csv:4: attended "true" goes with the status GOING alone: correct one of the two.',
      'registrations.csv:6: "1, 1" stands on line 5 already, with other values: keep one of the two rows.',
    ]);
    expect((await problemsOf("supports.csv", "idea,member", "1,9", "1,1")).problems).toEqual([
      'supports.csv:2: member "9" is unknown: name one of members.csv, or add it there.',
    ]);
    expect((await problemsOf("collaborations.csv", "member_a,member_b", "1,1", "1,9", "1,2", "2,1")).problems).toEqual([
      'collaborations.csv:2: member_b "1" is member_a too: name two members.',
      'collaborations.csv:3: member_b "9" is unknown: name one of members.csv, or add it there.',
    ]);
  });

  it("on the line where it starts, whatever lines the rows above it span", async () => {
    const ideas = [
      'g1,IDEA,T,"one\ntwo\n\nfour",1,2025-01-01',
      "",
      'g2,IDEA,"T","B\nB",9,2025-01-01',
      'g3,IDEA,T,"B\n",1,never',
      "g4,IDEA,T,B,9,2025-01-01",
    ];
    const header = "id,kind,title,body,author,posted_at";
    const { problems } = await problemsOf("ideas.csv", header, ...ideas);
    expect(problems.map((problem) => problem.slice(0, 26))).toEqual([
      'ideas.csv:7: author "9" is',
      'ideas.csv:9: posted_at "ne',
      'ideas.csv:11: author "9" i',
    ]);
    const windows = [header, ...ideas].join("\n").replaceAll("\n", "\r\n");
    const folder = await folders.make({ "ideas.csv": windows });
    expect((await load(test.database, folder, { source: "s" })).problems).toEqual(problems);
  });

  it("the same in a second import, which adds nothing", async () => {
    const members = ["id,name,email", "h1,An,h@example.org", "h2,Bea,h@", "h3,,"];
    // A support by somebody whose address is bad is sound.
    const folder = await folders.make({ "members.csv": members, "supports.csv": ["idea,member", "1,h1", "1,h2"] });
    const first = await load(test.database, folder, { source: "s" });
    const second = await load(test.database, folder, { source: "s" });
    expect(first.problems).toHaveLength(2);
    expect(second.problems).toEqual(first.problems);
    expect(second.counts["members.csv"]).toEqual({
      rows: 3,
      added: 0,
      changed: 0,
      unchanged: 1,
      conflicting: 0,
      invalid: 2,
    });
    const found = await test.database.query(sql`SELECT 1 FROM member WHERE source = 's' AND source_id LIKE 'h%'`);
    expect(found).toHaveLength(2);
  });
});
