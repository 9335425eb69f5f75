import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import type { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { dumpOf } from "../support/dump.js";
import { followed } from "../support/follow.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";
import { fillAllSearchVectors } from "../support/search.js";
import { Folders, load, wholeFolder } from "../import/folders.js";
import { password, anotherPassword } from "../support/passwords.js";

let mails: MailFolder;
let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
const folders = new Folders();
beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { dataDir: mails.dataDir });
  other = await testApp(app.databaseUrl, { dataDir: mails.dataDir });
  build = builders(app.services.database.source.manager);
});
afterAll(async () => {
  await other.stop();
  await app.end();
  await folders.remove();
  mails.remove();
});

const db = () => app.services.database;

/** How many transactions wait for another. */
const waiting = async (): Promise<number> => {
  const [row] = await db().query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  return row!.count;
};
let number = 0;

/** Words that are the leaving member's own, in every place where they can write. */
const words = {
  name: "Xanthippe Vanderzwalm",
  headline: "Kwikstaartkenner",
  bio: "Vertelt over zwaluwstaarten.",
  organisation: "Eenmanszaak Vanderzwalm",
  agent: "Zwalmbrowser/1.0",
  withdrawn: "Teruggenomen zwalmidee",
  note: "Zwalmbericht over iemand anders",
  asked: "Zwalmvraag om samen te werken",
  declined: "Zwalmreden om niet samen te werken",
  addressed: "Beste Xanthippe, doe je mee?",
  messaged: "Zwalmpraat onder vier ogen",
  joining: "Zwalmgraag doe ik mee",
  refused: "Zwalmplaats is er niet",
};

/** Somebody who signed up and did all that can be done here. */
interface Leaving {
  memberId: string;
  email: string;
  token: string;
  refreshToken: string;
  idea: string;
  comment: string;
  theirs: Idea;
  past: Gathering;
  next: Gathering;
  waiting: Member;
}
let theme: Theme;
let leaving: Leaving;

async function mutate(name: string, input: object, token?: string) {
  const Input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const fields: Record<string, string> = {
    signUp: "session { accessToken refreshToken } viewer { member { id } }",
    postIdea: "idea { id }",
    commentOnIdea: "comment { id }",
    exportMyData: "url expiresAt",
    joinForces: "request { id }",
    requestCollaboration: "request { id }",
  };
  const { data, errors } = await app.ask(
    `mutation ($input: ${Input}!) { ${name}(input: $input) { ${fields[name] ?? ""} userErrors { code message } } }`,
    { input },
    token,
  );
  expect(errors).toBeUndefined();
  return data[name];
}

beforeEach(async () => {
  const email = `xanthippe.${++number}@zwalm.example`;
  theme = await build.buildTheme();
  const theirs = await build.buildIdea({ themes: [theme] });
  const past = await build.buildGathering({ startsAt: new Date("2025-03-01T10:00:00Z") });
  const next = await build.buildGathering({ limit: 1 });
  const waiting = await build.buildMember();
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": words.agent },
    body: JSON.stringify({
      query: `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken refreshToken } viewer { member { id } } } }`,
      variables: { input: { name: words.name, email, password } },
    }),
  });
  const { data } = (await response.json()) as {
    data: { signUp: { session: { accessToken: string; refreshToken: string }; viewer: { member: { id: string } } } };
  };
  const { accessToken: token, refreshToken } = data.signUp.session;
  const memberId = data.signUp.viewer.member.id;
  const { headline, bio, organisation } = words;
  await mutate("updateProfile", { headline, bio, organisation, sector: "ACADEMIA" }, token);
  await mutate("setInterests", { interests: [{ theme: theme.slug }] }, token);
  const post = { kind: "IDEA", title: "Zwalmidee", body: "Een zwalmplan.", themes: [theme.slug] };
  const idea = (await mutate("postIdea", { ...post, idempotencyKey: "zwalmsleutel" }, token)).idea.id as string;
  const gone = (await mutate("postIdea", { ...post, title: words.withdrawn }, token)).idea.id as string;
  await mutate("withdrawIdea", { id: gone }, token);
  const comment = (await mutate("commentOnIdea", { ideaId: theirs.id, body: "Zwalmreactie." }, token)).comment.id;
  await build.buildComment({ ideaId: theirs.id, replyToId: comment, body: "Een antwoord erop." });
  await mutate("supportIdea", { ideaId: theirs.id }, token);
  const practice = { kind: "INSTRUMENT", title: "Zwalmpraktijk", summary: "Een zwalmcanvas.", steps: ["Zwalmstap."] };
  await mutate("sharePractice", { ...practice, themes: [] }, token);
  const use = { place: "Zwalmstad", result: "Zwalmresultaat.", wouldUseAgain: true };
  await mutate("recordPracticeUse", { ...use, practiceId: (await build.buildPractice()).id }, token);
  await mutate("registerForGathering", { gatheringId: next.id }, token);
  await build.buildRegistration({ gatheringId: past.id, memberId, checkedInAt: new Date("2025-03-01T10:05:00Z") });
  await build.buildRegistration({
    gatheringId: next.id,
    memberId: waiting.id,
    status: RegistrationStatus.WAITLISTED,
  });
  await mutate("report", { subjectId: theirs.id, reason: "OTHER", note: words.note }, token);
  await mutate("leaveMessage", { body: words.note }, token);
  const { id: askingId } = await build.buildMember();
  const asking = await app.tokenOf(askingId);
  const { request } = await mutate("requestCollaboration", { memberId, message: words.addressed }, asking);
  const declined = { id: request.id, accept: false, reason: words.declined };
  await mutate("respondToCollaborationRequest", declined, token);
  await mutate("requestCollaboration", { memberId: waiting.id, message: words.asked }, token);
  const { id: ideaId } = await build.buildIdea({ authorId: askingId, kind: IdeaKind.QUESTION });
  await mutate("askForHelp", { ideaId, memberId, message: words.addressed }, asking);
  const shared = await build.buildIdea({ authorId: waiting.id });
  const together = await build.buildCollaboration([{ id: memberId } as Member, waiting], { ideaId: shared.id });
  await mutate("sendMessage", { collaborationId: together.id, body: words.messaged }, token);
  const { request: joining } = await mutate("joinForces", { ideaId: shared.id, message: "Mag ik mee?" }, asking);
  await mutate("respondToCollaborationRequest", { id: joining.id, accept: false, reason: words.refused }, token);
  const begun = await build.buildIdea();
  const author = { id: begun.authorId } as Member;
  await build.buildCollaboration([author, await build.buildMember()], { ideaId: begun.id });
  await mutate("joinForces", { ideaId: begun.id, message: words.joining }, token);
  await mutate("dismissSuggestion", { memberId: waiting.id, reason: "NOT_NOW" }, token);
  await mutate("dismissSuggestion", { memberId, reason: "OTHER" }, asking);
  await mutate("blockMember", { memberId: theirs.authorId }, token);
  await db().query(sql`
    INSERT INTO external_identity (issuer, subject, member_id, linked_at)
    VALUES ('https://issuer.example', ${`zwalm-${number}`}, ${memberId}, now())`);
  await db().query(sql`
    INSERT INTO unconfirmed_identity (id, ticket_hash, issuer, subject, email, language, expires_at)
    VALUES (gen_random_uuid(), sha256(convert_to(${email}, 'UTF8')), 'https://issuer.example', 'other', ${email}, 'NL', now() + interval '1 day')`);
  leaving = { memberId, email, token, refreshToken, idea, comment, theirs, past, next, waiting };
});

/** Has the account erased, by the link in the mail; gives the answer of the confirmation. */
async function leave(posts: "KEEP" | "REMOVE") {
  expect((await mutate("eraseMyAccount", { posts }, leaving.token)).userErrors).toEqual([]);
  const mail = await mails.mailTo(leaving.email, /confirm-erasure/);
  return mutate("confirmErasure", { token: tokenIn(mail) });
}

/** Who took part in what, as figures. */
const totals = () =>
  db().query(sql`
    SELECT 'registrations' AS what, registration.status::text AS of, sector::text, count(*)::int, count(checked_in_at)::int AS seen
      FROM registration JOIN member ON member.id = member_id JOIN gathering ON gathering.id = gathering_id
      WHERE starts_at < now() GROUP BY 2, 3
    UNION ALL SELECT 'ideas', kind::text, sector::text, count(*)::int, count(DISTINCT theme_id)::int
      FROM idea JOIN member ON member.id = author_id LEFT JOIN idea_theme ON idea_id = idea.id GROUP BY 2, 3
    UNION ALL SELECT 'comments', '', sector::text, count(*)::int, 0 FROM comment JOIN member ON member.id = author_id GROUP BY 3
    UNION ALL SELECT 'supports', '', sector::text, count(*)::int, 0 FROM support JOIN member ON member.id = member_id GROUP BY 3
    UNION ALL SELECT 'hosts', '', '', count(*)::int, 0 FROM gathering_host
    UNION ALL SELECT 'members', date_trunc('day', joined_at, 'UTC')::text, sector::text, count(*)::int, 0 FROM member GROUP BY 2, 3
    ORDER BY 1, 2, 3`);

describe("erasing an account", () => {
  // The thorough one first, as posts that are kept have such words.
  it.each(["REMOVE", "KEEP"] as const)(
    "with %s leaves name, address and words nowhere in the database, and the figures as they were",
    async (posts) => {
      await mutate("exportMyData", {}, leaving.token);
      const before = await dumpOf(db());
      const secrets = [
        words.name,
        leaving.email,
        words.headline,
        words.bio,
        words.organisation,
        words.agent,
        words.withdrawn,
        words.note,
        words.asked,
        words.declined,
        words.addressed,
        words.messaged,
        words.joining,
        words.refused,
        "zwalmsleutel",
        `zwalm-${number}`,
      ];
      for (const secret of secrets) expect([secret, before.includes(secret)]).toEqual([secret, true]);
      const figures = await totals();
      expect(await leave(posts)).toEqual({ userErrors: [] });
      const after = await dumpOf(db());
      const posted = [
        "Zwalmidee",
        "Een zwalmplan.",
        "Zwalmreactie.",
        "Zwalmpraktijk",
        "Een zwalmcanvas.",
        "Zwalmstap.",
      ];
      const going = posts === "REMOVE" ? [...posted, "Zwalmstad", "Zwalmresultaat."] : [];
      for (const secret of [...secrets, ...going]) expect([secret, after.includes(secret)]).toEqual([secret, false]);
      // Nor in another case, nor cut at its ends.
      expect(posts === "REMOVE" ? /.{0,60}(zwalm|xanthippe).{0,60}/i.exec(after)?.[0] : undefined).toBeUndefined();
      expect(await totals()).toEqual(figures);
    },
  );

  it("keeps the posts under a former member, when they are to stay", async () => {
    await leave("KEEP");
    const { data } = await other.ask(
      `query ($id: ID!, $comment: ID!, $member: ID!) {
        idea(id: $id) { title author { id name(language: EN) former headline } }
        comment: node(id: $comment) { ... on Comment { body author { name(language: FR) } } }
        member(id: $member) { name interests { stance } ideas { totalCount } gatherings { totalCount } organisation { name } }
        members(first: 100) { nodes { id } } }`,
      { id: leaving.idea, comment: leaving.comment, member: leaving.memberId },
    );
    expect(data).toMatchObject({
      idea: {
        title: "Zwalmidee",
        author: { id: leaving.memberId, name: "Former member", former: true, headline: null },
      },
      comment: { body: "Zwalmreactie.", author: { name: "Ancien membre" } },
      member: {
        name: "Voormalig lid",
        interests: [],
        ideas: { totalCount: 1 },
        gatherings: { totalCount: 0 },
        organisation: null,
      },
    });
    expect(data.members.nodes.map(({ id }: Member) => id)).not.toContain(leaving.memberId);
  });

  it("takes the posts along, when they are to go, and leaves what others replied", async () => {
    await leave("REMOVE");
    const { data } = await other.ask(
      `query ($id: ID!, $theme: String!, $comment: ID!) { idea(id: $id) { title } ideas(filter: {themes: [$theme]}) { nodes { id } }
        comment: node(id: $comment) { ... on Comment { body replies { nodes { body } } } } }`,
      { id: leaving.idea, theme: theme.slug, comment: leaving.comment },
    );
    expect(data).toEqual({
      idea: null,
      ideas: { nodes: [{ id: leaving.theirs.id }] },
      comment: { body: null, replies: { nodes: [{ body: "Een antwoord erop." }] } },
    });
  });

  it("takes back what the member asked, keeps what became of other requests, and ends dismissals both ways", async () => {
    await leave("KEEP");
    const rows = await db().query(sql`
      SELECT status, message, decline_reason AS reason FROM collaboration_request
      WHERE ${leaving.memberId} IN (from_id, to_id, answered_by_id) ORDER BY asked_at`);
    expect(rows).toEqual([
      { status: "DECLINED", message: null, reason: null },
      { status: "WITHDRAWN", message: null, reason: null },
      // What somebody else asked the members of a collaboration is theirs, and the refusal the member's.
      { status: "DECLINED", message: "Mag ik mee?", reason: null },
      { status: "WITHDRAWN", message: null, reason: null },
    ]);
    const dismissals = await db().query(
      sql`SELECT 1 FROM suggestion_dismissal WHERE ${leaving.memberId} IN (member_id, dismissed_id)`,
    );
    expect(dismissals).toEqual([]);
  });

  it("forgets who was shown to the member, to whom the member was shown, and to how many", async () => {
    const { memberId, waiting } = leaving;
    const bystander = await build.buildMember();
    await db().query(sql`
      INSERT INTO suggestion_impression (member_id, shown_id, days, last_shown_on)
      VALUES (${memberId}, ${waiting.id}, 4, now()::date), (${waiting.id}, ${memberId}, 9, now()::date),
        (${waiting.id}, ${bystander.id}, 2, now()::date)`);
    await db().query(sql`INSERT INTO suggestion_exposure VALUES (${memberId}, 40, 0.5), (${waiting.id}, 40, 0.5)`);
    await leave("KEEP");
    expect(
      await db().query(sql`
        SELECT shown_id AS id FROM suggestion_impression WHERE ${waiting.id} IN (member_id, shown_id)
        UNION ALL SELECT member_id FROM suggestion_exposure WHERE member_id IN (${memberId}, ${waiting.id})`),
    ).toEqual([{ id: bystander.id }, { id: waiting.id }]);
  });

  it("tells the log of the requests that it takes back, and leaves those expired that had run out", async () => {
    const { memberId, waiting } = leaving;
    const runOut = uuidv7();
    await db().query(sql`
      INSERT INTO collaboration_request (id, from_id, to_id, message, asked_at, expires_at)
      VALUES (${runOut}, ${waiting.id}, ${memberId}, 'x', now() - interval '31 days', now() - interval '1 day')`);
    const [pending] = await db().query<{ id: string; toId: string }>(sql`
      SELECT id, to_id AS "toId" FROM collaboration_request WHERE from_id = ${memberId} AND status = 'PENDING'`);
    await leave("KEEP");
    const events = await app.services.events.after(0, ["collaboration.unanswered"], 10_000);
    const told = (id: string) => events.filter(({ subjectId }) => subjectId === id).map(({ data }) => data);
    expect(told(pending!.id)).toEqual([{ fromId: memberId, toId: pending!.toId, status: "WITHDRAWN" }]);
    expect(told(runOut)).toEqual([{ fromId: waiting.id, toId: memberId, status: "EXPIRED" }]);
    const [row] = await db().query(sql`SELECT status, message FROM collaboration_request WHERE id = ${runOut}`);
    expect(row).toEqual({ status: "EXPIRED", message: null });
  });

  it("gives places at gatherings to come to who waits for them", async () => {
    await leave("KEEP");
    const { data } = await other.ask(
      `query ($id: ID!) { gathering(id: $id) { capacity { taken waiting } viewerRegistration { status } } }`,
      { id: leaving.next.id },
      await app.tokenOf(leaving.waiting.id),
    );
    expect(data.gathering).toEqual({ capacity: { taken: 1, waiting: 0 }, viewerRegistration: { status: "GOING" } });
  });

  it("ends every way in, in every process: sessions, refresh tokens, the password, links and exports", async () => {
    const link = async (): Promise<string> => (await mutate("exportMyData", {}, leaving.token)).url;
    expect((await fetch(await link())).status).toBe(200);
    const unused = await link();
    const client = other.socket(leaving.token);
    const closed = new Promise((resolve) => client.on("closed", (event) => resolve((event as { code: number }).code)));
    const connected = new Promise((resolve) => client.on("connected", resolve));
    followed(client, "subscription { ideaPosted { cursor } }");
    await connected;
    await leave("KEEP");
    const refused = async (app: TestApp): Promise<number> =>
      (await app.ask("{ viewer { email } }", {}, leaving.token)).status;
    while ((await refused(other)) !== 401);
    while ((await refused(app)) !== 401);
    expect(await closed).toBe(4403);
    expect((await fetch(unused)).status).toBe(404);
    const { data } = await other.ask(
      `mutation ($refreshToken: String!, $email: String!) {
        refreshSession(input: {refreshToken: $refreshToken}) { session { accessToken } userErrors { code } }
        signIn(input: {email: $email, password: "${password}"}) { session { accessToken } userErrors { code } } }`,
      leaving as unknown as Record<string, unknown>,
    );
    expect(data).toEqual({
      refreshSession: { session: null, userErrors: [{ code: "INVALID_CREDENTIALS" }] },
      signIn: { session: null, userErrors: [{ code: "INVALID_CREDENTIALS" }] },
    });
  });

  it("happens once, by the mail's link alone, which is good for nothing else", async () => {
    expect((await mutate("confirmErasure", { token: "x" })).userErrors).toMatchObject([{ code: "INVALID_TOKEN" }]);
    await mutate("eraseMyAccount", { posts: "KEEP" }, leaving.token);
    const token = tokenIn(await mails.mailTo(leaving.email, /confirm-erasure/));
    const { data } = await app.ask(
      `mutation ($token: String!) { resetPassword(input: {token: $token, newPassword: "${anotherPassword}"}) { userErrors { code } }
        confirmEmailChange(input: {token: $token}) { userErrors { code } } }`,
      { token },
    );
    expect(data).toEqual({
      resetPassword: { userErrors: [{ code: "INVALID_TOKEN" }] },
      confirmEmailChange: { userErrors: [{ code: "INVALID_TOKEN" }] },
    });
    const answers = await Promise.all([1, 2, 3].map(() => mutate("confirmErasure", { token })));
    expect(answers.map(({ userErrors }) => userErrors.length).sort()).toEqual([0, 1, 1]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { code: "INVALID_TOKEN" },
      { code: "INVALID_TOKEN" },
    ]);
  });

  it("lets the same address sign up anew, as somebody else", async () => {
    await leave("KEEP");
    const again = await mutate("signUp", {
      name: "Nieuw",
      email: leaving.email,
      password,
    });
    expect(again.userErrors).toEqual([]);
    expect(again.viewer.member.id).not.toBe(leaving.memberId);
  });

  it("lets nothing land after it that was under way", async () => {
    await mutate("eraseMyAccount", { posts: "REMOVE" }, leaving.token);
    const link = tokenIn(await mails.mailTo(leaving.email, /confirm-erasure/));
    // Whoever is still to be notified of what was would wait, too.
    for (const service of [app, other]) await service.caughtUp();
    // Another transaction holds the erasure up in its midst, while everything else begins.
    const holder = db().source.createQueryRunner();
    await holder.connect();
    await holder.startTransaction();
    await holder.query(`SELECT 1 FROM account WHERE member_id = $1 FOR SHARE`, [leaving.memberId]);
    const erasing = mutate("confirmErasure", { token: link });
    while ((await waiting()) < 1) await sleep(5);
    const late: [string, object][] = [
      ["updateProfile", { name: "Xanthippe Herrezen", bio: "Terug van weggeweest" }],
      ["postIdea", { kind: "IDEA", title: "Na de dood", body: "…", themes: [] }],
      ["commentOnIdea", { ideaId: leaving.theirs.id, body: "Na de dood." }],
      ["setInterests", { interests: [{ theme: theme.slug }] }],
      ["leaveMessage", { body: "Na de dood." }],
    ];
    const answers = late.map(([name, input]) =>
      app.ask(
        `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code } } }`,
        { input },
        leaving.token,
      ),
    );
    while ((await waiting()) < 1 + late.length) await sleep(5);
    await holder.commitTransaction();
    await holder.release();
    expect(await erasing).toEqual({ userErrors: [] });
    for (const answer of answers)
      expect((await answer).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(await dumpOf(db())).not.toMatch(/Herrezen|weggeweest|Na de dood/);
  });

  it("is not for the last administrator before there is another", async () => {
    await db().query(sql`UPDATE account SET roles = '{MEMBER}' WHERE 'ADMIN' = ANY(roles) RETURNING 1`);
    await db().query(
      sql`UPDATE account SET roles = '{MEMBER,ADMIN}' WHERE member_id = ${leaving.memberId} RETURNING 1`,
    );
    expect((await leave("KEEP")).userErrors).toMatchObject([{ code: "NOT_YOURS_TO_DECIDE" }]);
    const other = await build.buildMember({ roles: [Role.MEMBER, Role.ADMIN] });
    const token = tokenIn(await mails.mailTo(leaving.email, /confirm-erasure/));
    expect(await mutate("confirmErasure", { token })).toEqual({ userErrors: [] });
    await db().query(sql`UPDATE account SET roles = '{MEMBER}' WHERE member_id = ${other.id} RETURNING 1`);
  });

  it("takes organisations along that nobody is left in, former ones too", async () => {
    await mutate("updateProfile", { organisation: "Stad Zwalm" }, leaving.token);
    expect(await dumpOf(db())).not.toContain(words.organisation);
    await leave("KEEP");
    expect(await dumpOf(db())).not.toContain("Stad Zwalm");
  });

  it("can be finished on the page that the mail leads to", async () => {
    await mutate("eraseMyAccount", { posts: "REMOVE" }, leaving.token);
    const mail = await mails.mailTo(leaving.email, /confirm-erasure/);
    const link = /http\S+/.exec(mail.text!)![0];
    const page = await (await fetch(link, { headers: { "accept-language": "fr" } })).text();
    expect(page).toContain("Oui, supprimez mon compte");
    expect((await db().query(sql`SELECT 1 FROM account WHERE email = ${leaving.email}`)).length).toBe(1);
    const done = await fetch(link.split("?")[0]!, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "accept-language": "en" },
      body: new URLSearchParams({ token: tokenIn(mail) }),
    });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Your account was erased.")]);
    expect((await db().query(sql`SELECT 1 FROM account WHERE email = ${leaving.email}`)).length).toBe(0);
  });
});

describe("what was said about somebody", () => {
  it("goes from reports, decisions and the audit trail, which keeps who did what and when", async () => {
    const [caseId, decisionId] = [uuidv7(), uuidv7()];
    const moderator = await build.buildMember();
    await db().query(
      sql`INSERT INTO moderation_case (id, subject_kind, subject_id, status, opened_at) VALUES (${caseId}, 'MEMBER', ${leaving.memberId}, 'DECIDED', now())`,
    );
    await db().query(
      sql`INSERT INTO moderation_case_member (case_id, member_id) VALUES (${caseId}, ${leaving.memberId})`,
    );
    await db().query(sql`
      INSERT INTO report (id, case_id, reporter_id, reason, note, reported_at)
      VALUES (${uuidv7()}, ${caseId}, ${moderator.id}, 'ABUSE', 'Xanthippe scheldt', now())`);
    await db().query(sql`
      INSERT INTO moderation_decision (id, case_id, kind, reason, decided_at, decided_by_id)
      VALUES (${decisionId}, ${caseId}, 'HIDE', 'Xanthippe schold', now(), ${moderator.id})`);
    await db().query(sql`
      INSERT INTO audit_entry (id, actor_id, action, subject_kind, subject_id, affected_id, detail, reason, occurred_at)
      VALUES (${uuidv7()}, ${moderator.id}, 'CASE_DECIDED', 'MEMBER', ${leaving.memberId}, ${leaving.memberId}, '{"kind": "HIDE"}', 'Xanthippe schold', now())`);
    await leave("REMOVE");
    expect(await dumpOf(db())).not.toMatch(/Xanthippe (scheldt|schold)/);
    const rows = await db().query(
      sql`SELECT actor_id AS actor, action, detail, reason FROM audit_entry WHERE affected_id = ${leaving.memberId}`,
    );
    expect(rows).toEqual([{ actor: moderator.id, action: "CASE_DECIDED", detail: { kind: "HIDE" }, reason: null }]);
  });
});

describe("an imported member who left", () => {
  it("does not come back with another import of the same folder, nor what was theirs", async () => {
    const folder = await folders.make(wholeFolder);
    expect((await load(db(), folder)).problems).toEqual([]);
    const [member] = await db().query<{ memberId: string }>(
      sql`SELECT member_id AS "memberId" FROM account WHERE email = 'an.peeters@example.org'`,
    );
    const token = await app.tokenOf(member!.memberId);
    await mutate("eraseMyAccount", { posts: "REMOVE" }, token);
    await mutate("confirmErasure", { token: tokenIn(await mails.mailTo("an.peeters@example.org", /confirm-erasure/)) });
    await fillAllSearchVectors(db());
    const before = await dumpOf(db());
    const { counts, problems } = await load(db(), folder);
    expect(problems).toEqual([]);
    expect(Object.values(counts).reduce((sum, file) => sum + file.added, 0)).toBe(0);
    expect(await dumpOf(db())).toBe(before);
    expect(before).not.toMatch(/An Peeters|an\.peeters|Zon op school/);
  });
});
