import type { MailMessage } from "./mail-message.js";

export interface Mail extends MailMessage {
  /** The same whenever the mail is sent again, so that who gets it twice can tell. */
  id: string;
  from: string;
}

/** A mail was not delivered. Its message is fit for the log. */
export class NotDelivered extends Error {
  constructor(
    message: string,
    /** Whether the mail server refuses the address for good. */
    readonly isRefused: boolean,
  ) {
    super(message);
  }
}

/** A way for mails to go out. */
export interface MailTransport {
  /** Whether they reach the people that they are meant for. */
  reachesPeople: boolean;
  deliver: (mail: Mail, signal: AbortSignal) => Promise<void>;
  close: () => void;
}

/** What nodemailer is given, whichever way the mail goes. */
export const messageOf = ({ id, from, to, subject, text }: Mail) => ({
  // As an object: a text could be read as a list of addresses.
  to: { name: "", address: to },
  from,
  subject,
  text,
  messageId: `<${id}@${/@([^@>]+)>?$/.exec(from)![1]!}>`,
  // No answer of a machine, please.
  headers: { "Auto-Submitted": "auto-generated" },
  disableFileAccess: true,
  disableUrlAccess: true,
});
