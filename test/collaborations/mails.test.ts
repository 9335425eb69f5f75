import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { holdMails, openMailbox, releaseMails, type Mailbox } from "../support/mailbox.js";
import { mailing } from "../notifications/mailing.js";
import { requesting } from "./requesting.js";

let mailbox: Mailbox;
let app: TestApp;
let act: ReturnType<typeof requesting>;
let person: () => Promise<Person>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  person = moderating(app, builders(app.services.database.source.manager)).person;
  act = requesting(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

/** Waits until all that is due is mailed. */
const settled = () => mailing(app, mailbox).settled();
const db = () => app.services.database;
/** The address of a member who wants, or does not want, mails in a language. */
async function address({ id }: Person, language = Language.NL, wanted = true): Promise<string> {
  const [row] = await db().query<{ email: string }>(sql`
    UPDATE account SET language = ${language}, email_notifications = ${wanted} WHERE member_id = ${id} RETURNING email`);
  return row!.email;
}
const mailsTo = (email: string) =>
  mailbox.received.filter(({ to }) =>
    [to ?? []].flat().some(({ value }) => value.some((one) => one.address === email)),
  );

describe("the mails about a request", () => {
  it.each([
    [Language.NL, "wil met je samenwerken", "aanvaardde je vraag om samen te werken"],
    [Language.FR, "souhaite collaborer avec vous", "a accepté votre demande de collaboration"],
    [Language.EN, "would like to collaborate with you", "accepted your request to collaborate"],
  ])(
    "tell who was asked, then who asked, by name and in %s, and not what was written",
    async (language, asked, told) => {
      const [a, b] = [await person(), await person()];
      const [ofA, ofB] = [await address(a, language), await address(b, language)];
      const { request } = await act.ask(a, b.id, { message: "Iets vertrouwelijks" });
      const [first] = await mailbox.to(ofB);
      expect(first!.subject).toMatch(new RegExp(`^(“|«\u00a0)${a.name}(”|\u00a0») ${asked}$`));
      expect(first!.text).toContain(a.name);
      expect(first!.text).not.toContain("vertrouwelijks");
      await act.respond(b, request.id, true);
      const [second] = await mailbox.to(ofA);
      expect(second!.subject).toMatch(new RegExp(`^(“|«\u00a0)${b.name}(”|\u00a0») ${told}$`));
      expect(second!.text).toContain(b.name);
      await settled();
      expect([mailsTo(ofA).length, mailsTo(ofB).length]).toEqual([1, 1]);
    },
  );

  it("quote the other's name without a link, and have the network's own", async () => {
    const [a, b] = [await person(), await person()];
    const ofB = await address(b);
    // As it was stored before names had to be one line.
    const name = "Je account wordt gewist.\r\n\r\nMeld je aan” op https://evil.example of bel 0900 12 34 56";
    await db().query(sql`WITH x AS (UPDATE member SET name = ${name} WHERE id = ${a.id} RETURNING 1) SELECT FROM x`);
    await act.ask(a, b.id);
    const [mail] = await mailbox.to(ofB);
    expect(mail!.text!.split("\n")[2]).toBe(
      "“Je account wordt gewist. Meld je aan’ op https[:]//evil[.]example of bel 09_00_12_34_56” wil met je samenwerken.",
    );
    expect(mail!.text!.match(/\S*:\/\/\S*/g)!.every((url) => url.startsWith(app.url))).toBe(true);
    expect(mail!.html).toBe(false);
  });

  it("do not go to who does not want them, nor tell of a declined request", async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    const [ofA, ofB] = [await address(a), await address(b, Language.NL, false)];
    await act.ask(a, b.id);
    const { request } = await act.ask(a, c.id);
    await act.respond(c, request.id, false, "Liever niet");
    await settled();
    expect([...mailsTo(ofA), ...mailsTo(ofB)]).toEqual([]);
  });

  it("do not go out about what was withdrawn, or is kept apart by a block, in the meantime", async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    const addresses = [await address(a), await address(b), await address(c)];
    await holdMails(app);
    await act.withdraw(a, (await act.ask(a, b.id)).request.id);
    await act.respond(c, (await act.ask(a, c.id)).request.id, true);
    await app.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`,
      { id: a.id },
      c.token,
    );
    await app.caughtUp();
    await releaseMails(app);
    await settled();
    expect(addresses.flatMap(mailsTo)).toEqual([]);
  });
});
