import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { mailing, unsubscribeUrlOf } from "./mailing.js";
import { notifying } from "./notifying.js";

let mailbox: Mailbox;
let app: TestApp;
let members: ReturnType<typeof notifying>;
let mails: ReturnType<typeof mailing>;
let ada: Person;
let bob: Person;
let email: string;
let url: string;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  members = notifying(app);
  mails = mailing(app, mailbox);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  email = await mails.address(ada);
  await mails.choose(ada, "IDEA_COMMENTED", "AT_ONCE");
  await members.commentAnew(bob, ada.id);
  const [mail] = await mailbox.to(email);
  url = unsubscribeUrlOf(mail!);
  expect(mail!.headerLines.map(({ line }) => line)).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
});

const oneClick = (address = url): Promise<Response> =>
  fetch(address, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
/** How many mails the member has after another comment. */
const mailsAfterComment = async (): Promise<number> => {
  await members.commentAnew(bob, ada.id);
  await mails.settled();
  return mails.mailsTo(email).length;
};
const settingsOf = async ({ id }: Person) => {
  const [account] = await app.services.database.query<{ wanted: boolean }>(
    sql`SELECT email_notifications AS wanted FROM account WHERE member_id = ${id}`,
  );
  const choices = await app.services.database.query<{ kind: string; delivery: string }>(
    sql`SELECT kind, delivery FROM mail_choice WHERE member_id = ${id} ORDER BY kind`,
  );
  return { wanted: account!.wanted, choices: choices.map(({ kind, delivery }) => `${kind} ${delivery}`) };
};

describe("the link that ends mails", () => {
  it("ends those of its kind alone by one click, without signing in, however often", async () => {
    for (let n = 0; n < 2; n++) expect((await oneClick()).status).toBe(200);
    expect(await mailsAfterComment()).toBe(1);
    expect(await settingsOf(ada)).toEqual({ wanted: true, choices: ["IDEA_COMMENTED NEVER"] });
    await members.mutate("requestCollaboration", bob, { memberId: ada.id, message: "Samen?" }, "");
    await mailbox.to(email, 2);
  });

  it("takes the one click as multipart, as some mail programs send it", async () => {
    const body = new FormData();
    body.set("List-Unsubscribe", "One-Click");
    expect((await fetch(url, { method: "POST", body })).status).toBe(200);
    expect(await mailsAfterComment()).toBe(1);
  });

  it.each([
    [Language.NL, "Geen mails meer: reacties op je ideeën"],
    [Language.FR, "Ne plus recevoir de courriels : réactions à vos idées"],
    [Language.EN, "No more mails: comments on your ideas"],
  ])("changes nothing when a program that checks mails opens it: it shows a form in %s", async (language, button) => {
    await mails.address(ada, language);
    for (const method of ["GET", "HEAD"]) {
      const page = await fetch(url, { method, headers: { "accept-language": "de" } });
      expect(page.status).toBe(200);
      expect(page.headers.get("content-security-policy")).toContain("form-action 'self'");
      if (method === "GET") {
        const html = await page.text();
        expect(html).toContain(`<html lang="${language.toLowerCase()}">`);
        expect(html).toContain(`<button name="scope" value="IDEA_COMMENTED">${button}</button>`);
      }
    }
    expect(await mailsAfterComment()).toBe(2);
  });

  it("ends all of them when its form asks for that", async () => {
    const page = await fetch(url, { method: "POST", body: new URLSearchParams({ scope: "ALL" }) });
    expect(await page.text()).toContain("Je krijgt geen mails over meldingen meer.");
    expect((await settingsOf(ada)).wanted).toBe(false);
    await members.mutate("requestCollaboration", bob, { memberId: ada.id, message: "Samen?" }, "");
    expect(await mailsAfterComment()).toBe(1);
  });

  it("in a digest ends what comes in digests", async () => {
    await mails.choose(ada, "IDEA_COMMENTED", "DAILY");
    await members.commentAnew(bob, ada.id);
    await app.caughtUp();
    mails.inHours(25);
    await mails.settled();
    mails.inHours(0);
    const digest = mails.mailsTo(email).at(-1)!;
    expect(digest.subject).toBe("Je overzicht: 1 melding");
    expect((await oneClick(unsubscribeUrlOf(digest))).status).toBe(200);
    const { choices } = await settingsOf(ada);
    expect(choices).toContain("IDEA_COMMENTED NEVER");
    expect(choices).toContain("COMMENT_REPLIED NEVER");
    expect(choices.join()).not.toContain("GATHERING_CANCELLED");
  });

  it("cannot be guessed, nor be made of another's", async () => {
    const other = await members.person();
    const token = new URL(url).searchParams.get("token")!;
    const [, scope, signature] = token.split(".");
    for (const forged of [
      `${other.id}.${scope}.${signature}`,
      `${ada.id}.ALL.${signature}`,
      `${ada.id}.${scope}.${"A".repeat(43)}`,
      `${ada.id}.MODERATION_DECIDED.${signature}`,
      `${ada.id}.constructor.${signature}`,
      "",
      "x".repeat(2_000),
    ]) {
      const address = `${app.url}/mails/unsubscribe?token=${forged}`;
      expect([(await fetch(address)).status, (await oneClick(address)).status]).toEqual([400, 400]);
    }
    expect(await settingsOf(other)).toEqual({ wanted: true, choices: [] });
    expect(await mailsAfterComment()).toBe(2);
  });

  it("works after the secrets of the service are replaced, and not once the account is erased", async () => {
    const other = await testApp(app.databaseUrl, {
      smtpUrl: mailbox.url,
      authSecret: "another secret, as long as it must be",
    });
    const address = url.replace(app.url, other.url);
    expect((await oneClick(address)).status).toBe(200);
    await other.end();
    await app.services.database.query(sql`DELETE FROM account WHERE member_id = ${ada.id}`);
    expect((await oneClick()).status).toBe(400);
  });
});
