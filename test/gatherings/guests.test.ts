import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { gatheringRetention } from "../../src/domains/gatherings/gathering.retention.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { remindGuests } from "../../src/domains/gatherings/reminders/reminders.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { allSent, forgetAttempts, linkIn, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";
import { organising, type Person } from "./organising.js";

let mailbox: Mailbox;
let app: TestApp;
let on: ReturnType<typeof organising>;
let host: Person;

beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  on = organising(app);
  host = await on.organiser();
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(() => forgetAttempts(app));

let addresses = 0;
const newAddress = (): string => `gast${++addresses}@example.org`;
const mutate = async (name: string, input: object, fields: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path problem } } }`;
  const { data, errors } = await app.ask(query, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
};
const ask = (gatheringId: string, email: string, input: object = {}) =>
  mutate("registerAsGuest", { gatheringId, name: "Greet Gast", email, language: "NL", ...input }, "gathering { id }");
const confirm = (token: string) => mutate("confirmGuestRegistration", { token }, "registration { id status position }");
const cancel = (token: string, erase = false) =>
  mutate("cancelGuestRegistration", { token, erase }, "registration { status }");
const welcoming = async (overrides: object = {}): Promise<string> =>
  (await on.schedule(host, { acceptsGuests: true, ...overrides })).id;
/** A guest who has registered, with the token of the last mail. */
const guest = async (gatheringId: string, input: object = {}): Promise<{ email: string; token: string }> => {
  const email = newAddress();
  await ask(gatheringId, email, input);
  const [mail] = await mailbox.to(email);
  await confirm(tokenIn(mail!));
  await mailbox.to(email, 2);
  return { email, token: tokenIn(mail!) };
};
const capacity = async (id: string) => (await on.read(id)).capacity;
const guestsOf = (id: string): Promise<{ name: string | null; email: string | null }[]> =>
  app.services.database.query(sql`SELECT name, email FROM guest WHERE gathering_id = ${id}`);
const registrationsSeenBy = async (by: Person | undefined, id: string) =>
  (await on.read(id, by, "registrations { nodes { status member { id } guest { name } } }")).registrations.nodes;
const subjects = async (email: string): Promise<string[]> => {
  await allSent(app);
  return (await mailbox.to(email)).map((mail) => mail.subject!);
};

describe("somebody without an account", () => {
  it("registers by a link in a mail to their address, which confirms it; until then there is nothing", async () => {
    const [id, email] = [await welcoming({ title: "Fietsen in de stad" }), newAddress()];
    expect(await ask(id, email)).toEqual({ gathering: { id }, userErrors: [] });
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toBe("Bevestig je inschrijving");
    expect(mail!.text).toContain("“Fietsen in de stad”");
    expect(await capacity(id)).toMatchObject({ taken: 0, waiting: 0 });
    expect((await confirm(tokenIn(mail!))).registration).toMatchObject({ status: "GOING" });
    expect(await capacity(id)).toMatchObject({ taken: 1, waiting: 0 });
    expect(await subjects(email)).toEqual(["Bevestig je inschrijving", "Ingeschreven: “Fietsen in de stad”"]);
  });

  it("is seen by name by the hosts and organisers alone, and nowhere by address", async () => {
    const id = await welcoming();
    await guest(id);
    for (const by of [host, await on.organiser()])
      expect(await registrationsSeenBy(by, id)).toEqual([
        { status: "GOING", member: null, guest: { name: "Greet Gast" } },
      ]);
    for (const by of [await on.person(), undefined]) expect(await registrationsSeenBy(by, id)).toEqual([]);
  });

  it("registers once, however often or at once the link is followed", async () => {
    const [id, email] = [await welcoming(), newAddress()];
    await ask(id, email);
    const [mail] = await mailbox.to(email);
    const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(tokenIn(mail!))));
    expect(new Set(answers.map(({ registration }) => registration.id)).size).toBe(1);
    expect(await capacity(id)).toMatchObject({ taken: 1 });
    expect(await subjects(email)).toHaveLength(2);
  });

  it("waits where all places are taken, and is mailed at once when one comes free", async () => {
    const id = await welcoming({ capacity: 1 });
    const member = await on.person();
    await on.register(member, id);
    const { email } = await guest(id);
    expect(await capacity(id)).toMatchObject({ taken: 1, waiting: 1 });
    await on.cancelRegistration(member, id);
    expect(await capacity(id)).toMatchObject({ taken: 1, waiting: 0 });
    expect((await subjects(email)).map((subject) => subject.split(":")[0])).toEqual([
      ...["Bevestig je inschrijving", "Wachtlijst", "Ingeschreven"],
    ]);
  });

  it("asks the hosts where they approve each registration, and is mailed what they decide, with the reason", async () => {
    const id = await welcoming({ registration: "APPROVAL" });
    const { email } = await guest(id, { language: "FR" });
    const requested = await on.read(id, host, "registrations(statuses: [REQUESTED]) { nodes { id guest { name } } }");
    const [{ id: registrationId }] = requested.registrations.nodes;
    await on.mutate(
      "decideRegistration",
      host,
      { id: registrationId, accept: false, reason: "Seulement pour les villes." },
      "registration { id }",
    );
    const mails = await mailbox.to(email, 3);
    expect(mails.map(({ subject }) => subject!.split("\u00a0")[0]!.split(" :")[0])).toEqual([
      ...["Confirmez votre inscription", "Demande", "Refus"],
    ]);
    expect(mails[2]!.text).toContain("> Seulement pour les villes[.]".replace("[.]", "."));
  });

  it("is not asked for an account of theirs: the answer is the same for every address, and a member has one place", async () => {
    const [id, member] = [await welcoming(), await on.person()];
    const [account] = await app.services.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE member_id = ${member.id}`,
    );
    await on.register(member, id);
    expect(await ask(id, account!.email)).toEqual({ gathering: { id }, userErrors: [] });
    const [mail] = await mailbox.to(account!.email);
    expect((await confirm(tokenIn(mail!))).userErrors).toMatchObject([{ code: "ALREADY_REGISTERED" }]);
    expect(await capacity(id)).toMatchObject({ taken: 1 });
  });

  it("who was declined cannot ask again, neither by the same link nor as a guest who has an account", async () => {
    const id = await welcoming({ registration: "APPROVAL" });
    const { token } = await guest(id);
    const member = await on.person();
    const [account] = await app.services.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE member_id = ${member.id}`,
    );
    await on.register(member, id);
    const all = await on.read(id, host, "registrations(statuses: [REQUESTED]) { nodes { id } }");
    for (const { id: registrationId } of all.registrations.nodes)
      await on.mutate("decideRegistration", host, { id: registrationId, accept: false }, "registration { id }");
    await cancel(token);
    expect((await confirm(token)).userErrors).toMatchObject([
      { code: "INVITATION_REQUIRED", path: ["input", "token"] },
    ]);
    await ask(id, account!.email);
    const [mail] = await mailbox.to(account!.email);
    expect((await confirm(tokenIn(mail!))).userErrors).toMatchObject([{ code: "ALREADY_REGISTERED" }]);
  });

  it("sees nothing of a gathering that a moderator hides, and gets no place at it", async () => {
    const [id, email] = [await welcoming({ title: "Verborgen" }), newAddress()];
    await ask(id, email);
    const link = linkIn((await mailbox.to(email))[0]!);
    await app.services.database.query(sql`UPDATE gathering SET hidden_at = now() WHERE id = ${id}`);
    expect(await (await fetch(link)).text()).not.toContain("Verborgen");
    expect((await confirm(new URL(link).searchParams.get("token")!)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("confirms once more after cancelling, with all that is required, and not without end", async () => {
    const id = await welcoming({ questions: [{ text: "Wat eet je?", kind: "TEXT", required: true }] });
    const [question] = (await on.read(id, undefined, "questions { id }")).questions;
    const answers = [{ questionId: question.id, text: "Vis" }];
    const { token } = await guest(id, { answers });
    await cancel(token);
    expect((await confirm(token)).userErrors).toMatchObject([{ path: ["input", "answers"], problem: "REQUIRED" }]);
    const again = () => mutate("confirmGuestRegistration", { token, answers }, "registration { status }");
    const codes = [];
    for (let n = 0; n < 8; n++) {
      codes.push((await again()).userErrors[0]?.code ?? "registered");
      await cancel(token);
    }
    expect(codes).toContain("TRY_AGAIN");
  });

  it("stays who they are, whoever registers with their address again; they are mailed the link", async () => {
    const id = await welcoming();
    const { email } = await guest(id);
    await ask(id, email, { name: "Iemand Anders" });
    expect((await subjects(email)).at(-1)).toBe("Je bent al ingeschreven");
    expect(await guestsOf(id)).toEqual([{ name: "Greet Gast", email }]);
  });

  it.each([
    ["a gathering that accepts no guests", { acceptsGuests: false }, "ACCOUNT_REQUIRED"],
    ["a gathering by invitation", { registration: "INVITATION" }, "ACCOUNT_REQUIRED"],
    ["before registration opens", { registrationOpensAt: "2099-01-01" }, "REGISTRATION_CLOSED"],
  ])("cannot register for %s", async (_what, overrides, code) => {
    const { registrationOpensAt, ...rest } = overrides as Record<string, unknown>;
    const opens = registrationOpensAt === undefined ? {} : { registrationOpensAt: `${on.day(5)}T10:00` };
    const id = await welcoming({ ...rest, ...opens });
    expect((await ask(id, newAddress())).userErrors).toMatchObject([{ code, path: ["input", "gatheringId"] }]);
  });

  it.each([
    [{ email: "geen adres" }, "email"],
    [{ name: " " }, "name"],
    [{ name: "a".repeat(121) }, "name"],
  ])("reads what is wrong with what they give: %j", async (input, field) => {
    const id = await welcoming();
    const { userErrors } = await ask(id, newAddress(), input);
    expect(userErrors).toMatchObject([{ code: "INVALID_INPUT", path: ["input", field] }]);
    expect(await guestsOf(id)).toEqual([]);
  });

  it("cannot have mails sent to others without end", async () => {
    const id = await welcoming();
    const answers = [];
    for (let n = 0; n < 60; n++) answers.push(await ask(id, "iemand@example.org"));
    const refused = answers.filter(({ userErrors }) => userErrors[0]?.code === "TRY_AGAIN");
    expect(refused.length).toBeGreaterThan(40);
    await allSent(app);
    expect((await mailbox.to("iemand@example.org")).length).toBe(60 - refused.length);
  });
});

describe("a guest", () => {
  it("is mailed when the gathering moves and when it is cancelled, with the reason", async () => {
    const id = await welcoming({ place: { name: "De Krook", onlineUrl: "https://meet.example/geheim" } });
    const { email } = await guest(id);
    await on.done("editGathering", host, { id, version: 1, title: "Anders" });
    await on.done("editGathering", host, {
      id,
      version: 2,
      place: { name: "De Zaal", onlineUrl: "https://meet.example/nieuw" },
    });
    const [, first, moved] = await mailbox.to(email, 3);
    expect(first!.text).toMatch(/14:00 – 16:00\nWaar: “De Krook”\nOnline: https:\/\/meet.example\/geheim/);
    expect(moved!.text).toMatch(/gewijzigd[^]*“De Zaal”\nOnline: https:\/\/meet.example\/nieuw/);
    await on.done("cancelGathering", host, { id, version: 3, reason: "De zaal brandde af." });
    const cancelled = (await mailbox.to(email, 4)).at(-1)!;
    expect(cancelled.subject).toBe("Afgelast: “Anders”");
    expect(cancelled.text).toContain("> De zaal brandde af.");
  });

  it("is reminded a day before, once, with the code to be checked in with; not when they gave the place back", async () => {
    const startsAt = new Date(Date.now() + 24 * 3_600_000 + 60_000).toISOString();
    const id = await welcoming({ title: "Morgen", startsAt, endsAt: null });
    const [{ email }, left] = [await guest(id), await guest(id)];
    await cancel(left.token);
    const { services } = app;
    const later = new Date(Date.now() + 120_000);
    const ctx = systemContext({ ...services, now: () => later }, services.events.log);
    for (let n = 0; n < 2; n++) await Promise.all([1, 2].map(() => inTransaction(ctx, (tx) => remindGuests(tx, 200))));
    const mails = await mailbox.to(email, 3);
    await allSent(app);
    expect((await mailbox.to(email)).map(({ subject }) => subject!.split(":")[0])).toEqual([
      ...["Bevestig je inschrijving", "Ingeschreven", "Herinnering"],
    ]);
    const [picture] = mails[2]!.attachments;
    expect(picture!.filename).toMatch(/^[0-9A-Z]+-[0-9A-Z]{5}-[0-9A-Z]{5}\.svg$/);
    expect(picture!.content.toString()).toContain("<svg");
    expect(await subjects(left.email)).toHaveLength(2);
  });

  it("gets what a host writes to those registered, quoted, and counts among them", async () => {
    const id = await welcoming({ title: "Schrijven" });
    const { email } = await guest(id);
    const mail = {
      gatheringId: id,
      recipients: ["GOING"],
      subject: "Breng laarzen mee",
      body: "Het is nat.\nTot dan!",
    };
    const sent = await on.mutate("mailParticipants", host, mail, "mail { sentTo }");
    expect(sent).toMatchObject({ mail: { sentTo: 1 }, userErrors: [] });
    const written = (await mailbox.to(email, 3)).at(-1)!;
    expect(written.subject).toBe("“Breng laarzen mee”");
    expect(written.text).toContain("> Het is nat.\n> Tot dan!");
  });

  it("cancels by the link in any of their mails, and the first who waits gets the place", async () => {
    const id = await welcoming({ capacity: 1 });
    const { email } = await guest(id);
    const waiting = await on.person();
    await on.register(waiting, id);
    const last = (await mailbox.to(email, 2)).at(-1)!;
    expect((await cancel(tokenIn(last))).registration.status).toBe("CANCELLED");
    expect((await on.read(id, waiting, "viewerRegistration { status }")).viewerRegistration.status).toBe("GOING");
    expect((await cancel("a".repeat(43))).userErrors).toMatchObject([{ code: "INVALID_TOKEN" }]);
  });

  it("answers the questions of the hosts, and changes the answers and the name later", async () => {
    const id = await welcoming({ questions: [{ text: "Wat eet je?", kind: "TEXT", required: true }] });
    const [question] = (await on.read(id, undefined, "questions { id }")).questions;
    const answers = (text: string) => [{ questionId: question.id, text }];
    expect((await ask(id, newAddress())).userErrors).toMatchObject([{ path: ["input", "answers"] }]);
    const { token } = await guest(id, { answers: answers("Vis") });
    const seen = () => on.read(id, host, "registrations { nodes { guest { name } answers { text } } }");
    expect((await seen()).registrations.nodes).toEqual([{ guest: { name: "Greet Gast" }, answers: [{ text: "Vis" }] }]);
    const changed = { token, name: "Greet G.", answers: answers("Noten") };
    expect((await mutate("changeGuestRegistration", changed, "registration { id }")).userErrors).toEqual([]);
    expect((await seen()).registrations.nodes).toEqual([{ guest: { name: "Greet G." }, answers: [{ text: "Noten" }] }]);
  });

  it("erases themself: nothing is left of them but that somebody was there", async () => {
    const [coming, past] = [await welcoming(), await welcoming()];
    const [here, there] = [await guest(coming), await guest(past)];
    await app.services.database.query(sql`
      UPDATE gathering SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE id = ${past}`);
    await cancel(here.token, true);
    await cancel(there.token, true);
    expect(await guestsOf(coming)).toEqual([]);
    expect(await guestsOf(past)).toEqual([{ name: null, email: null }]);
    expect([await capacity(coming), await capacity(past)]).toMatchObject([{ taken: 0 }, { taken: 1 }]);
    for (const { token } of [here, there])
      expect((await cancel(token)).userErrors).toMatchObject([{ code: "INVALID_TOKEN" }]);
  });

  it("is nobody any more 30 days after the gathering; and who never confirmed is gone after a day", async () => {
    const [id, other] = [await welcoming(), await welcoming()];
    await guest(id);
    const [email, late] = [newAddress(), newAddress()];
    await ask(other, email);
    await ask(other, late);
    await allSent(app);
    const { database } = app.services;
    await database.query(sql`
      UPDATE gathering SET starts_at = now() - interval '31 days', ends_at = now() - interval '30 days' WHERE id = ${id}`);
    await database.query(sql`UPDATE guest SET requested_at = now() - interval '25 hours' WHERE email = ${late}`);
    for (const statement of gatheringRetention) await database.query(statement);
    expect(await guestsOf(id)).toEqual([{ name: null, email: null }]);
    expect(await guestsOf(other)).toEqual([{ name: "Greet Gast", email }]);
  });
});

describe("a member who erases their account", () => {
  it("is erased as a guest as well, and their place goes to who waits", async () => {
    const id = await welcoming({ capacity: 1 });
    const member = await on.person();
    const [account] = await app.services.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE member_id = ${member.id}`,
    );
    await ask(id, account!.email);
    await confirm(tokenIn((await mailbox.to(account!.email))[0]!));
    const waiting = await on.person();
    await on.register(waiting, id);
    await app.ask("mutation { eraseMyAccount(input: {posts: KEEP}) { userErrors { code } } }", {}, member.token);
    await allSent(app);
    const erasure = (await mailbox.to(account!.email)).find(({ subject }) => /account|compte/.test(subject!))!;
    await mutate("confirmErasure", { token: tokenIn(erasure) }, "__typename");
    expect(await guestsOf(id)).toEqual([]);
    expect((await on.read(id, waiting, "viewerRegistration { status }")).viewerRegistration.status).toBe("GOING");
  });
});

describe("the page behind a guest's link", () => {
  const post = (url: string, form: Record<string, string>) =>
    fetch(url.split("?")[0]!, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ token: new URL(url).searchParams.get("token")!, ...form }).toString(),
    });

  it("registers, changes, cancels and erases by its buttons; opening it changes nothing", async () => {
    const questions = [{ text: "Eet je <vegetarisch>?", kind: "YES_NO" }];
    const [id, email] = [await welcoming({ title: "Fiets & <trein>", questions }), newAddress()];
    await ask(id, email);
    const link = linkIn((await mailbox.to(email))[0]!);
    for (let n = 0; n < 3; n++) expect((await fetch(link)).status).toBe(200);
    expect(await capacity(id)).toMatchObject({ taken: 0 });
    const page = await (await fetch(link)).text();
    expect(page).toContain("Fiets &amp; &lt;trein&gt;");
    expect(page).toContain("Ja, ik schrijf me in");
    expect(await (await post(link, { action: "confirm" })).text()).toContain("Je hebt een plaats.");
    const [question] = (await on.read(id, undefined, "questions { id }")).questions;
    const change = { action: "change", name: 'G. "Gast"', [`answer-${question.id}`]: "true" };
    const changed = await (await post(link, change)).text();
    expect(changed).toContain("Eet je &lt;vegetarisch&gt;?");
    expect(changed).toContain("G. &quot;Gast&quot;");
    expect(changed).toContain('<option value="true" selected>');
    const wrong = await post(link, { action: "change", name: " " });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
    expect(await (await post(link, { action: "cancel" })).text()).toContain("geannuleerd");
    expect(await (await post(link, { action: "erase" })).text()).toContain("gewist");
    const gone = await fetch(link, { headers: { "accept-language": "fr" } });
    expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining("Ce lien ne fonctionne pas")]);
  });

  it("is for its holder alone: not stored, not found, and without anything of elsewhere", async () => {
    const response = await fetch(`${app.url}/account/guest-registration?token=${"a".repeat(43)}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});
