import sql from "sql-template-tag";
import { inTransaction, systemContext, type TransactionContext } from "../../src/core/graphql/context.js";
import { followersWithDigests, sendDigest } from "../../src/domains/theme-followers/digest.service.js";
import { pino } from "pino";
import type { TestApp } from "../support/app.js";
import { allSent, forgetAttempts, linkIn, type Mailbox } from "../support/mailbox.js";

const FOLLOW = `mutation ($input: FollowThemeByMailInput!) { followThemeByMail(input: $input) {
  theme { slug } userErrors { code problem path message } } }`;
const silent = pino({ level: "silent" });
let addresses = 0;

/** What somebody without an account does to follow themes, for tests. */
export const following = (app: TestApp, mailbox: Mailbox) => {
  const db = app.services.database;
  const newAddress = (): string => `volger${++addresses}@example.org`;
  const ask = async (email: string, theme: string, fields: object = {}) => {
    await forgetAttempts(app);
    const { data, errors } = await app.ask(FOLLOW, { input: { email, theme, language: "NL", ...fields } });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.followThemeByMail;
  };
  /** All mails that an address got so far. */
  const mails = async (email: string) => {
    await allSent(app);
    return mailbox.received.filter(({ to }) => [to ?? []].flat().some(({ text }) => text.includes(email)));
  };
  const lastMail = async (email: string) => (await mails(email)).at(-1)!;
  const page = async (link: string, headers: Record<string, string> = {}) => {
    const response = await fetch(link, { headers });
    return { status: response.status, text: await response.text() };
  };
  /** Presses a button of the page behind a link. */
  const press = async (link: string, action: string, follow = "") => {
    const response = await fetch(link, { method: "POST", body: new URLSearchParams({ action, follow }) });
    return { status: response.status, text: await response.text() };
  };
  const followIn = (link: string): string => /\.(?:CONFIRM|STOP)\.([0-9a-f-]{36})\./.exec(link)![1]!;
  /** Somebody who follows these themes. */
  const follower = async (themes: string[], fields: object = {}): Promise<string> => {
    const email = newAddress();
    for (const theme of themes) {
      await ask(email, theme, fields);
      const link = linkIn(await lastMail(email));
      await press(link, "confirm", followIn(link));
    }
    return email;
  };
  const followed = async (email: string): Promise<string[]> =>
    (
      await db.query<{ slug: string }>(sql`
        SELECT t.slug FROM theme_follow f JOIN theme_follower e ON e.id = f.follower_id JOIN theme t ON t.id = f.theme_id
        WHERE e.email = ${email} AND f.confirmed_at IS NOT NULL ORDER BY 1`)
    ).map(({ slug }) => slug);
  /** Makes the digests that are due, as if a week had passed, and waits until they are sent. */
  const nextWeek = async (...processes: TestApp[]): Promise<void> => {
    await db.query(
      sql`UPDATE theme_follower SET digest_due_at = now() - interval '1 minute' WHERE confirmed_at IS NOT NULL`,
    );
    await forgetAttempts(app);
    const services = [app, ...processes].map((one) => one.services);
    await Promise.all(
      services.map(async (each) => {
        const due = await followersWithDigests(db, each.now(), "00000000-0000-0000-0000-000000000000", 1_000);
        for (const id of due) await inTransaction(systemContext(each, silent), (tx) => sendDigest(tx, id));
      }),
    );
    await allSent(app);
  };
  /** The same for one follower; `before` does something before the digest is sent. */
  const nextWeekOf = async (
    email: string,
    before: (tx: TransactionContext) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> => {
    const [follower] = await db.query<{ id: string }>(sql`
      WITH due AS (UPDATE theme_follower SET digest_due_at = now() WHERE email = ${email} RETURNING id) SELECT id FROM due`);
    await inTransaction(systemContext(app.services, silent), async (tx) => {
      await sendDigest(tx, follower!.id);
      await before(tx);
    });
    await allSent(app);
  };
  return { newAddress, ask, mails, lastMail, page, press, followIn, follower, followed, nextWeek, nextWeekOf };
};
