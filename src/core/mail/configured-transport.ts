import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../../config.js";
import { folderTransport } from "./folder-transport.js";
import type { MailTransport } from "./mail-transport.js";
import { smtpTransport } from "./smtp-transport.js";

/** Through the mail server of the configuration, or to a folder that is made with the first mail. */
export function configuredTransport({ smtpUrl, dataDir }: Config, log: Logger): MailTransport {
  if (smtpUrl !== undefined) return smtpTransport(smtpUrl);
  const folder = join(dataDir, "mail");
  log.info({ folder }, "without SMTP_URL, mails are written to this folder");
  return folderTransport(folder, log);
}
