import { setTimeout as sleep } from "node:timers/promises";
import type { ParsedMail } from "mailparser";
import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import { testApp, type TestApp } from "../support/app.js";
import { allSent, type Mailbox } from "../support/mailbox.js";
import type { ServiceProcess } from "../support/process.js";

interface Someone {
  id: string;
  token: string;
}

/** What members choose about mails, and what they get. */
export const mailing = (app: TestApp, mailbox: Mailbox, ...others: TestApp[]) => {
  const db = () => app.services.database;
  /** The address of a member, whose mails are in this language. */
  const address = async ({ id }: Someone, language = Language.NL): Promise<string> => {
    const [row] = await db().query<{ email: string }>(sql`
      WITH settled AS (UPDATE account SET language = ${language} WHERE member_id = ${id} RETURNING email)
      SELECT email FROM settled`);
    return row!.email;
  };
  const settle = async ({ token }: Someone, input: object) => {
    const { data, errors } = await app.ask(
      `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) {
        settings { digestHour reminderHours emailNotifications notificationMails { kind delivery defaultDelivery } }
        userErrors { code path problem } } }`,
      { input },
      token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.updateSettings;
  };
  const choose = (by: Someone, kind: string, delivery: string | null) =>
    settle(by, { notificationMails: [{ kind, delivery }] });
  const mailsTo = (email: string): ParsedMail[] =>
    mailbox.received.filter(({ to }) =>
      [to ?? []].flat().some(({ value }) => value.some((one) => one.address === email)),
    );
  /** Waits until members are notified of all that happened, whichever process makes the notifications. */
  const notified = async (): Promise<void> => {
    for (const one of [app, ...others]) await one.caughtUp();
  };
  /** Waits until members are notified of all that happened, and the mails about it that are due are sent. */
  const settled = async (): Promise<void> => {
    await notified();
    for (;;) {
      app.services.notificationMails.wake();
      const [left] = await app.services.database.query<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM notification WHERE mail_due_at <= ${app.services.now()}`,
      );
      if (left!.count === 0) break;
      await sleep(10);
    }
    app.services.mailer.wake();
    await allSent(app);
  };
  /** The time in processes is from here on a number of hours later, or what it is. */
  const inHours = (hours: number): void => {
    for (const { services } of [app, ...others]) services.now = () => new Date(Date.now() + hours * 3_600_000);
  };
  return { address, settle, choose, mailsTo, notified, settled, inHours };
};

/** The address that a mail names for who wants no more of its kind. */
export const unsubscribeUrlOf = (mail: ParsedMail): string =>
  (mail.headers.get("list") as { unsubscribe: { url: string } }).unsubscribe.url;

/**
 * Kills a process while the mail server holds one of its mails, and gives another on the same database once a mail has
 * come to the address.
 */
export async function killedWhileSending(
  { child, exit }: ServiceProcess,
  { held, databaseUrl, mailbox, email }: { held: Promise<void>; databaseUrl: string; mailbox: Mailbox; email: string },
): Promise<TestApp> {
  await held;
  child.kill("SIGKILL");
  await exit;
  const next = await testApp(databaseUrl, { smtpUrl: mailbox.url });
  await next.services.database.query(sql`UPDATE outbox SET due_at = now()`);
  next.services.mailer.wake();
  await mailbox.to(email);
  return next;
}
