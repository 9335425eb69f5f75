import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { voidCheckInLinks } from "../../src/domains/gatherings/check-in-page/check-in-link.service.js";
import { Role } from "../../src/core/access/role.js";
import { GatheringStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { CheckInTokens } from "../../src/domains/gatherings/check-in-page/check-in-tokens.js";
import { minLetters } from "../../src/domains/gatherings/check-in-page/participants.js";
import { testApp, type TestApp } from "../support/app.js";
import { attending } from "./attending.js";
import type { Person } from "./organising.js";

let app: TestApp;
let act: ReturnType<typeof attending>;
beforeAll(async () => {
  app = await testApp();
  act = attending(app);
});
afterAll(() => app.end());

const duringIt = "2027-03-10T18:05:00Z";
const LINK = "checkInLink { url validFrom validUntil }";
const sql = <Row>(text: string, ...values: unknown[]) => app.services.database.source.query<Row[]>(text, values);

const createLink = (by: Person, gatheringId: string) =>
  act.mutate("createCheckInLink", by, { gatheringId }, `gathering { ${LINK} }`);
/** The address of the check-in page of a gathering. */
const pageOf = async (host: Person, id: string): Promise<string> =>
  (await createLink(host, id)).gathering.checkInLink.url as string;
const get = async (url: string, language = "nl") => {
  const response = await fetch(url, { headers: { "accept-language": language } });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const post = async (url: string, fields: Record<string, string>, language = "nl") => {
  const response = await fetch(url, {
    ...{ method: "POST", body: new URLSearchParams(fields), headers: { "accept-language": language } },
  });
  return { status: response.status, html: await response.text() };
};
const search = (url: string, name: string) => post(url, { action: "search", name });
/** The names in a page, as they are written in HTML. */
const namesIn = (html: string) => [...html.matchAll(/<li><strong>(.*?)<\/strong>/g)].map(([, name]) => name);
const attendance = async (registrationId: string) =>
  (
    await sql<{ status: string; isThere: boolean }>(
      `SELECT status, checked_in_at IS NOT NULL AS "isThere" FROM registration WHERE id = $1`,
      registrationId,
    )
  )[0]!;

describe("the check-in page of a gathering", () => {
  it("checks in by name and by code, and undoes it, without an account and without a script", async () => {
    const { id, host } = await act.evening();
    const [jan, mia] = [await act.registered(id, "Jan Peeters"), await act.registered(id, "Mia Declercq")];
    const code = (await act.codeOf(mia, id))!;
    const url = await pageOf(host, id);
    act.at(duringIt);
    const page = await get(url);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain("<script");
    expect(page.html).not.toContain("Peeters");

    const found = await search(url, "peet");
    expect(namesIn(found.html)).toEqual(["Jan Peeters"]);
    const [, action, registration] =
      /name="action" value="(checkIn)"><input type="hidden" name="registration" value="([^"]+)"/.exec(found.html)!;
    expect(registration).toBe(jan.registrationId);
    const done = await post(url, { action: action!, registration: registration! });
    expect(done).toMatchObject({ status: 200, html: expect.stringContaining("Jan Peeters is aangemeld.") });
    expect(await attendance(jan.registrationId)).toEqual({ status: "GOING", isThere: true });
    expect((await search(url, "peeters")).html).toContain("is er sinds 19:05");

    expect((await post(url, { action: "code", code: code.toLowerCase() })).html).toContain(
      "Mia Declercq is aangemeld.",
    );
    expect(await post(url, { action: "code", code })).toMatchObject({
      ...{ status: 422, html: expect.stringContaining("Deze persoon was al aangemeld.") },
    });
    const undone = await post(url, { action: "undo", registration: mia.registrationId });
    expect(undone).toMatchObject({
      status: 200,
      html: expect.stringContaining("Mia Declercq is niet meer aangemeld."),
    });
    expect(await attendance(mia.registrationId)).toEqual({ status: "GOING", isThere: false });
    expect(await act.read(id, host, "figures { came }")).toEqual({ figures: { came: 1 } });
  });

  it("announces what it does, by nobody who is known", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    const url = await pageOf(host, id);
    act.at(duringIt);
    await post(url, { action: "checkIn", registration: jan.registrationId });
    const events = await sql<{ data: object }>(
      "SELECT data FROM event WHERE subject_id = $1 ORDER BY position",
      jan.registrationId,
    );
    expect(events.at(-1)!.data).toEqual({ gatheringId: id, memberId: jan.id, status: "GOING", checkedIn: true });
  });

  it("lets in who waits for a place, if whoever stands there decides so", async () => {
    const { id, host } = await act.evening({ limit: 1 });
    const [, mia] = [await act.registered(id), await act.registered(id, "Mia Wacht")];
    const url = await pageOf(host, id);
    act.at(duringIt);
    expect((await search(url, "mia")).html).toContain("<strong>Mia Wacht</strong> staat op de wachtlijst");
    await post(url, { action: "checkIn", registration: mia.registrationId });
    expect(await attendance(mia.registrationId)).toEqual({ status: "GOING", isThere: true });
    await post(url, { action: "undo", registration: mia.registrationId });
    expect(await attendance(mia.registrationId)).toEqual({ status: "WAITLISTED", isThere: false });
  });

  it("is in Dutch, French and English", async () => {
    const { id, host } = await act.evening();
    const url = await pageOf(host, id);
    act.at(duringIt);
    for (const [language, title] of [
      ["nl", "Aanmelden"],
      ["fr", "Enregistrement"],
      ["en", "Check-in"],
    ] as const)
      expect((await get(url, language)).html).toContain(`<h1>${title}</h1>`);
  });

  it("is not cached, indexed, framed or named to other sites, and sends forms to itself alone", async () => {
    const { id, host } = await act.evening();
    const url = await pageOf(host, id);
    for (const [moment, status] of [
      [duringIt, 200],
      ["2027-03-09T12:00:00Z", 403],
      ["2027-03-12T12:00:00Z", 404],
    ] as const) {
      act.at(moment);
      const { headers, ...page } = await get(url);
      expect(page.status).toBe(status);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("content-security-policy")).toMatch(
        /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
      );
      expect(headers.get("content-security-policy")).not.toContain("script-src");
    }
  });

  it("changes nothing when it is opened, with whatever parameters", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    const url = await pageOf(host, id);
    act.at(duringIt);
    const { status } = await get(`${url}?action=checkIn&registration=${jan.registrationId}`);
    const head = await fetch(url, { method: "HEAD" });
    expect([status, head.status]).toEqual([200, 405]);
    expect(await attendance(jan.registrationId)).toEqual({ status: "GOING", isThere: false });
  });
});

describe("the search on the page", () => {
  it("needs two letters, finds beginnings of words in any case and without accents, and shows ten at most", async () => {
    const { id, host } = await act.evening();
    for (const name of ["Émilie Ørsted-Łukasz", "Jan D'Hondt", "Jan_Piet 100%", "Weiß Groß"])
      await act.registered(id, name);
    for (let n = 0; n < 11; n++) await act.registered(id, `Vele ${String.fromCharCode(65 + n)}`);
    const url = await pageOf(host, id);
    act.at(duringIt);
    const found = async (name: string) => namesIn((await search(url, name)).html);
    for (const name of ["emilie", "ÉMI", "orst", "lukasz emi", "Ørsted", " emi,  luk "])
      expect([name, await found(name)]).toEqual([name, ["Émilie Ørsted-Łukasz"]]);
    expect(await found("hondt")).toEqual(["Jan D&#39;Hondt"]);
    expect(await found("d'hondt")).toEqual(["Jan D&#39;Hondt"]);
    expect(await found("weiss")).toEqual(["Weiß Groß"]);
    for (const name of ["milie", "jan hondtx", "%%", "__", "\\\\", "jan_p_"])
      expect([name, await found(name)]).toEqual([name, []]);
    expect(await found("jan_p")).toEqual(["Jan_Piet 100%"]);
    for (const name of ["", "j", " j p ", "-'-"]) {
      const short = await search(url, name);
      expect(short).toMatchObject({ status: 422, html: expect.stringContaining(`minstens ${minLetters} letters`) });
    }
    const many = await search(url, "vele");
    expect(namesIn(many.html)).toHaveLength(10);
    expect(many.html).toContain("Er zijn er meer dan 10");
    expect((await search(url, `${"vele ".repeat(30)}`)).status).toBe(200);
  });

  it("finds those alone who have a place at this gathering or wait for one", async () => {
    const { id, host } = await act.evening({ limit: 2 });
    const elsewhere = await act.evening();
    await act.registered(elsewhere.id, "Zoek Elders");
    await act.rename((await act.person()).id, "Zoek Niemand");
    await act.registered(id, "Zoek Plaats");
    const left = await act.registered(id, "Zoek Weg");
    await act.registered(id, "Zoek Wachtlijst");
    await act.registered(id, "Zoek Later");
    await act.cancelRegistration(left, id);
    const erased = await act.registered(id, "Zoek Gewist");
    await sql("UPDATE member SET erased_at = now() WHERE id = $1", erased.id);
    const url = await pageOf(host, id);
    act.at(duringIt);
    expect(namesIn((await search(url, "zoek")).html)).toEqual(["Zoek Later", "Zoek Plaats", "Zoek Wachtlijst"]);
    for (const who of [left, erased]) {
      const answer = await post(url, { action: "checkIn", registration: who.registrationId });
      expect(answer).toMatchObject({ status: 422, html: expect.stringContaining("intussen veranderd") });
      expect((await attendance(who.registrationId)).isThere).toBe(false);
    }
  });

  it("finds guests without an account as well, until their name is erased", async () => {
    const { id, host } = await act.evening();
    const guestId = uuidv7();
    await sql(
      `INSERT INTO guest (id, gathering_id, name, email, language, requested_at, confirmed_at)
       VALUES ($1, $2, 'Gerda Gast', 'gerda@test.example', 'NL', now(), now())`,
      ...[guestId, id],
    );
    const [row] = await sql<{ id: string }>(
      `INSERT INTO registration (id, gathering_id, guest_id, status, registered_at)
       VALUES ($1, $2, $3, 'GOING', now()) RETURNING id`,
      ...[uuidv7(), id, guestId],
    );
    const url = await pageOf(host, id);
    act.at(duringIt);
    expect(namesIn((await search(url, "gerda")).html)).toEqual(["Gerda Gast"]);
    expect((await post(url, { action: "checkIn", registration: row!.id })).html).toContain("Gerda Gast is aangemeld.");
    expect(await attendance(row!.id)).toEqual({ status: "GOING", isThere: true });
    await sql("UPDATE guest SET name = NULL, email = NULL WHERE id = $1", guestId);
    expect(namesIn((await search(url, "gerda")).html)).toEqual([]);
  });

  it("shows an attacker's name and title as text", async () => {
    const { id, host } = await act.evening({ title: `"><script>alert(1)</script>` });
    const evil = await act.registered(id, `Eva <img src=x onerror=alert(1)> "'&`);
    const url = await pageOf(host, id);
    act.at(duringIt);
    for (const { html } of [
      await search(url, "eva"),
      await post(url, { action: "checkIn", registration: evil.registrationId }),
    ]) {
      expect(html).toContain("Eva &lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp;");
      expect(html).not.toMatch(/<script|<img/);
    }
    const { html } = await search(url, `<script>alert(2)</script>`);
    expect(html).not.toContain("<script");
  });
});

describe("the address of the page", () => {
  it("is for the hosts, and is void once they ask for another or revoke it", async () => {
    const { id, host } = await act.evening();
    const [organiser, jan] = [await act.person(Role.ORGANISER), await act.registered(id)];
    const [first, second] = [await pageOf(host, id), await pageOf(host, id)];
    act.at(duringIt);
    expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200]);
    expect((await act.read(id, host, LINK)).checkInLink).toEqual({
      ...{ url: second, validFrom: "2027-03-09T23:00:00.000Z", validUntil: "2027-03-10T23:00:00.000Z" },
    });
    for (const by of [organiser, jan, undefined]) expect((await act.read(id, by, LINK)).checkInLink).toBeNull();
    for (const by of [organiser, jan])
      for (const name of ["createCheckInLink", "revokeCheckInLink"])
        expect(await act.refused(name, by, { gatheringId: id })).toMatchObject([{ code: "NOT_FOUND" }]);

    const revoke = () => act.mutate("revokeCheckInLink", host, { gatheringId: id }, `gathering { ${LINK} }`);
    for (let n = 0; n < 2; n++) expect(await revoke()).toEqual({ gathering: { checkInLink: null }, userErrors: [] });
    expect((await get(second)).status).toBe(404);
    const replayed = await post(second, { action: "checkIn", registration: jan.registrationId });
    expect(replayed.status).toBe(404);
    expect((await attendance(jan.registrationId)).isThere).toBe(false);
  });

  it("works on the days of the gathering, by its time zone, and moves with it", async () => {
    const { id, host } = await act.evening({ timeZone: "America/New_York", endsAt: new Date("2027-03-11T20:00:00Z") });
    const url = await pageOf(host, id);
    const status = async (moment: string) => {
      act.at(moment);
      return [(await get(url)).status, (await search(url, "niemand")).status];
    };
    expect(await status("2027-03-10T04:59:59Z")).toEqual([403, 403]);
    expect((await get(url)).html).toContain("vanaf 10 maart 2027");
    expect(await status("2027-03-10T05:00:00Z")).toEqual([200, 422]);
    expect(await status("2027-03-12T04:59:59Z")).toEqual([200, 422]);
    expect(await status("2027-03-12T05:00:00Z")).toEqual([404, 404]);
    await sql("UPDATE gathering SET starts_at = '2027-03-20T18:00Z', ends_at = NULL WHERE id = $1", id);
    expect(await status("2027-03-12T05:00:00Z")).toEqual([403, 403]);
    expect(await status("2027-03-21T03:59:59Z")).toEqual([200, 422]);
    expect(await status("2027-03-21T04:00:00Z")).toEqual([404, 404]);
  });

  it("is void while the gathering is hidden or when it was cancelled, and is not made for one that is over", async () => {
    const { id, host } = await act.evening();
    const url = await pageOf(host, id);
    act.at(duringIt);
    await sql("UPDATE gathering SET hidden_at = now() WHERE id = $1", id);
    expect((await get(url)).status).toBe(404);
    await sql("UPDATE gathering SET hidden_at = NULL, status = 'CANCELLED' WHERE id = $1", id);
    expect((await get(url)).status).toBe(404);
    const cancelled = await act.evening({ status: GatheringStatus.CANCELLED });
    expect((await createLink(cancelled.host, cancelled.id)).userErrors).toMatchObject([{ code: "GATHERING_CLOSED" }]);
    const over = await act.evening();
    act.at("2027-03-11T12:00:00Z");
    expect((await createLink(over.host, over.id)).userErrors).toMatchObject([{ code: "CHECK_IN_CLOSED" }]);
  });

  it("is void after a backup was restored", async () => {
    const { id, host } = await act.evening();
    const url = await pageOf(host, id);
    act.at(duringIt);
    expect((await get(url)).status).toBe(200);
    await inTransaction(systemContext(app.services, pino({ level: "silent" })), (tx) => voidCheckInLinks(tx));
    expect((await get(url)).status).toBe(404);
  });

  it("cannot be guessed: without the secret no statement is sent", async () => {
    const { id, host } = await act.evening();
    const url = await pageOf(host, id);
    act.at(duringIt);
    const [base, token] = [url.slice(0, url.lastIndexOf("/") + 1), url.slice(url.lastIndexOf("/") + 1)];
    const [{ id: linkId } = { id: "" }] = await sql<{ id: string }>(
      "SELECT id FROM check_in_link WHERE gathering_id = $1",
      id,
    );
    const foreign = new CheckInTokens(["another secret"]).tokenOf(linkId);
    const bytes = Buffer.from(token, "base64url");
    const changed = (at: number) =>
      Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))).toString("base64url");
    const guesses = [
      foreign,
      changed(0),
      changed(15),
      changed(16),
      changed(31),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      linkId,
      "x".repeat(400),
    ];
    const statements = await app.statements.during(async () => {
      for (const guess of guesses) expect([guess, (await get(base + guess)).status]).toEqual([guess, 404]);
    });
    expect(statements.filter((statement) => statement.includes("check_in_link"))).toEqual([]);
    expect(await get(base)).toMatchObject({ status: 404 });
    // An address stays valid while the secret is replaced.
    expect(new CheckInTokens(["new", "old"]).linkIdOf(new CheckInTokens(["old"]).tokenOf(linkId))).toBe(linkId);
    expect(new CheckInTokens(["new"]).linkIdOf(new CheckInTokens(["old"]).tokenOf(linkId))).toBeNull();
  });

  it("checks nobody in for another gathering, by code or by registration", async () => {
    const { id, host } = await act.evening();
    const elsewhere = await act.evening();
    const jan = await act.registered(elsewhere.id, "Jan Elders");
    const code = (await act.codeOf(jan, elsewhere.id))!;
    const url = await pageOf(host, id);
    act.at(duringIt);
    const tried: Record<string, string>[] = [
      { action: "code", code },
      { action: "checkIn", registration: jan.registrationId },
      { action: "undo", registration: jan.registrationId },
    ];
    for (const fields of tried) expect((await post(url, fields)).status).toBe(422);
    expect((await attendance(jan.registrationId)).isThere).toBe(false);
  });

  it("takes a code once, however many desks send it at the same time, also beside a host", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    const url = await pageOf(host, id);
    const code = (await act.codeOf(jan, id))!;
    act.at(duringIt);
    const [host1, ...desks] = await Promise.all([
      act.checkIn(host, id, { code }).then(({ userErrors }) => (userErrors.length === 0 ? 200 : 422)),
      ...Array.from({ length: 8 }, () => post(url, { action: "code", code }).then(({ status }) => status)),
    ]);
    expect([host1, ...desks].filter((status) => status === 200)).toHaveLength(1);
    const events = await sql(
      `SELECT FROM event WHERE subject_id = $1 AND data->>'checkedIn' = 'true'`,
      jan.registrationId,
    );
    expect(events).toHaveLength(1);
  });

  it("is limited to what people at an entrance send; another address is not", async () => {
    const { id, host } = await act.evening();
    const elsewhere = await act.evening();
    const [url, other] = [await pageOf(host, id), await pageOf(elsewhere.host, elsewhere.id)];
    act.at(duringIt);
    const statuses: number[] = [];
    for (let n = 0; n < 10; n++)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 30 }, () => search(url, "niemand")))).map(({ status }) => status),
      );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 422).length).toBeGreaterThanOrEqual(240);
    expect((await get(url)).status).toBe(200);
    expect((await search(other, "niemand")).status).toBe(422);
  });

  it("takes forms alone, of a few fields, and refuses anything else without a fault", async () => {
    const { id, host } = await act.evening();
    const url = await pageOf(host, id);
    act.at(duringIt);
    const send = async (body: string, type = "application/x-www-form-urlencoded") =>
      (await fetch(url, { method: "POST", body, headers: { "content-type": type } })).status;
    expect(await send("")).toBe(200);
    expect(await send("action=nonsense")).toBe(200);
    expect(await send("action=search&name=a&name=b")).toBe(422);
    expect(await send("action=code&code=%00%FF")).toBe(422);
    expect(await send("action=search&name=%00%00ab")).toBeLessThan(500);
    expect(await send("action=checkIn&registration=%27%3B--")).toBe(422);
    expect(await send("__proto__=1&constructor=2&action=toString")).toBe(200);
    expect(await send(`action=search&name=${"a".repeat(9_000)}`)).toBe(413);
    expect(await send("<x/>", "text/xml")).toBe(415);
  });
});
