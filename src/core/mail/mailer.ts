import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import { connectionOf, type Connection, type Database } from "../database/database.js";
import type { Context } from "../graphql/context.js";
import { PeriodicJob } from "../jobs/periodic-job.js";
import type { Language } from "../texts/language.js";
import { DeliveryState } from "./delivery-state.js";
import type { MailLimits } from "./mail-bounds.js";
import { withNetworkLink, type MailMessage } from "./mail-message.js";
import type { MailKind, MailTemplate, MailTemplates, UndeliveredMails } from "./mail-template.js";
import { NotDelivered, type MailTransport } from "./mail-transport.js";
import { deleteMail, postponeMail, takeMails, type TakenMail } from "./outbox.js";

type UndeliveredMail = (db: Connection, payload: TakenMail["payload"], isRefused: boolean) => Promise<void>;

/** How many mails are under way at once; all of them are done well before the lease of a taken mail ends. */
const maxAtOnce = 5;
const sendTimeoutMs = 30_000;
/** How long a mail that is under way may hold up the end of the process. */
const stopTimeoutMs = 2_000;

export interface MailerOptions {
  templates: MailTemplates;
  undelivered: UndeliveredMails;
  from: string;
  /** What the secrets in links are derived from. */
  secret: string;
  /** The network's own address, at the end of every mail. */
  networkUrl: () => string;
  /** The address of a member's account; null without one. */
  addressOf: (db: Connection, memberId: string) => Promise<string | null>;
  limits: MailLimits;
  /** What the pages of the account are below, without a slash at its end. */
  accountUrl: () => string;
  /** A context that reads by this connection as a member; null for somebody without an account. */
  readAs: (db: Connection, memberId: string | null, language: Language) => Context;
}

/**
 * Sends the mails of the outbox, in each process. It is woken by each commit of its own process that leaves a mail, and
 * polls for those of others. A mail is deleted once it is delivered: whatever fails before that, it is sent again.
 */
export class Mailer {
  readonly job: PeriodicJob;
  readonly deliveries: DeliveryState;
  readonly #kinds: MailKind[];
  /** Aborted when no mail may be under way any longer. */
  readonly #end = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly transport: MailTransport,
    private readonly options: MailerOptions,
  ) {
    this.#kinds = Object.keys(options.templates) as MailKind[];
    this.deliveries = new DeliveryState(log);
    const failureMessage = "the outbox cannot be read; trying again";
    const run = (signal: AbortSignal): Promise<void> => this.#sendAll(signal);
    this.job = new PeriodicJob({ name: "mailer", intervalMs: 2_000, run, failureMessage }, log);
  }

  /** Whether what is mailed reaches people, so that an address can be shown to be somebody's. */
  get reachesPeople(): boolean {
    return this.transport.reachesPeople;
  }

  get limits(): MailLimits {
    return this.options.limits;
  }

  addressOf(db: Connection, memberId: string): Promise<string | null> {
    return this.options.addressOf(db, memberId);
  }

  /** Looks into the outbox. */
  wake(): void {
    this.job.wake();
  }

  /** Lets what is under way come to its end for a moment, and leaves the rest to other processes or the next start. */
  async stop(): Promise<void> {
    const late = setTimeout(() => this.#end.abort(), stopTimeoutMs);
    await this.job.stop();
    clearTimeout(late);
    this.#end.abort();
    this.transport.close();
  }

  async #sendAll(signal: AbortSignal): Promise<void> {
    for (let taken = maxAtOnce; taken === maxAtOnce && !signal.aborted;) {
      const jobs = await takeMails(this.database, this.#kinds, maxAtOnce);
      await Promise.all(jobs.map((job) => this.#send(job)));
      taken = jobs.length;
    }
  }

  async #send(job: TakenMail): Promise<void> {
    const { id, kind, attempts } = job;
    try {
      const letter = await this.#compose(job);
      if (letter) {
        const signal = AbortSignal.any([this.#end.signal, AbortSignal.timeout(sendTimeoutMs)]);
        const mail = withNetworkLink(letter, this.options.networkUrl());
        await this.transport.deliver({ ...mail, id, from: this.options.from }, signal).catch((error: unknown) => {
          this.deliveries.noteFailure(error);
          throw error;
        });
        this.deliveries.noteSent();
      }
      await deleteMail(this.database, id);
      this.log.debug({ kind, attempts, sent: letter !== null }, "done with a mail");
    } catch (error) {
      await this.#putOff(job, error);
    }
  }

  async #putOff({ id, kind, payload, attempts }: TakenMail, error: unknown): Promise<void> {
    try {
      if (await postponeMail(this.database, id)) {
        this.deliveries.dropped++;
        this.log.error({ err: error, kind, attempts }, "a mail could not be sent for a day and was dropped");
        const undelivered = this.options.undelivered[kind] as UndeliveredMail | undefined;
        await undelivered?.(this.database, payload, error instanceof NotDelivered && error.isRefused);
      } else this.log.warn({ err: error, kind, attempts }, "a mail could not be sent; trying again later");
    } catch (unreachable) {
      // Whoever looks when the time for it is over takes it again.
      this.log.warn({ err: unreachable, kind, attempts }, "a mail could not be put off");
    }
  }

  #compose({ id, kind, payload }: TakenMail): Promise<MailMessage | null> {
    const token = createHmac("sha256", this.options.secret).update(`mail ${id}`).digest("base64url");
    const link = (page: string): string => `${this.options.accountUrl()}/${page}?token=${token}`;
    const compose = this.options.templates[kind] as MailTemplate<TakenMail["payload"]>;
    return this.database.transaction((manager) => {
      const db = connectionOf(manager);
      const readAs = (memberId: string | null, language: Language): Context =>
        this.options.readAs(db, memberId, language);
      return compose({ db, token, link, readAs }, payload);
    });
  }
}
