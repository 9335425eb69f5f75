import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { importFiles } from "../../src/app/contributions.js";
import { demoSignIn, loadDemoNetwork } from "../../src/demo/demo-network.js";
import { GatheringFormat } from "../../src/domains/gatherings/gathering.enums.js";
import { codeOf } from "../../src/domains/organisations/organisation-code.js";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
let warnings: string[];

beforeAll(async () => {
  app = await testApp();
  warnings = [];
  const log = { warn: (line: string) => void warnings.push(line), info: () => undefined };
  await loadDemoNetwork(app.services, importFiles, log as never, new AbortController().signal);
});
afterAll(() => app.end());

const ask = async (query: string) => {
  const { data, errors } = await app.ask(query);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const values = async <T>(statement: ReturnType<typeof sql>): Promise<T[]> =>
  (await app.services.database.query<{ value: T }>(statement)).map(({ value }) => value);

describe("the demo network", () => {
  it("goes in without a bad row", () => {
    expect(warnings).toEqual([]);
  });

  it("shows gatherings of all formats, with what each was about and what came of it", async () => {
    const about = await values<string>(sql`
      SELECT DISTINCT g.format AS value FROM gathering g JOIN agenda_item a ON a.gathering_id = g.id JOIN outcome o ON o.gathering_id = g.id`);
    expect(about.sort()).toEqual(Object.values(GatheringFormat).sort());
    const { gatherings } = await ask(`{ gatherings(filter: {formats: [QUESTION, TRY_OUT, SHOWCASE, IDEA]}, first: 100) { nodes {
      title outcome { summary } focus { __typename ... on CentralQuestion { answers } ... on CentralTryOut { found }
        ... on ShownInnovation { result } ... on CentralIdea { result } } } } }`);
    const shown = gatherings.nodes.filter(({ outcome, focus }: { outcome: unknown; focus: unknown[] }) => outcome && focus[0]);
    expect(new Set(shown.flatMap(({ focus }: { focus: { __typename: string }[] }) => focus.map((one) => one.__typename)))).toEqual(
      new Set(["CentralQuestion", "CentralTryOut", "ShownInnovation", "CentralIdea"]),
    );
  });

  it("has a theme that was merged into another one, and one that a member suggests", async () => {
    const { theme } = await ask(`{ theme(slug: "burgerbegroting") { slug synonyms } }`);
    expect(theme).toEqual({ slug: "wijkbudgetten", synonyms: ["Burgerbegroting"] });
    expect(
      await values(sql`
        SELECT jsonb_build_object('status', status, 'broader', slug) AS value
        FROM theme_suggestion s JOIN theme ON theme.id = s.broader_id`),
    ).toEqual([{ status: "PENDING", broader: "mobiliteit" }]);
  });

  it("has a series, partly held and partly to come, hosted by two", async () => {
    const found = await values<{ held: boolean; hosts: number }>(sql`
      SELECT jsonb_build_object('held', g.starts_at < now(),
        'hosts', (SELECT count(*) FROM gathering_host h WHERE h.gathering_id = g.id)) AS value
      FROM gathering g WHERE g.series_id IS NOT NULL ORDER BY g.starts_at`);
    expect(found).toHaveLength(6);
    expect(new Set(found.map(({ held }) => held))).toEqual(new Set([true, false]));
    expect(found.every(({ hosts }) => hosts === 2)).toBe(true);
  });

  it("has collaborations that came of gatherings and ideas, after these, in every stage", async () => {
    const stages = await values<string>(sql`
      SELECT DISTINCT stage AS value FROM collaboration WHERE gathering_id IS NOT NULL ORDER BY 1`);
    expect(stages).toEqual(["EXPLORING", "EXPERIMENT", "SCALED", "STOPPED"]);
    expect(
      await values(sql`
        SELECT c.source_id AS value FROM collaboration c JOIN gathering g ON g.id = c.gathering_id
        WHERE c.started_at IS NULL OR c.started_at < g.starts_at OR c.started_at > now()`),
    ).toEqual([]);
  });

  it("has conversations in collaborations, in order, of which some messages are unread for who signs in", async () => {
    const threads = await values<{ numbers: number[]; strangers: number; early: number }>(sql`
      SELECT jsonb_build_object('numbers', array_agg(m.number ORDER BY m.sent_at),
        'strangers', count(*) FILTER (WHERE m.author_id NOT IN (
          SELECT member_id FROM collaboration_member cm WHERE cm.collaboration_id = c.id)),
        'early', count(*) FILTER (WHERE m.sent_at NOT BETWEEN c.started_at AND now())) AS value
      FROM collaboration_message m JOIN collaboration c ON c.id = m.collaboration_id GROUP BY c.id`);
    expect(threads).toHaveLength(3);
    for (const { numbers, ...wrong } of threads) {
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(wrong).toEqual({ strangers: 0, early: 0 });
    }
    const [lotte] = await values<string>(sql`SELECT member_id AS value FROM account WHERE email = ${demoSignIn.email}`);
    const { data } = await app.ask(
      "{ viewer { member { collaborations(first: 100) { nodes { unreadMessageCount } } } } }",
      {},
      await app.tokenOf(lotte!),
    );
    const counts = data.viewer.member.collaborations.nodes.map(
      ({ unreadMessageCount }: { unreadMessageCount: number }) => unreadMessageCount,
    );
    expect(counts.sort()).toEqual([0, 0, 0, 2]);
  });

  it("has a collaboration of four that grew, with messages from before for those who were there, and who waits", async () => {
    const [lotte] = await values<string>(sql`SELECT member_id AS value FROM account WHERE email = ${demoSignIn.email}`);
    const { data } = await app.ask(
      `{ viewer { member { collaborations(first: 100) { nodes { id idea { author { id } } members { id } messages { totalCount }
        pendingRequests { nodes { kind message from { id } } } } } } } }`,
      {},
      await app.tokenOf(lotte!),
    );
    const { nodes } = data.viewer.member.collaborations;
    const grown = nodes.find(({ members }: { members: unknown[] }) => members.length === 4);
    expect(grown).toMatchObject({ idea: { author: { id: lotte } }, messages: { totalCount: 5 } });
    expect(grown.pendingRequests.nodes).toEqual([{ kind: "JOIN", message: expect.any(String), from: expect.any(Object) }]);
    const accepted = await values<string | null>(sql`
      SELECT CASE WHEN to_id IS NULL THEN from_id ELSE to_id END AS value FROM collaboration_request
      WHERE joins_id = ${grown.id} AND status = 'ACCEPTED'`);
    expect(grown.members.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(accepted));
    expect(accepted).toHaveLength(2);
  });

  it("has a learning track of four steps, of which who signs in has done half, and which somebody has completed", async () => {
    const [lotte] = await values<string>(sql`SELECT member_id AS value FROM account WHERE email = ${demoSignIn.email}`);
    const { data } = await app.ask(
      `{ learningTracks { nodes { title themes { slug } coordinators { name } capacity { taken } steps { kind counts }
        viewerEnrolment { status completedAt progress { done needed } } } } }`,
      {},
      await app.tokenOf(lotte!),
    );
    expect(data.learningTracks.nodes).toMatchObject([
      {
        steps: [{ kind: "READING" }, { kind: "GATHERING" }, { kind: "SERIES" }, { kind: "ASSIGNMENT" }],
        viewerEnrolment: { status: "ENROLLED", completedAt: null, progress: { done: 2, needed: 4 } },
        capacity: { taken: 3 },
      },
    ]);
    const [{ steps, themes, coordinators }] = data.learningTracks.nodes;
    expect(steps.every(({ counts }: { counts: boolean }) => counts)).toBe(true);
    expect([themes.length, coordinators.length]).toEqual([3, 2]);
    // What is completed has all that completes it, and no more is.
    const completed = await values<boolean>(sql`SELECT completed_at IS NOT NULL AS value FROM track_enrolment ORDER BY 1 DESC`);
    expect(completed).toEqual([true, false, false]);
    await app.caughtUp();
    expect(await values(sql`SELECT subject_id AS value FROM event WHERE kind = 'track.completed'`)).toEqual([]);
    const [done] = await values<number>(sql`
      SELECT count(*)::int AS value FROM track_mark m JOIN track_enrolment e ON e.id = m.enrolment_id WHERE e.completed_at IS NOT NULL`);
    expect(done).toBe(2);
  });

  it("has a certificate of that, which is a page, a PDF and a badge", async () => {
    const [id, ...others] = await values<string>(sql`SELECT id AS value FROM certificate`);
    expect(others).toEqual([]);
    const [steps] = await values<string[]>(sql`SELECT steps AS value FROM certificate`);
    expect(steps).toHaveLength(4);
    for (const form of ["", ".pdf", ".jwt"])
      expect((await fetch(`${app.url}/certificates/${id}${form}`)).status).toBe(200);
  });

  it("has ideas of which something became, with news of their authors, and members who follow them", async () => {
    const { ideas } = await ask(`{ ideas(first: 100, orderBy: OLDEST) { nodes { status version followerCount
      history { nodes { changed status note } } } } }`);
    interface Shown {
      status: string;
      version: number;
      followerCount: number;
      history: { nodes: { changed: string[]; status: string | null; note: string | null }[] };
    }
    const shown = ideas.nodes as Shown[];
    expect(new Set(shown.map(({ status }) => status))).toEqual(new Set(["OPEN", "IN_PROGRESS", "DONE"]));
    const changed = shown.filter(({ history }) => history.nodes.some(({ status }) => status !== null));
    for (const { status, version, history } of changed)
      expect([history.nodes[0]!.status, history.nodes.length + 1]).toEqual([status, version]);
    // A status, then news of it.
    expect(changed.map(({ history }) => history.nodes.map((change) => change.changed))).toContainEqual([[], ["STATUS"]]);
    expect(shown.some(({ followerCount }) => followerCount > 1)).toBe(true);
    const [lotte] = await values<string>(sql`SELECT member_id AS value FROM account WHERE email = ${demoSignIn.email}`);
    const { data } = await app.ask(
      `{ viewer { followedIdeas { totalCount } coAuthorInvitations { totalCount }
        ideaDrafts { nodes { title themes { slug } } }
        member { coAuthoredIdeas { nodes { author { name } coAuthors { name } } } } } }`,
      {},
      await app.tokenOf(lotte!),
    );
    const { followedIdeas, coAuthorInvitations, ideaDrafts, member } = data.viewer;
    expect(followedIdeas.totalCount).toBeGreaterThanOrEqual(3);
    expect(ideaDrafts.nodes).toMatchObject([{ themes: [{ slug: "schoolstraten" }] }]);
    expect(coAuthorInvitations.totalCount).toBe(1);
    expect(member.coAuthoredIdeas.nodes).toEqual([{ author: { name: expect.any(String) }, coAuthors: [{ name: "Lotte Peeters" }] }]);
  });

  it("has messages to the coordinators that wait, were answered or handled, and one that is to become a gathering", async () => {
    const rows = await values<[string, boolean]>(sql`
      SELECT jsonb_build_array(CASE WHEN member_id IS NULL THEN name ELSE 'a member' END, handled_at IS NOT NULL) AS value
      FROM message WHERE left_at < now() ORDER BY left_at`);
    expect(rows).toEqual([
      ["Wannes De Wilde", false],
      ["a member", true],
      ["Sophie Renard", false],
    ]);
    const answered = await values<[string, boolean]>(sql`
      SELECT jsonb_build_array(m.name, a.answered_at > m.left_at) AS value
      FROM message_answer a JOIN message m ON m.id = a.message_id ORDER BY m.left_at`);
    expect(answered).toEqual([
      ["Wannes De Wilde", true],
      [null, true],
    ]);
    const proposed = await values<[string, string, boolean]>(sql`
      SELECT jsonb_build_array(m.name, s.shared_as, now() BETWEEN s.proposed_at AND s.expires_at) AS value
      FROM message_sharing s JOIN message m ON m.id = s.message_id WHERE s.status = 'PROPOSED'`);
    expect(proposed).toEqual([["Wannes De Wilde", "GATHERING", true]]);
  });

  it("has questions with an answer, marked by who asked after it was given, and others without", async () => {
    const { open, answered } = await ask(`{ open: ideas(filter: {unanswered: true}) { totalCount }
      answered: ideas(filter: {unanswered: false}) { nodes { kind postedAt answer { postedAt } history { nodes { changed changedAt } } } } }`);
    expect(open.totalCount).toBeGreaterThan(20);
    expect(answered.nodes).toHaveLength(7);
    for (const { kind, answer, history } of answered.nodes) {
      const [marked] = history.nodes;
      expect([kind, marked.changed, answer.postedAt < marked.changedAt]).toEqual(["QUESTION", ["ANSWER"], true]);
      expect(Date.parse(marked.changedAt)).toBeLessThan(Date.now());
    }
  });

  it("has requests for help: answered, declined, and one that waits for who signs in", async () => {
    expect(
      await values<string>(sql`SELECT status || ' ' || count(*) AS value FROM help_request GROUP BY status ORDER BY status`),
    ).toEqual(["PENDING 1", "ANSWERED 2", "DECLINED 1"]);
    const [lotte] = await values<string>(sql`SELECT member_id AS value FROM account WHERE email = ${demoSignIn.email}`);
    const { data } = await app.ask(
      "{ viewer { helpRequests(direction: RECEIVED) { nodes { status from { name } idea { kind } message } } } }",
      {},
      await app.tokenOf(lotte!),
    );
    expect(data.viewer.helpRequests.nodes).toMatchObject([
      { status: "PENDING", from: { name: expect.any(String) }, idea: { kind: "QUESTION" }, message: expect.any(String) },
    ]);
  });

  it("goes on where a start was broken off, without a message or news twice", async () => {
    const count = () =>
      values<number>(sql`
        SELECT (SELECT count(*) FROM collaboration_message) + (SELECT count(*) FROM idea_change)
          + (SELECT count(*) FROM collaboration_request)
          + (SELECT count(*) FROM idea_follower) + (SELECT count(*) FROM co_author_invitation)
          + (SELECT count(*) FROM idea_draft)::int AS value`);
    const before = await count();
    await app.services.database.query(sql`UPDATE account SET password_hash = NULL WHERE email = ${demoSignIn.email}`);
    const log = { warn: (line: string) => void warnings.push(line), info: () => undefined };
    await loadDemoNetwork(app.services, importFiles, log as never, new AbortController().signal);
    expect(await count()).toEqual(before);
  });

  it("has a library of practices of both kinds, in two languages, of which members recorded uses", async () => {
    const { practices } = await ask(`{ practices(first: 100) { totalCount nodes { kind language steps link licence useCount
      organisation { name } themes { slug } sharedBy { id } contact { id } uses { nodes { place wouldUseAgain usedOn } } } } }`);
    interface Shown {
      kind: string;
      language: string;
      steps: string[];
      link: string | null;
      useCount: number;
      organisation: object | null;
      themes: object[];
      sharedBy: { id: string };
      contact: { id: string };
      uses: { nodes: { wouldUseAgain: boolean; usedOn: string }[] };
    }
    const shown = practices.nodes as Shown[];
    expect(practices.totalCount).toBe(14);
    expect(new Set(shown.map(({ kind }) => kind))).toEqual(new Set(["INSTRUMENT", "GOOD_PRACTICE"]));
    expect(new Set(shown.map(({ language }) => language))).toEqual(new Set(["NL", "FR"]));
    for (const { steps, link, organisation, themes, useCount } of shown)
      expect([steps.length >= 4, link !== null, organisation !== null, themes.length >= 2, useCount > 0]).toEqual(
        Array(5).fill(true),
      );
    expect(shown.some(({ sharedBy, contact }) => sharedBy.id !== contact.id)).toBe(true);
    expect(shown.reduce((sum, { useCount }) => sum + useCount, 0)).toBe(22);
    const uses = shown.flatMap(({ uses: { nodes } }) => nodes);
    expect(new Set(uses.map(({ wouldUseAgain }) => wouldUseAgain))).toEqual(new Set([true, false]));
  });

  it("has organisations with codes of registers, whose check digits are right", async () => {
    const codes = await values<string>(sql`SELECT code AS value FROM organisation_code ORDER BY code`);
    expect(codes).toEqual(["0999999031", "0999999130", "OVO999901", "OVO999902"]);
    expect(codes.map(codeOf)).toEqual(codes);
  });

  it("has members at every level, and some who do not say", async () => {
    const counts = await values<[string | null, boolean]>(
      sql`SELECT jsonb_build_array(level, count(*) >= 9) AS value FROM member WHERE source = 'demo' GROUP BY level ORDER BY level`,
    );
    expect(counts).toEqual([...["EXECUTIVE", "MANAGER", "PROFESSIONAL", "FIELD", null].map((level) => [level, true])]);
  });

  it("has dates that fit: nothing lies ahead, or before what it is about; some of it is from before the records", async () => {
    const wrong = await values<string>(sql`
      SELECT 'support' AS value FROM support s JOIN idea i ON i.id = s.idea_id WHERE s.supported_at NOT BETWEEN i.posted_at AND now()
      UNION ALL SELECT 'registration' FROM registration r JOIN gathering g ON g.id = r.gathering_id
        WHERE r.registered_at > least(g.starts_at, now())
      UNION ALL SELECT 'interest' FROM interest i JOIN member m ON m.id = i.member_id WHERE i.since NOT BETWEEN m.joined_at AND now()
      UNION ALL SELECT 'agenda' FROM agenda_item a JOIN gathering g ON g.id = a.gathering_id JOIN idea i ON i.id = a.idea_id
        WHERE i.posted_at > g.starts_at
      UNION ALL SELECT 'news' FROM idea_change c JOIN idea i ON i.id = c.idea_id WHERE c.changed_at NOT BETWEEN i.posted_at AND now()
      UNION ALL SELECT 'practice' FROM practice p JOIN member m ON m.id = p.shared_by_id
        WHERE p.shared_at NOT BETWEEN m.joined_at AND now()
      UNION ALL SELECT 'use' FROM practice_use u JOIN practice p ON p.id = u.practice_id
        WHERE u.recorded_at NOT BETWEEN p.shared_at AND now() OR u.used_on > u.recorded_at`);
    expect(wrong).toEqual([]);
    const [undated] = await values<Record<string, number>>(sql`
      SELECT jsonb_build_object('supports', (SELECT count(*) FROM support WHERE supported_at IS NULL),
        'registrations', (SELECT count(*) FROM registration WHERE registered_at IS NULL),
        'collaborations', (SELECT count(*) FROM collaboration WHERE started_at IS NULL)) AS value`);
    for (const count of Object.values(undated!)) expect(count).toBeGreaterThan(0);
  });
});
