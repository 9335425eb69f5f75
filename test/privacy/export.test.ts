import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Stance } from "../../src/domains/members/member.enums.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { personalTables } from "../../src/app/contributions.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { forgetAttempts } from "../support/mailbox.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  // It would delete the figures of exposure that a test writes.
  await app.services.exposure.job.stop();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

let member: Member;
let token: string;
beforeEach(async () => {
  const theme = await build.buildTheme();
  member = await build.buildMember({ name: "Zoë Çelik", interests: [[theme, Stance.OFFERS]] });
  token = await app.tokenOf(member.id);
});

const EXPORT = `mutation ($input: ExportMyDataInput!) { exportMyData(input: $input) { url expiresAt userErrors { code path } } }`;
const link = async (input: object = {}) => (await app.ask(EXPORT, { input }, token)).data.exportMyData;

async function fetched(url: string) {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return {
    response,
    names: Object.keys(files),
    json: JSON.parse(strFromU8(files["data.json"]!)) as Record<string, Record<string, unknown>[]>,
    csv: (name: string) => parse<Record<string, string>>(strFromU8(files[`${name}.csv`]!), { columns: true }),
  };
}

describe("the export of one's data", () => {
  it("holds what the service knows of the caller, and of nobody else", async () => {
    const idea = await build.buildIdea({ authorId: member.id, title: "Mijn idee", body: "=1+1" });
    const others = await build.buildIdea({ title: "Andermans idee" });
    await build.buildComment({ ideaId: idea.id, body: "Andermans reactie" });
    await build.buildComment({ ideaId: others.id, authorId: member.id, body: 'Mijn "reactie",\nop twee regels' });
    const gathering = await build.buildGathering({ title: "Mijn bijeenkomst", hosts: [member] });
    await build.buildRegistration({ gatheringId: gathering.id, memberId: member.id });
    await build.buildRegistration({ gatheringId: gathering.id });
    const other = await build.buildMember();
    const { id: collaborationId } = await build.buildCollaboration([member, other], { outcome: "Het werkt" });
    await build.buildMessage({ collaborationId, authorId: member.id, body: "Mijn bericht" });
    await build.buildMessage({ collaborationId, authorId: other.id, body: "Andermans bericht" });
    const [from, to] = [await build.buildMember(), await build.buildMember()];
    await app.services.database.query(sql`
      INSERT INTO collaboration_request (id, from_id, to_id, message, status, asked_at, expires_at, answered_at, decline_reason)
      VALUES (${uuidv7()}, ${from.id}, ${member.id}, 'Doe je mee?', 'DECLINED', '2025-01-01', '2025-02-01', '2025-01-02', 'Mijn reden'),
        (${uuidv7()}, ${member.id}, ${to.id}, 'Mijn vraag', 'DECLINED', '2025-01-03', '2025-02-03', '2025-01-04', 'Andermans reden'),
        (${uuidv7()}, ${from.id}, ${to.id}, 'Andermans vraag', 'EXPIRED', '2025-01-05', '2025-02-05', NULL, NULL)`);
    await app.services.database.query(sql`
      INSERT INTO collaboration_request (id, from_id, joins_id, message, status, asked_at, expires_at, answered_at,
        answered_by_id, decline_reason)
      VALUES (${uuidv7()}, ${member.id}, ${collaborationId}, 'Mijn aansluiting', 'DECLINED', '2025-01-06', '2025-02-06', '2025-01-07',
          ${other.id}, 'Andermans reden'),
        (${uuidv7()}, ${from.id}, ${collaborationId}, 'Doe ik mee?', 'DECLINED', '2025-01-08', '2025-02-08', '2025-01-09',
          ${member.id}, 'Mijn weigering'),
        (${uuidv7()}, ${to.id}, ${collaborationId}, 'Andermans aansluiting', 'PENDING', '2025-01-10', '2025-02-10', NULL, NULL, NULL)`);
    await app.services.database.query(sql`
      INSERT INTO suggestion_dismissal (member_id, dismissed_id, reason, dismissed_at)
      VALUES (${member.id}, ${to.id}, 'NOT_NOW', now()), (${to.id}, ${member.id}, 'ALREADY_KNOWN', now())`);
    await app.services.database.query(sql`
      INSERT INTO suggestion_impression (member_id, shown_id, days, last_shown_on)
      VALUES (${member.id}, ${to.id}, 4, '2025-01-02'), (${to.id}, ${member.id}, 9, '2025-01-03')`);
    await app.services.database.query(
      sql`INSERT INTO suggestion_exposure VALUES (${member.id}, 40, 0.5), (${to.id}, 25, 0.8)`,
    );
    const { response, json, csv } = await fetched((await link()).url);
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="ino-\d{4}-\d\d-\d\d\.zip"$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(json).toMatchObject({
      account: [{ roles: ["MEMBER"], language: "NL", hasPassword: false }],
      member: [{ name: "Zoë Çelik", matchable: true }],
      interest: [{ stance: "OFFERS" }],
      idea: [{ title: "Mijn idee", body: "=1+1" }],
      comment: [{ body: 'Mijn "reactie",\nop twee regels', ideaId: others.id }],
      registration: [{ gathering: "Mijn bijeenkomst", status: "GOING" }],
      gathering_host: [{ gathering: "Mijn bijeenkomst" }],
      collaboration_member: [{ outcome: "Het werkt" }],
      collaboration_message: [{ collaborationId, body: "Mijn bericht" }],
      collaboration_request: [
        { direction: "RECEIVED", withId: from.id, message: "Doe je mee?", declineReason: "Mijn reden" },
        { direction: "SENT", withId: to.id, message: "Mijn vraag", declineReason: null },
        { direction: "SENT", withId: null, joinsId: collaborationId, message: "Mijn aansluiting", declineReason: null },
        { direction: "RECEIVED", withId: from.id, joinsId: collaborationId, declineReason: "Mijn weigering" },
      ],
      suggestion_dismissal: [{ dismissedId: to.id, reason: "NOT_NOW" }],
      suggestion_impression: [{ shownId: to.id, days: 4, lastShownOn: "2025-01-02" }],
      suggestion_exposure: [{ viewers: 40, discount: 0.5 }],
    });
    expect(JSON.stringify(json)).not.toMatch(/Andermans/);
    expect(csv("member")).toMatchObject([{ name: "Zoë Çelik" }]);
    expect(csv("comment")).toMatchObject([{ body: 'Mijn "reactie",\nop twee regels' }]);
    // A spreadsheet shows it and does not run it.
    expect(csv("idea")).toMatchObject([{ body: "'=1+1", title: "Mijn idee" }]);
  });

  it("has a place for every table that it takes from, empty or not, and a CSV file for those that are not", async () => {
    const { json, names } = await fetched((await link()).url);
    const exported = Object.keys(personalTables).filter(
      (table) => typeof personalTables[table]!.exported === "function",
    );
    expect(Object.keys(json).sort()).toEqual(["exportedAt", ...exported].sort());
    expect(names.sort()).toEqual(["account.csv", "data.json", "interest.csv", "member.csv"]);
  });

  it("is as it is when it is fetched", async () => {
    const { url } = await link();
    await build.buildIdea({ authorId: member.id, title: "Later gepost" });
    expect((await fetched(url)).json.idea).toMatchObject([{ title: "Later gepost" }]);
  });

  it("leaves out what a member wrote to the caller whom a moderator hides", async () => {
    const from = await build.buildMember({ hiddenAt: new Date() });
    await app.services.database.query(sql`
      INSERT INTO collaboration_request (id, from_id, to_id, message, asked_at, expires_at)
      VALUES (${uuidv7()}, ${from.id}, ${member.id}, 'Iets lelijks', now(), now() + interval '1 day')`);
    const { json } = await fetched((await link()).url);
    expect(json.collaboration_request).toMatchObject([{ withId: from.id, message: null, status: "PENDING" }]);
  });

  it("is fetched by a link that runs out, and that nobody can make", async () => {
    const made = await link({ validMinutes: 1 });
    const left = new Date(made.expiresAt as string).getTime() - Date.now();
    expect(left).toBeLessThanOrEqual(60_000);
    expect(left).toBeGreaterThan(0);
    // Nothing in the database is a link.
    const [stored] = await app.services.database.query<{ hash: Buffer }>(
      sql`SELECT token_hash AS hash FROM export_link WHERE member_id = ${member.id}`,
    );
    const token = (made.url as string).split("/").at(-1)!;
    expect(stored!.hash).toEqual(createHash("sha256").update(token).digest());
    const others = [
      stored!.hash.toString("base64url"),
      stored!.hash.toString("hex"),
      await app.tokenOf(member.id),
      "x",
    ];
    for (const last of others) expect((await fetch(`${app.url}/export/${last}`)).status).toBe(404);
    // Nor is a link an access token.
    expect((await app.ask("{ viewer { email } }", {}, token)).status).toBe(401);
    await app.services.database.query(
      sql`UPDATE export_link SET expires_at = now() - interval '1 second' WHERE member_id = ${member.id} RETURNING 1`,
    );
    expect((await fetch(made.url as string)).status).toBe(404);
  });

  it("is fetched by a link once; a used one is answered like an unknown one", async () => {
    const { url } = await link();
    await fetched(url);
    const answer = async (address: string) => {
      const response = await fetch(address);
      const { errors } = (await response.json()) as { errors: { extensions: { requestId?: string } }[] };
      delete errors[0]!.extensions.requestId;
      return [response.status, errors, response.headers.get("cache-control")];
    };
    expect(await answer(url)).toEqual(await answer(`${app.url}/export/${"x".repeat(43)}`));
    // Another one works.
    await fetched((await link()).url);
  });

  it("goes to one of those who use a link at once, in whatever process", async () => {
    const other = await testApp(app.databaseUrl);
    try {
      const { url } = await link();
      const elsewhere = (url as string).replace(app.url, other.url);
      const statuses = await Promise.all(
        [url, elsewhere, url, elsewhere].map(async (address: string) => (await fetch(address)).status),
      );
      expect(statuses.sort()).toEqual([200, 404, 404, 404]);
    } finally {
      await other.stop();
    }
  });

  it("does not use the link up when it cannot be made", async () => {
    const { url } = await link();
    const { reads } = app.services.database;
    const query = reads.query.bind(reads);
    reads.query = (statement) =>
      statement.text.includes("FROM collaboration_request") ? Promise.reject(new Error("gone")) : query(statement);
    expect((await fetch(url)).status).toBe(500);
    reads.query = query;
    await fetched(url);
  });

  it("is not fetched by a link from before signing out everywhere, and a few times a minute at most", async () => {
    const links: string[] = [];
    for (let n = 0; n < 6; n++) {
      links.push((await link()).url as string);
      await forgetAttempts(app);
    }
    const fetched = await Promise.all(links.map(async (url) => ({ url, response: await fetch(url) })));
    expect(fetched.map(({ response }) => response.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    const { url, response } = fetched.find(({ response }) => response.status === 429)!;
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await app.ask(`mutation { signOut(input: {everywhere: true}) { userErrors { code } } }`, {}, token);
    await app.caughtUp();
    expect((await fetch(url)).status).toBe(404);
  });

  it("asks for numbers that make sense, and to be signed in", async () => {
    for (const validMinutes of [0, 61])
      expect(await link({ validMinutes })).toMatchObject({
        url: null,
        userErrors: [{ code: "INVALID_INPUT", path: ["input", "validMinutes"] }],
      });
    const { errors } = await app.ask(EXPORT, { input: {} });
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });

  it("takes a member with ten thousand comments", async () => {
    const idea = await build.buildIdea();
    await app.services.database.query(sql`
      INSERT INTO comment (id, idea_id, author_id, body, posted_at)
      SELECT gen_random_uuid(), ${idea.id}, ${member.id}, 'Reactie ' || n, now() FROM generate_series(1, 10000) n`);
    expect((await fetched((await link()).url)).csv("comment")).toHaveLength(10_000);
  });
});
