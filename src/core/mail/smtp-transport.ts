import { createTransport, type NodemailerError } from "nodemailer";
import { messageOf, NotDelivered, type MailTransport } from "./mail-transport.js";

/** What the log may know of a mail that was not taken: the server's own words hold addresses. */
function notDelivered({ code, responseCode, command }: NodemailerError): NotDelivered {
  const reason = [code, responseCode].filter((part) => part !== undefined).join(" ");
  const isRefused = command === "RCPT TO" && responseCode !== undefined && responseCode >= 500;
  return new NotDelivered(`The mail server did not take it: ${reason}`, isRefused);
}

/** Sends mails through the server of SMTP_URL, over connections that are kept, and never waits for long. */
export function smtpTransport(url: string): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    maxRequeues: 1,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    socketCloseTimeout: 1_000,
    idleTimeout: 60_000,
  });
  // What fails while a mail goes out is that mail's; a connection at rest may end when it likes.
  transport.on("error", () => undefined);
  return {
    reachesPeople: true,
    deliver: async (mail, signal) => {
      await transport.sendMail({ ...messageOf(mail), signal }).catch((error: NodemailerError) => {
        throw notDelivered(error);
      });
    },
    close: () => transport.close({ force: true }),
  };
}
