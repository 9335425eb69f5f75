import type { Connection } from "../database/database.js";
import type { Context } from "../graphql/context.js";
import type { Language } from "../texts/language.js";
import type { MailMessage } from "./mail-message.js";

/** What is at hand while a mail is written. Whatever is written to the database commits before the mail goes out. */
export interface MailContext {
  db: Connection;
  /** The secret of this mail, for its link; the same whenever the mail is written again. */
  token: string;
  /** The address of a page of the account, with the secret. */
  link: (page: string) => string;
  /** Reads what the member may see, in a language; null for somebody without an account. */
  readAs: (memberId: string | null, language: Language) => Context;
}

/** Writes one kind of mail; null when it turns out that there is nothing to send. */
export type MailTemplate<Payload> = (mail: MailContext, payload: Payload) => Promise<MailMessage | null>;

/**
 * The payload of each kind of mail, by its name in the outbox. Empty here: each domain adds its kinds by declaration
 * merging, beside their templates.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- domains add to it
export interface MailPayloads {}

export type MailKind = keyof MailPayloads;

/** Whom a mail is to: an address, else the address of a member's account. Part of every payload. */
type MailRecipient = { address: string } | { memberId: string };

/** A mail to be sent: its kind, and what it is about. */
export type MailJob = { [Kind in MailKind]: { kind: Kind; payload: MailPayloads[Kind] & MailRecipient } }[MailKind];

/**
 * What becomes of a mail that could not be sent for a day; `isRefused` when the mail server refuses its address for
 * good.
 */
export type UndeliveredMails = {
  [Kind in MailKind]?: (db: Connection, payload: MailPayloads[Kind], isRefused: boolean) => Promise<void>;
};

/** The template of every kind. */
export type MailTemplates = { [Kind in MailKind]: MailTemplate<MailPayloads[Kind]> };
