import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import sql from "sql-template-tag";
import type { TestApp } from "./app.js";

export interface Mailbox {
  /** For SMTP_URL. */
  url: string;
  /** Every mail so far. */
  received: ParsedMail[];
  /** Waits until the address has this many mails, and gives them. */
  to: (address: string, count?: number) => Promise<ParsedMail[]>;
  /** What the server answers each next mail with, until told otherwise; null takes it. */
  refuseWith: (code: number | null) => void;
  /** From now on the server takes no mail for this address. */
  refuseRecipient: (address: string) => void;
  /** Takes the next mail and answers nothing; tells when it has it. */
  holdsNext: () => Promise<void>;
  /** Nobody listens from here on. */
  down: () => Promise<void>;
  /** Somebody listens again, at the same address. */
  up: () => Promise<void>;
}

/** A mail server in this process, which keeps what it is given. */
export async function openMailbox(): Promise<Mailbox> {
  const received: ParsedMail[] = [];
  const waiting: (() => void)[] = [];
  let refusal: number | null = null;
  let unknownRecipient: string | null = null;
  let holding: (() => void) | null = null;
  let server: SMTPServer;
  let port = 0;

  const up = async (): Promise<void> => {
    server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) =>
        done(address === unknownRecipient ? Object.assign(new Error("nobody"), { responseCode: 550 }) : null),
      onData: (stream, session, done) => {
        void simpleParser(stream).then((mail) => {
          if (holding) {
            holding();
            holding = null;
            return;
          }
          if (refusal !== null) {
            const [to] = session.envelope.rcptTo;
            return done(Object.assign(new Error(`no room for <${to!.address}>`), { responseCode: refusal }));
          }
          received.push(mail);
          done();
          waiting.splice(0).forEach((tell) => tell());
        });
      },
    });
    server.on("error", () => undefined);
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    port = (server.server.address() as AddressInfo).port;
  };
  const of = (address: string) =>
    received.filter(({ to }) => [to ?? []].flat().some(({ value }) => value.some((one) => one.address === address)));
  await up();
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    to: async (address, count = 1) => {
      while (of(address).length < count) await new Promise<void>((resolve) => void waiting.push(resolve));
      return of(address);
    },
    refuseWith: (code) => void (refusal = code),
    refuseRecipient: (address) => void (unknownRecipient = address),
    holdsNext: () => new Promise((resolve) => (holding = resolve)),
    down: () => promisify(server.close.bind(server))(),
    up,
  };
}

/** The token of the link in a mail. */
export const tokenIn = (mail: ParsedMail): string => /\?token=([\w-]{43})\n/.exec(mail.text!)![1]!;

/** The link in a mail. */
export const linkIn = (mail: ParsedMail): string => /^http\S+$/m.exec(mail.text!)![0];

/** Waits until every mail that was asked for is sent, or turned out not to be. */
export async function allSent({ services: { database } }: TestApp): Promise<void> {
  for (;;) {
    const [left] = await database.query<{ count: number }>(sql`SELECT count(*)::integer AS count FROM outbox`);
    if (left!.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The counts of attempts begin anew, so that a test can try as often as it must. */
export const forgetAttempts = ({ services: { database } }: TestApp): Promise<unknown> =>
  database.query(sql`DELETE FROM leaky_bucket`);

/** From here on no mail is sent, so that what the service does meanwhile is only what was asked of it. */
export const holdMails = ({ services: { database } }: TestApp): Promise<unknown> =>
  database.source.query(`
    CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.due_at := ''infinity''; RETURN NEW; END';
    CREATE TRIGGER hold BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION hold()`);

/** Sends again, what was held included. */
export const releaseMails = ({ services: { database, mailer } }: TestApp): Promise<unknown> =>
  database.source
    .query(`DROP TRIGGER hold ON outbox; DROP FUNCTION hold(); UPDATE outbox SET due_at = now()`)
    .then(() => mailer.wake());
