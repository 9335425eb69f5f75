import { randomBytes } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import { messageOf, type MailTransport } from "./mail-transport.js";

/** Writes mails as files of a folder, for a trial without a mail server: `<id>.eml`, which mail programs open. */
export function folderTransport(folder: string, log: Logger): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    reachesPeople: false,
    deliver: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail));
      // As it is read: encoded for the way, a link would be cut and could not be copied from the file.
      const [head] = (message as Buffer).toString("utf8").split("\n\n", 1);
      const plain = head!.replace(/^(Content-Transfer-Encoding: ).*$/m, "$18bit");
      const whole = mail.attachments?.length ? (message as Buffer) : `${plain}\n\n${mail.text}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${mail.id}.eml`;
      // Written aside and renamed, so that nobody reads half of it.
      const draft = join(folder, `.${name}.${randomBytes(4).toString("hex")}`);
      await writeFile(draft, whole, { mode: 0o600, flag: "wx" });
      await rename(draft, join(folder, name));
      log.info({ file: name }, "wrote a mail");
    },
    close: () => undefined,
  };
}
