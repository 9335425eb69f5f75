import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Member } from "../../src/domains/members/member.entity.js";
import { GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Registration } from "../../src/domains/gatherings/registrations/registration.entity.js";
import { personalTables } from "../../src/app/contributions.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { voidCredentials } from "../../src/domains/identity/void-credentials.service.js";
import { organising, type Person } from "../gatherings/organising.js";
import { testApp, type TestApp } from "../support/app.js";
import { dumpOf } from "../support/dump.js";
import { readCalendar, wordsOf } from "./reading.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
let member: Person;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

const ADDRESS = "viewer { calendarAddress { url createdAt } } userErrors { code }";
const change =
  (name: string) =>
  async (by: Person, input: object = {}) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { answer: ${name}(input: $input) { ${ADDRESS} } }`;
    return (await app.ask(query, { input }, by.token)).data.answer;
  };
const [renew, revoke] = [change("renewCalendarAddress"), change("revokeCalendarAddress")];
const shown = async (by: Person, at = app) =>
  (await at.ask("{ viewer { calendarAddress { url createdAt } } }", {}, by.token)).data.viewer.calendarAddress;
const addressOf = async (by: Person): Promise<string> => (await renew(by)).viewer.calendarAddress.url;
const read = (url: string, headers?: Record<string, string>) => readCalendar(app, url, headers);
const onlineUrl = "https://meet.example/geheim";
const schedule = async (overrides: object = {}): Promise<string> =>
  (await on.schedule(organiser, { place: { name: "Stadhuis", onlineUrl }, ...overrides })).id;

describe("a member's own calendar", () => {
  it("has what they go to and host, with the address for joining, and what they wait for, without", async () => {
    member = await on.person();
    const [going, hosted, waiting, other] = [
      await schedule(),
      await schedule({ hosts: [member.id] }),
      await schedule({ capacity: 1 }),
      await schedule(),
    ];
    await on.register(await on.person(), waiting);
    for (const id of [going, waiting]) await on.register(member, id);
    const { byId, name, text, headers } = await read(await addressOf(member));
    expect([...byId.keys()].sort()).toEqual([going, hosted, waiting].sort());
    expect(byId.has(other)).toBe(false);
    expect([name, headers.get("cache-control")]).toEqual(["Mijn bijeenkomsten", "private, no-cache"]);
    for (const id of [going, hosted]) {
      expect(byId.get(id)).toMatchObject({ status: "CONFIRMED", transparency: "OPAQUE", location: "Stadhuis" });
      expect(wordsOf(byId.get(id)!.description)).toMatch(/^Deelnemen: https:\/\/meet\.example\/geheim/);
    }
    expect(byId.get(waiting)).toMatchObject({ status: "TENTATIVE", transparency: "TRANSPARENT" });
    expect(wordsOf(byId.get(waiting)!.description)).toMatch(/^Je staat op de wachtlijst\.\nOnline/);
    expect(text.replaceAll("\r\n ", "").match(/meet\.example/g)).toHaveLength(2);
  });

  it("has the address for joining as its place, where it is the only one", async () => {
    const who = await on.person();
    const id = await schedule({ place: { onlineUrl } });
    await on.register(who, id);
    expect((await read(await addressOf(who))).byId.get(id)).toMatchObject({ location: onlineUrl });
  });

  it("keeps what was cancelled, and leaves out what the member cancelled or a moderator hid", async () => {
    const who = await on.person();
    const [cancelled, left, hidden] = [
      await schedule(),
      await schedule(),
      await on.build.buildGathering({ hiddenAt: new Date() }),
    ];
    for (const id of [cancelled, left]) await on.register(who, id);
    await on.build.buildRegistration({ gatheringId: hidden.id, memberId: who.id });
    await on.done("cancelGathering", organiser, { id: cancelled, version: 1, reason: "Ziek." });
    await on.cancelRegistration(who, left);
    const { byId } = await read(await addressOf(who));
    expect([...byId.keys()]).toEqual([cancelled]);
    expect(byId.get(cancelled)).toMatchObject({ status: "CANCELLED" });
  });

  it("has no proposals, not even those of its member", async () => {
    const who = await on.person();
    await on.propose(who);
    await on.build.buildGathering({ status: GatheringStatus.PROPOSED, hosts: [who] });
    expect((await read(await addressOf(who))).events).toEqual([]);
  });

  it("changes when a place comes free, and is not sent again before", async () => {
    const who = await on.person();
    const id = await schedule({ capacity: 1 });
    const first = await on.person();
    await on.register(first, id);
    await on.register(who, id);
    const url = await addressOf(who);
    const etag = (await read(url)).headers.get("etag")!;
    expect((await read(url, { "if-none-match": etag })).status).toBe(304);
    await on.cancelRegistration(first, id);
    expect((await read(url, { "if-none-match": etag })).byId.get(id)).toMatchObject({ status: "CONFIRMED" });
  });
});

describe("a registration", () => {
  it("that was cancelled is in no calendar", async () => {
    const who = await on.person();
    const { id } = await on.build.buildGathering();
    await on.build.buildRegistration({ gatheringId: id, memberId: who.id, status: RegistrationStatus.CANCELLED });
    expect((await read(await addressOf(who))).events).toEqual([]);
    await app.services.database.source.manager.update(
      Registration,
      { gatheringId: id },
      { status: RegistrationStatus.GOING },
    );
    expect((await read((await shown(who)).url)).events).toHaveLength(1);
  });
});

describe("the address of a member's own calendar", () => {
  it("is shown to its member alone, until it is renewed, which ends the one before", async () => {
    const who = await on.person();
    expect(await shown(who)).toBeNull();
    const url = await addressOf(who);
    expect(url).toMatch(new RegExp(`^${app.url}/calendar/member/[\\w-]{43}\\.ics$`));
    expect((await shown(who)).url).toBe(url);
    const another = await addressOf(who);
    expect(another).not.toBe(url);
    expect([(await read(url)).status, (await read(another)).status]).toEqual([404, 200]);
    expect((await app.ask("{ viewer { calendarAddress { url } } }")).data.viewer).toBeNull();
  });

  it("ends when its member revokes it, which may be repeated", async () => {
    const who = await on.person();
    const url = await addressOf(who);
    for (let n = 0; n < 2; n++)
      expect(await revoke(who)).toEqual({ viewer: { calendarAddress: null }, userErrors: [] });
    expect([(await read(url)).status, await shown(who)]).toEqual([404, null]);
  });

  it("is revoked alone, where it is named: one that was made since stays", async () => {
    const who = await on.person();
    const { createdAt } = (await renew(who)).viewer.calendarAddress;
    while (new Date().toISOString() === createdAt) await new Promise((resolve) => setImmediate(resolve));
    const url = await addressOf(who);
    expect((await revoke(who, { createdAt })).viewer.calendarAddress).toMatchObject({ url });
    await revoke(who, { createdAt: (await shown(who)).createdAt });
    expect((await read(url)).status).toBe(404);
  });

  it("is written in the language that its member chose, else the one that the program asks for", async () => {
    const who = await on.person();
    const { viewer } = await renew(who, { language: "FR" });
    expect((await read(viewer.calendarAddress.url, { "accept-language": "en" })).name).toBe("Mes rencontres");
    expect((await read(await addressOf(who), { "accept-language": "en" })).name).toBe("My gatherings");
  });

  it("is one, however often it is asked for at once", async () => {
    const who = await on.person();
    const urls = await Promise.all(Array.from({ length: 8 }, () => addressOf(who)));
    const { url } = await shown(who);
    const statuses = await Promise.all(urls.map(async (one) => [one === url, (await read(one)).status]));
    for (const [isLast, status] of statuses) expect(status).toBe(isLast ? 200 : 404);
  });

  it("is nobody's to make who is not signed in", async () => {
    for (const name of ["renewCalendarAddress", "revokeCalendarAddress"]) {
      const { errors } = await app.ask(`mutation { ${name}(input: {}) { userErrors { code } } }`);
      expect(errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
    }
  });

  it("stands nowhere in the database", async () => {
    const who = await on.person();
    const url = await addressOf(who);
    const token = /member\/(.+)\.ics$/.exec(url)![1]!;
    const rows = await app.services.database.query<{ nonce: Buffer; hash: Buffer }>(
      sql`SELECT nonce, token_hash AS hash FROM feed_address WHERE member_id = ${who.id}`,
    );
    expect(rows).toHaveLength(1);
    for (const value of Object.values(rows[0]!)) expect(value.toString("base64url")).not.toBe(token);
    expect(await dumpOf(app.services.database)).not.toContain(token);
  });

  it("works on with another secret of the service, which cannot show it any more", async () => {
    const who = await on.person();
    const token = /member\/(.+)$/.exec(await addressOf(who))![1]!;
    const rotated = await testApp(app.databaseUrl, { authSecret: "another secret for tests, long enough to be one" });
    expect((await readCalendar(rotated, `member/${token}`)).status).toBe(200);
    who.token = await rotated.tokenOf(who.id);
    expect((await shown(who, rotated)).url).toBeNull();
    await rotated.end();
  });

  it("answers nothing while its member is suspended, who cannot make one either", async () => {
    const who = await on.person();
    const url = await addressOf(who);
    const { manager } = app.services.database.source;
    await manager.update(Member, { id: who.id }, { suspendedUntil: new Date(Date.now() + 60_000) });
    expect((await read(url)).status).toBe(404);
    expect((await renew(who)).userErrors).toEqual([{ code: "SUSPENDED" }]);
    await manager.update(Member, { id: who.id }, { suspendedUntil: null });
    expect((await read(url)).status).toBe(200);
  });

  it("ends when the member signs out everywhere, and not with one session", async () => {
    const who = await on.person();
    const url = await addressOf(who);
    await app.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, who.token);
    expect((await read(url)).status).toBe(404);
  });

  it("goes with the account, and stands in the export of the data until then", async () => {
    const who = await on.person();
    const url = await addressOf(who);
    const { exported } = personalTables.feed_address!;
    if (typeof exported !== "function") throw new Error("not exported");
    expect(await app.services.database.query(exported(who.id))).toEqual([
      { language: null, createdAt: expect.any(Date) },
    ]);
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    await inTransaction(ctx, (tx) => eraseAccount(tx, who.id, true));
    expect((await read(url)).status).toBe(404);
    expect(await app.services.database.query(exported(who.id))).toEqual([]);
  });

  it("does not come back with a backup", async () => {
    const url = await addressOf(await on.person());
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    await inTransaction(ctx, voidCredentials);
    expect((await read(url)).status).toBe(404);
  });

  it("cannot be guessed, nor be asked for with anything else", async () => {
    for (const token of ["", "x", "a".repeat(43), "%00", "..", encodeURIComponent("' OR 1=1 --")])
      expect((await read(`member/${token}.ics`)).status).toBe(404);
  });
});
