import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import jsQR from "jsqr";
import { CheckInCodes } from "../../src/domains/gatherings/attendance/check-in-codes.js";
import { GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Role } from "../../src/core/access/role.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed, subscribers } from "../support/follow.js";
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
const codes = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map(({ code }) => code);
const none = "01890000-0000-7000-8000-000000000000";

describe("a host", () => {
  it("checks in who is on the list, once, also when two hosts do so at the same time", async () => {
    const { id, host } = await act.evening();
    const other = await act.person();
    await act.done("editGathering", host, { id, version: 1, hosts: [host.id, other.id] });
    const jan = await act.registered(id);
    act.at(duringIt);
    const answers = await Promise.all(
      [host, other].map((by) => act.checkIn(by, id, { registrationId: jan.registrationId })),
    );
    expect(answers.flatMap(codes)).toEqual(["ALREADY_CHECKED_IN"]);
    expect(answers.map(({ registration }) => registration).filter(Boolean)).toEqual([
      {
        ...{ id: jan.registrationId, status: "GOING", walkIn: false },
        checkedInAt: "2027-03-10T18:05:00.000Z",
        member: { id: jan.id },
      },
    ]);
    expect(await act.read(id, host, "figures { came }")).toEqual({ figures: { came: 1 } });
  });

  it("names exactly one of a registration, a code and a member", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    act.at(duringIt);
    const two = { registrationId: jan.registrationId, memberId: jan.id };
    for (const who of [{}, { code: "" }, { memberId: null }, two])
      expect((await act.checkIn(host, id, who)).userErrors).toMatchObject([
        { code: "INVALID_INPUT", path: ["input"], problem: "NOT_ALLOWED" },
      ]);
  });

  it("checks in by name who has neither an account nor a registration, seen by hosts and organisers alone", async () => {
    const { id, host } = await act.evening({ limit: 1 });
    act.at(duringIt);
    const { registration } = await act.checkIn(host, id, { guestName: "  Greet Gast " });
    expect(registration).toMatchObject({ status: "GOING", walkIn: true, member: null });
    const seenBy = async (by?: Person) =>
      (await act.read(id, by, "registrations { nodes { guest { name } } }")).registrations.nodes;
    expect(await seenBy(host)).toEqual([{ guest: { name: "Greet Gast" } }]);
    expect(await seenBy(await act.person())).toEqual([]);
    expect((await act.checkIn(host, id, { guestName: "a".repeat(121) })).userErrors).toMatchObject([
      { path: ["input", "guestName"], problem: "TOO_LONG" },
    ]);
  });

  it("is refused before the day of the gathering in its time zone, and when it was over seven days ago", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    const who = { registrationId: jan.registrationId };
    // A second before midnight in Brussels.
    act.at("2027-03-09T22:59:59Z");
    const [early] = (await act.checkIn(host, id, who)).userErrors;
    expect(early).toMatchObject({ code: "CHECK_IN_CLOSED", message: expect.stringContaining("10 March 2027") });
    act.at("2027-03-17T23:00:00Z");
    expect(codes(await act.checkIn(host, id, who))).toEqual(["CHECK_IN_CLOSED"]);
    act.at("2027-03-17T22:59:59Z");
    expect(codes(await act.checkIn(host, id, who))).toEqual([]);
    act.at("2027-03-17T23:00:00Z");
    expect(codes(await act.undo(host, jan.registrationId))).toEqual(["CHECK_IN_CLOSED"]);
  });

  it("undoes a check-in, after which the code works again", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    act.at(duringIt);
    const code = (await act.codeOf(jan, id))!;
    expect(codes(await act.checkIn(host, id, { code }))).toEqual([]);
    expect((await act.undo(host, jan.registrationId)).registration).toMatchObject({
      status: "GOING",
      checkedInAt: null,
    });
    expect(codes(await act.undo(host, jan.registrationId))).toEqual(["NOT_CHECKED_IN"]);
    expect(await act.codeOf(jan, id)).toBe(code);
    expect(codes(await act.checkIn(host, id, { code }))).toEqual([]);
  });

  it("checks nobody in at a gathering that was cancelled, or that others host; nor does an organiser", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    const elsewhere = await act.evening();
    const cancelled = await act.evening({ status: GatheringStatus.CANCELLED });
    const organiser = await act.person(Role.ORGANISER);
    act.at(duringIt);
    const who = { registrationId: jan.registrationId };
    for (const by of [elsewhere.host, organiser, jan]) {
      expect(codes(await act.checkIn(by, id, who))).toEqual(["NOT_FOUND"]);
      expect(codes(await act.undo(by, jan.registrationId))).toEqual(["NOT_FOUND"]);
    }
    expect(codes(await act.checkIn(elsewhere.host, elsewhere.id, who))).toEqual(["NOT_FOUND"]);
    expect(codes(await act.checkIn(host, none, who))).toEqual(["NOT_FOUND"]);
    expect(codes(await act.checkIn(host, id, { registrationId: none }))).toEqual(["NOT_FOUND"]);
    expect(codes(await act.checkIn(host, id, { registrationId: "nonsense" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await act.checkIn(cancelled.host, cancelled.id, { memberId: jan.id }))).toEqual(["GATHERING_CLOSED"]);
    expect(codes(await act.undo(host, none))).toEqual(["NOT_FOUND"]);
    expect(await act.read(id, organiser, "checkInLink { url } noShows { totalCount }")).toEqual({
      ...{ checkInLink: null, noShows: null },
    });
  });

  it("who is suspended checks nobody in", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    act.at(duringIt);
    await app.services.database.source.query("UPDATE member SET suspended_until = '2028-01-01' WHERE id = $1", [
      host.id,
    ]);
    expect(codes(await act.checkIn(host, id, { registrationId: jan.registrationId }))).toEqual(["SUSPENDED"]);
  });
});

describe("the code of a participant", () => {
  it("is shown to the participant alone, while they have a place, until it was used or the day is over", async () => {
    const { id, host } = await act.evening({ limit: 1 });
    const [jan, mia] = [await act.registered(id), await act.registered(id)];
    const ofJan = (await act.codeOf(jan, id))!;
    expect(ofJan).toMatch(/^[0-9A-Z]+-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(await act.codeOf(mia, id)).toBeNull();
    const seen = async (by?: { token: string }) =>
      (
        await app.ask(
          `query ($id: ID!) { node(id: $id) { ... on Registration { checkInCode checkInQrCode } } }`,
          { id: jan.registrationId },
          by?.token,
        )
      ).data.node;
    expect(await seen(host)).toEqual({ checkInCode: null, checkInQrCode: null });
    expect(await seen(mia)).toEqual({ checkInCode: null, checkInQrCode: null });
    expect(await seen()).toEqual({ checkInCode: null, checkInQrCode: null });
    expect((await seen(jan)).checkInCode).toBe(ofJan);
    act.at("2027-03-10T23:00:00Z");
    expect(await act.codeOf(jan, id)).toBeNull();
    act.at(duringIt);
    await act.checkIn(host, id, { code: ofJan });
    expect(await act.codeOf(jan, id)).toBeNull();
  });

  it("is found as it is typed, and works once", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    act.at(duringIt);
    const code = (await act.codeOf(jan, id))!;
    const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
    expect((await act.checkIn(host, id, { code: typed })).registration.member).toEqual({ id: jan.id });
    const [again] = (await act.checkIn(host, id, { code })).userErrors;
    expect(again).toMatchObject({ code: "ALREADY_CHECKED_IN", message: expect.stringContaining("19:05") });
  });

  it("checks one person in when ten scanners send it at once", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    act.at(duringIt);
    const code = (await act.codeOf(jan, id))!;
    const answers = await Promise.all(Array.from({ length: 10 }, () => act.checkIn(host, id, { code })));
    expect(answers.flatMap(codes)).toEqual(Array(9).fill("ALREADY_CHECKED_IN"));
  });

  it("is void for another gathering, after cancelling, and with any other character", async () => {
    const { id, host } = await act.evening();
    const elsewhere = await act.evening();
    await app.services.database.source.query("INSERT INTO gathering_host VALUES ($1, $2)", [elsewhere.id, host.id]);
    const jan = await act.registered(id);
    act.at(duringIt);
    const code = (await act.codeOf(jan, id))!;
    const unknown = async (gatheringId: string, tried: string) =>
      expect((await act.checkIn(host, gatheringId, { code: tried })).userErrors).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", "code"], problem: "UNKNOWN" },
      ]);
    await unknown(elsewhere.id, code);
    for (let n = 0; n < code.length; n++)
      if (code[n] !== "-") await unknown(id, code.slice(0, n) + (code[n] === "Z" ? "Y" : "Z") + code.slice(n + 1));
    for (const nonsense of [
      "ZZZZZZZZZZZZZZZZZZZZZZZ",
      "-",
      "é",
      "1".repeat(5_000),
      "7ZZZZZZZZZZZZ-00000-00000",
      `${code}0`,
    ])
      await unknown(id, nonsense);
    await act.cancelRegistration(jan, id);
    await unknown(id, code);
    await act.register(jan, id);
    await unknown(id, code);
    expect(await act.codeOf(jan, id)).not.toBe(code);
  });

  it("is accepted by the secret before as well, and made by no other secret", () => {
    const registration = { id: none, queueNumber: "12345" };
    const [before, both, other] = [["old"], ["new", "old"], ["new"]].map((secrets) => new CheckInCodes(secrets));
    const sent = { queueNumber: "12345", mac: before!.codeOf(registration).replaceAll("-", "").slice(-10) };
    expect([before, both, other].map((one) => one!.isCodeOf(sent, registration))).toEqual([true, true, false]);
    expect(both!.codeOf(registration)).toBe(other!.codeOf(registration));
  });

  it("can be read from its QR code", async () => {
    const { id } = await act.evening();
    const jan = await act.registered(id);
    const { viewerRegistration } = await act.read(id, jan, "viewerRegistration { checkInCode checkInQrCode }");
    const svg = viewerRegistration.checkInQrCode as string;
    expect(svg).toMatch(/^<svg viewBox="0 0 \d+ \d+" xmlns="http:\/\/www.w3.org\/2000\/svg"><rect/);
    expect(svg).not.toMatch(/script|href|on[a-z]+=/i);
    expect(svg.length).toBeLessThan(8_192);
    expect(readQrCode(svg)).toBe(viewerRegistration.checkInCode);
  });
});

describe("a walk-in", () => {
  it("is checked in without a registration, also when the gathering is full, and has a place from then on", async () => {
    const { id, host } = await act.evening({ limit: 1 });
    await act.registered(id);
    const walker = await act.person();
    act.at(duringIt);
    expect((await act.checkIn(host, id, { memberId: walker.id })).registration).toMatchObject({
      ...{ status: "GOING", walkIn: true, checkedInAt: "2027-03-10T18:05:00.000Z", member: { id: walker.id } },
    });
    expect(codes(await act.checkIn(host, id, { memberId: walker.id }))).toEqual(["ALREADY_CHECKED_IN"]);
    expect((await act.read(id, host)).capacity).toEqual({ limit: 1, taken: 2, waiting: 0 });
  });

  it("may come from the waiting list, to which undoing it leads back, before those who came later", async () => {
    const { id, host } = await act.evening({ limit: 1 });
    const [, mia, piet] = [await act.registered(id), await act.registered(id), await act.registered(id)];
    act.at(duringIt);
    const { registration } = await act.checkIn(host, id, { registrationId: mia.registrationId });
    expect(registration).toMatchObject({ status: "GOING", walkIn: true });
    expect((await act.undo(host, mia.registrationId)).registration).toMatchObject({
      ...{ status: "WAITLISTED", walkIn: false, checkedInAt: null },
    });
    const positionOf = async (by: typeof mia) =>
      (await act.read(id, by, "viewerRegistration { position }")).viewerRegistration.position;
    expect([await positionOf(mia), await positionOf(piet)]).toEqual([1, 2]);
  });

  it("who was not registered has no registration after undoing it, and is no no-show", async () => {
    const { id, host } = await act.evening();
    const [jan, walker] = [await act.registered(id), await act.person()];
    act.at(duringIt);
    await act.checkIn(host, id, { registrationId: jan.registrationId });
    const { registration } = await act.checkIn(host, id, { memberId: walker.id });
    expect((await act.undo(host, registration.id)).registration.status).toBe("CANCELLED");
    act.at("2027-03-10T20:30:00Z");
    expect((await act.read(id, host, "noShows { totalCount }")).noShows.totalCount).toBe(0);
  });

  it("is a member whom the host may see", async () => {
    const { id, host } = await act.evening();
    const [blocking, hidden, erased] = [await act.person(), await act.person(), await act.person()];
    const query = (text: string, values: unknown[]) => app.services.database.source.query(text, values);
    await query("INSERT INTO block (blocker_id, blocked_id, blocked_at) VALUES ($1, $2, now())", [
      blocking.id,
      host.id,
    ]);
    await query("UPDATE member SET hidden_at = now() WHERE id = $1", [hidden.id]);
    await query("UPDATE member SET erased_at = now() WHERE id = $1", [erased.id]);
    act.at(duringIt);
    for (const memberId of [blocking.id, hidden.id, erased.id, none])
      expect((await act.checkIn(host, id, { memberId })).userErrors).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "memberId"] },
      ]);
  });

  it("who registered is checked in from the list, whether or not a block lies between", async () => {
    const { id, host } = await act.evening();
    const blocking = await act.registered(id);
    await app.services.database.source.query(
      "INSERT INTO block (blocker_id, blocked_id, blocked_at) VALUES ($1, $2, now())",
      [blocking.id, host.id],
    );
    act.at(duringIt);
    const { registration } = await act.checkIn(host, id, { registrationId: blocking.registrationId });
    expect(registration).toMatchObject({ status: "GOING", member: null });
  });
});

describe("no-shows", () => {
  it("are those with a place who were not checked in, once the gathering is over, for its hosts", async () => {
    const { id, host } = await act.evening({ limit: 2 });
    const [jan, mia, piet] = [await act.registered(id), await act.registered(id), await act.registered(id)];
    const noShows = async (by?: typeof host) =>
      (await act.read(id, by, "noShows { totalCount nodes { member { id } } }")).noShows;
    act.at(duringIt);
    await act.checkIn(host, id, { registrationId: jan.registrationId });
    act.at("2027-03-10T20:29:59Z");
    expect(await noShows(host)).toBeNull();
    act.at("2027-03-10T20:30:00Z");
    expect(await noShows(host)).toEqual({ totalCount: 1, nodes: [{ member: { id: mia.id } }] });
    for (const by of [jan, mia, piet, undefined]) expect(await noShows(by)).toBeNull();
  });

  it("are unknown where nobody was checked in, as nobody recorded attendance", async () => {
    const { id, host } = await act.evening();
    await act.registered(id);
    act.at("2027-03-11T12:00:00Z");
    expect(await act.read(id, host, "noShows { totalCount }")).toEqual({
      noShows: null,
    });
  });
});

describe("who else comes", () => {
  it("is seen by everybody as far as members share it, and never whether they were there", async () => {
    const { id, host } = await act.evening();
    const [open, closed, reader] = [await act.registered(id), await act.registered(id), await act.person()];
    await app.services.database.source.query("UPDATE member SET share_attendance = false WHERE id = $1", [closed.id]);
    act.at(duringIt);
    await act.checkIn(host, id, { registrationId: open.registrationId });
    await act.checkIn(host, id, { registrationId: closed.registrationId });
    const others = async (by?: typeof host) =>
      (await act.read(id, by, "registrations { totalCount nodes { member { id } checkedInAt walkIn } }")).registrations;
    for (const by of [reader, undefined])
      expect(await others(by)).toEqual({
        ...{ totalCount: 1, nodes: [{ member: { id: open.id }, checkedInAt: null, walkIn: null }] },
      });
    expect((await others(host)).nodes).toMatchObject([
      { member: { id: open.id }, checkedInAt: expect.any(String) },
      { member: { id: closed.id }, checkedInAt: expect.any(String) },
    ]);
  });
});

describe("a check-in", () => {
  it("is live for who follows the gathering, and in the log with who did it", async () => {
    const { id, host } = await act.evening();
    const jan = await act.registered(id);
    act.at(new Date());
    const query = "subscription ($id: ID!) { gatheringChanged(gatheringId: $id) { gathering { figures { came } } } }";
    const live = followed<{ gatheringChanged: { gathering: { figures: { came: number } } } }>(
      app.socket(await app.tokenOf(host.id)),
      query,
      { id },
    );
    await subscribers(app, 1);
    act.at(duringIt);
    await act.checkIn(host, id, { registrationId: jan.registrationId });
    const received = await live.has(1);
    expect(received.map(({ gatheringChanged }) => gatheringChanged.gathering)).toEqual([{ figures: { came: 1 } }]);
    live.stop();
    const [event] = await app.services.database.source.query<{ data: object }[]>(
      "SELECT data FROM event WHERE subject_id = $1 ORDER BY position DESC LIMIT 1",
      [jan.registrationId],
    );
    expect(event!.data).toEqual({
      gatheringId: id,
      memberId: jan.id,
      status: "GOING",
      checkedIn: true,
      checkedInBy: host.id,
    });
  });

  it("notifies nobody, nor does undoing that of somebody whose request is still open", async () => {
    const { id, host } = await act.evening();
    const [jan, eva] = [await act.registered(id), await act.person()];
    await act.build.buildRegistration({ gatheringId: id, memberId: eva.id, status: RegistrationStatus.REQUESTED });
    act.at(duringIt);
    await act.checkIn(host, id, { registrationId: jan.registrationId });
    const { registration } = await act.checkIn(host, id, { memberId: eva.id });
    expect((await act.undo(host, registration.id)).registration.status).toBe("REQUESTED");
    act.at(new Date());
    await app.caughtUp();
    const found = await app.services.database.source.query<object[]>(
      "SELECT kind FROM notification WHERE member_id = ANY($1)",
      [[jan.id, eva.id, host.id]],
    );
    expect(found).toEqual([]);
  });
});

/** What a scanner reads from a QR code that is drawn as an SVG of one path of squares. */
function readQrCode(svg: string): string | undefined {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]);
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, kind, a, b] of /* move, then the square */ svg.matchAll(/([Mm])(-?[\d.]+)[ ,]?(-?[\d.]+)h1v1/g)) {
    [x, y] = kind === "M" ? [Number(a), Number(b)] : [x + Number(a), y + Number(b)];
    for (let dy = 0; dy < scale; dy++)
      for (let dx = 0; dx < scale; dx++)
        pixels.fill(
          0,
          ((y * scale + dy) * width + x * scale + dx) * 4,
          ((y * scale + dy) * width + x * scale + dx) * 4 + 3,
        );
  }
  const read = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;
  return (read as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null)(
    pixels,
    width,
    width,
  )?.data;
}
