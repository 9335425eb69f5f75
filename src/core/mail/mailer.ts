import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import { connectionOf, type Database } from "../database/database.js";
import type { MailTransport } from "./mail-transport.js";
import type { MailTemplate, MailMessage } from "./mail-message.js";
import { mails, type MailKind } from "../../app/mails.js";
import { deleteMail, postponeMail, takeMails, type TakenMail } from "./outbox.js";

const pollMs = 2_000;
/** How many mails are under way at once; all of them fit well into the time that a taken mail is kept for its process. */
const maxAtOnce = 5;
const sendTimeoutMs = 30_000;
/** How long a mail that is under way may hold up the end of the process. */
const stopTimeoutMs = 2_000;

const kinds = Object.keys(mails) as MailKind[];

/**
 * One process's sender of what stands in the outbox. It is woken by each commit of its own process that leaves a mail, and polls
 * for those of others. A mail is deleted once it is delivered: whatever fails or falls before that, it is sent again.
 */
export class Mailer {
  #accountUrl = "";
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> | null = null;
  #again = false;
  readonly #stop = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly delivery: MailTransport,
    private readonly options: { from: string; secret: string },
  ) {}

  /** Whether what is mailed reaches people, so that an address can be shown to be somebody's. */
  get reachesPeople(): boolean {
    return this.delivery.reachesPeople;
  }

  /** Begins to send; links lead below `accountUrl`. */
  start(accountUrl: string): void {
    this.#accountUrl = accountUrl.replace(/\/+$/, "");
    this.#timer = setInterval(() => this.wake(), pollMs);
    this.wake();
  }

  /** Looks into the outbox. */
  wake(): void {
    if (this.#timer === null || this.#stop.signal.aborted) return;
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = this.#sendAll()
      .catch((error: unknown) => this.log.warn({ err: error }, "the outbox cannot be read; trying again"))
      .finally(() => {
        this.#working = null;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  /** Lets what is under way come to its end for a moment, and leaves the rest to other processes or the next start. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    const late = setTimeout(() => this.#stop.abort(), stopTimeoutMs);
    await this.#working;
    clearTimeout(late);
    this.#stop.abort();
    this.delivery.close();
  }

  async #sendAll(): Promise<void> {
    for (let taken = maxAtOnce; taken === maxAtOnce && this.#timer !== null;) {
      const jobs = await takeMails(this.database, kinds, maxAtOnce);
      await Promise.all(jobs.map((job) => this.#send(job)));
      taken = jobs.length;
    }
  }

  async #send(job: TakenMail): Promise<void> {
    const { id, kind, attempts } = job;
    try {
      const letter = await this.#compose(job);
      if (letter) {
        const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(sendTimeoutMs)]);
        await this.delivery.deliver({ ...letter, id, from: this.options.from }, signal);
      }
      await deleteMail(this.database, id);
      this.log.debug({ kind, attempts, sent: letter !== null }, "done with a mail");
    } catch (error) {
      await this.#putOff(job, error);
    }
  }

  async #putOff({ id, kind, attempts }: TakenMail, error: unknown): Promise<void> {
    try {
      if (await postponeMail(this.database, id))
        this.log.error({ err: error, kind, attempts }, "a mail could not be sent for a day and was dropped");
      else this.log.warn({ err: error, kind, attempts }, "a mail could not be sent; trying again later");
    } catch (unreachable) {
      // Whoever looks when the time for it is over takes it again.
      this.log.warn({ err: unreachable, kind, attempts }, "a mail could not be put off");
    }
  }

  #compose({ id, kind, payload }: TakenMail): Promise<MailMessage | null> {
    const token = createHmac("sha256", this.options.secret).update(`mail ${id}`).digest("base64url");
    const link = (page: string): string => `${this.#accountUrl}/${page}?token=${token}`;
    const compose = mails[kind] as MailTemplate<TakenMail["payload"]>;
    return this.database.transaction((manager) => compose({ db: connectionOf(manager), token, link }, payload));
  }
}
