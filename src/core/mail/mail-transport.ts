import type { MailMessage } from "./mail-message.js";

export interface Mail extends MailMessage {
  /** The same whenever the mail is sent again, so that who gets it twice can tell. */
  id: string;
  from: string;
}

/** The answer of SMTP by which a server takes no mail at all. */
const serviceNotAvailable = 421;

/** A mail server did not take a mail. Without the server's own words, which contain addresses. */
export class NotDelivered extends Error {
  /** True when the server refused this sender, recipient or content, now or for good, and may take other mails. */
  readonly isAboutMail: boolean;
  /** True when the server refuses the address for good. */
  readonly isRefused: boolean;

  constructor({ code, responseCode = 0, command }: { code?: string; responseCode?: number; command?: string }) {
    super(`The mail server did not take it: ${[code, responseCode].filter(Boolean).join(" ")}`);
    this.isRefused = command === "RCPT TO" && responseCode >= 500;
    this.isAboutMail = ["EENVELOPE", "EMESSAGE"].includes(code ?? "") && responseCode !== serviceNotAvailable;
  }
}

/** A way for mails to go out. */
export interface MailTransport {
  /** Whether they reach the people that they are meant for. */
  reachesPeople: boolean;
  deliver: (mail: Mail, signal: AbortSignal) => Promise<void>;
  close: () => void;
}

/** By what mail programs know a mail again, and show it below those that it answers. */
function idsOf(from: string, { id, messageId = id, references = [] }: Pick<Mail, "id" | "messageId" | "references">) {
  const domain = /@([^@>]+)>?$/.exec(from)![1]!;
  const [own, ...before] = [messageId, ...references].map((local) => `<${local}@${domain}>`);
  return { messageId: own!, ...(before.length > 0 && { inReplyTo: before.at(-1)!, references: before }) };
}

/** What nodemailer is given, whichever way the mail goes. */
export const messageOf = ({ from, to, subject, text, unsubscribeUrl, attachments = [], ...mail }: Mail) => ({
  // As an object: a text could be read as a list of addresses.
  to: { name: "", address: to },
  from,
  subject,
  text,
  ...idsOf(from, mail),
  // No answer of a machine, please.
  headers: {
    "Auto-Submitted": "auto-generated",
    ...(unsubscribeUrl !== undefined && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
  },
  ...(unsubscribeUrl !== undefined && { list: { unsubscribe: unsubscribeUrl } }),
  attachments: [...attachments],
  disableFileAccess: true,
  disableUrlAccess: true,
});
