import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { v7 as uuidv7 } from "uuid";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { Guest } from "../../src/domains/gatherings/guests/guest.entity.js";
import { Registration } from "../../src/domains/gatherings/registrations/registration.entity.js";
import { Language } from "../../src/core/texts/language.js";
import { testApp, type TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
let host: Person;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  [organiser, host] = [await on.organiser(), await on.person()];
});
afterAll(() => app.end());

const schedule = async (overrides: object = {}): Promise<string> =>
  (await on.schedule(organiser, { hosts: [host.id], ...overrides })).id;
const download = async (id: string, by?: { token: string }, query = "") => {
  const headers: Record<string, string> = by ? { authorization: `Bearer ${by.token}` } : {};
  const response = await fetch(`${app.url}/export/gathering/${id}/participants.csv${query}`, { headers });
  const text = await response.text();
  const rows = response.ok ? parse<Record<string, string>>(text, { bom: true, columns: true }) : [];
  return { status: response.status, headers: response.headers, text, rows };
};

describe("the participants of a gathering, as a table", () => {
  it("are for its hosts and organisers, with what those may see of each, in the order of registration", async () => {
    const id = await schedule({ capacity: 1 });
    const organisation = await on.build.buildOrganisation({ name: "Stad Gent" });
    const first = await on.build.buildMember({ name: "Zoë Peeters", organisationId: organisation.id });
    const second = await on.build.buildMember({ name: "Ali Yilmaz", shareAttendance: false });
    const checkedInAt = new Date("2026-11-01T10:00:00Z");
    await on.build.buildRegistration({ gatheringId: id, memberId: first.id, checkedInAt });
    await on.build.buildRegistration({ gatheringId: id, memberId: second.id, status: RegistrationStatus.WAITLISTED });
    await on.build.buildRegistration({ gatheringId: id, status: RegistrationStatus.CANCELLED });
    const { status, headers, text, rows } = await download(id, host);
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(headers.get("content-type")).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="participants-${id}.csv"`);
    expect(rows).toMatchObject([
      {
        name: "Zoë Peeters",
        organisation: "Stad Gent",
        guest: "no",
        status: "GOING",
        checked_in_at: checkedInAt.toISOString(),
      },
      { name: "Ali Yilmaz", organisation: "", guest: "no", status: "WAITLISTED", checked_in_at: "" },
    ]);
    // Addresses are for nobody, as in GraphQL.
    expect(text).not.toContain("@");
    // Who checked in is for the hosts alone, as in GraphQL.
    expect((await download(id, organiser)).rows.map((row) => row.checked_in_at)).toEqual(["", ""]);
  });

  it("are for nobody else, who learn not even that there is such a gathering", async () => {
    const id = await schedule();
    const participant = await on.person();
    await on.register(participant, id);
    for (const by of [participant, await on.person()]) expect((await download(id, by)).status).toBe(404);
    for (const other of [uuidv7(), "x", (await on.build.buildGathering({ hiddenAt: new Date() })).id])
      expect((await download(other, host)).status).toBe(404);
    for (const by of [undefined, { token: "nonsense" }]) {
      const refused = await download(id, by);
      expect([refused.status, JSON.parse(refused.text).errors[0].extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    }
  });

  it("name nobody whom a block separates from the host", async () => {
    const id = await schedule();
    const blocker = await on.person();
    await on.register(blocker, id);
    await app.ask(
      `mutation { blockMember(input: {memberId: "${host.id}"}) { userErrors { code } } }`,
      {},
      blocker.token,
    );
    expect((await download(id, host)).rows).toMatchObject([{ name: "", organisation: "", status: "GOING" }]);
  });

  it("are no formulas for a spreadsheet, whatever they call themselves", async () => {
    const id = await schedule();
    const names = ["=1+1", "+32 1", "-1", "@SUM(A1)", '=cmd|"/C calc"!A0', "\t=1", "＝1", 'a"b,c;d'];
    for (const name of names)
      await on.build.buildRegistration({ gatheringId: id, memberId: (await on.build.buildMember({ name })).id });
    const { rows } = await download(id, host);
    expect(rows.map(({ name }) => name)).toEqual([...names.slice(0, 7).map((name) => `'${name}`), 'a"b,c;d']);
  });

  it("have guests among them, and answers where they are chosen, for hosts", async () => {
    const id = await schedule({
      questions: [
        { text: "=Wat eet je?", kind: "TEXT" },
        { text: "Komt u met de fiets?", kind: "YES_NO" },
      ],
    });
    const { manager } = app.services.database.source;
    const { questions } = await manager.findOneByOrFail(Gathering, { id });
    const member = await on.person();
    const answers = [
      { questionId: questions[0]!.id, text: "+Vegetarisch" },
      { questionId: questions[1]!.id, yes: true },
    ];
    await on.mutate("registerForGathering", member, { gatheringId: id, answers }, "registration { status }");
    const guestId = uuidv7();
    await manager.insert(Guest, {
      ...{ id: guestId, gatheringId: id, name: "Gast Eén", email: "gast@test.example", language: Language.NL },
      ...{ requestedAt: new Date(), confirmedAt: new Date() },
    });
    await manager.insert(Registration, {
      ...{ id: uuidv7(), gatheringId: id, guestId, memberId: null, status: RegistrationStatus.GOING },
      registeredAt: new Date(),
    });
    const plain = await download(id, host);
    expect(plain.rows).toMatchObject([
      { name: member.name, guest: "no" },
      { name: "Gast Eén", guest: "yes" },
    ]);
    expect(plain.text).not.toMatch(/Vegetarisch|fiets|gast@/);
    const [first, second] = (await download(id, host, "?answers=all")).rows;
    expect(first).toMatchObject({ "'=Wat eet je?": "'+Vegetarisch", "Komt u met de fiets?": "yes" });
    expect(second).toMatchObject({ "'=Wat eet je?": "", "Komt u met de fiets?": "" });
    const one = (await download(id, host, `?answers=${questions[1]!.id}`)).rows;
    expect(one[0]).toMatchObject({ "Komt u met de fiets?": "yes" });
    expect(Object.keys(one[0]!).join()).not.toContain("eet");
    // Organisers who do not host it read no answers, as in GraphQL.
    expect((await download(id, organiser, "?answers=all")).rows[0]).toMatchObject({ "'=Wat eet je?": "" });
  });

  it("are read in a bounded number of statements", async () => {
    const id = await schedule();
    for (let n = 0; n < 30; n++) await on.build.buildRegistration({ gatheringId: id });
    const statements = await app.statements.ofRequests(() => download(id, host));
    // Eight, and those of the jobs that run meanwhile.
    expect(statements.length).toBeLessThan(30);
  });
});
