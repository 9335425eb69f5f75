import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser, type ParsedMail } from "mailparser";

/** A data folder of a test's own, with the mails that a service without a mail server writes there. */
export interface MailFolder {
  dataDir: string;
  /** Waits for a mail to this address whose text matches, and gives the newest. */
  mailTo: (address: string, text: RegExp) => Promise<ParsedMail>;
  remove: () => void;
}

export function mailFolder(): MailFolder {
  const dataDir = mkdtempSync(join(tmpdir(), "ino-mail-"));
  const folder = join(dataDir, "mail");
  const files = (): string[] => {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith(".eml") && !name.startsWith("."))
        .sort()
        .reverse();
    } catch {
      return [];
    }
  };
  return {
    dataDir,
    mailTo: async (address, text) => {
      for (;;) {
        for (const file of files()) {
          const mail = await simpleParser(readFileSync(join(folder, file)));
          const to = [mail.to ?? []].flat().flatMap((list) => list.value.map((one) => one.address));
          if (to.includes(address) && text.test(mail.text ?? "")) return mail;
        }
        await sleep(20);
      }
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
