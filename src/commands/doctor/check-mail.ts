import { createTransport } from "nodemailer";
import { join } from "node:path";
import type { Config } from "../../config.js";
import { findingsAbout, reasonOf, type Finding } from "./finding.js";

const { ok, warning, problem } = findingsAbout("mail server");

const timeoutMs = 5_000;

const remedies: Readonly<Record<string, string>> = {
  EAUTH: "Correct the name and the password in SMTP_URL; encode special characters, such as @ as %40.",
  ENOAUTH: "Put a name and a password into SMTP_URL: smtp://name:password@host:587.",
  EDNS: "Correct the host in SMTP_URL.",
  ENOTFOUND: "Correct the host in SMTP_URL.",
  ECONNREFUSED: "Correct the port in SMTP_URL, or start the mail server: nobody listens there.",
  ETIMEDOUT: "Let the machine connect to that port: a firewall may be between, and many providers block port 25.",
  ETLS: "Correct the scheme in SMTP_URL: smtps:// for TLS from the start (port 465), smtp:// for STARTTLS (port 587).",
  ESOCKET:
    "Correct the scheme in SMTP_URL: smtps:// for TLS from the start (port 465), smtp:// for STARTTLS (port 587).",
};

/** What nodemailer has in its messages alone. */
const networkError = /\b(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/;

/** Whether the mail server answers and lets the service in; no mail is sent. */
export async function checkMail({ smtpUrl, dataDir, mailFrom }: Config): Promise<Finding[]> {
  if (smtpUrl === undefined)
    return [
      warning(
        `SMTP_URL is not set: mails are written to ${join(dataDir, "mail")} and reach nobody`,
        "Set SMTP_URL, unless this is a trial or all members sign in at an issuer.",
      ),
    ];
  const { protocol, host, username, hostname, searchParams } = new URL(smtpUrl);
  const timeouts = { dnsTimeout: timeoutMs, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs };
  const transport = createTransport({ url: smtpUrl, socketTimeout: timeoutMs, ...timeouts });
  try {
    await transport.verify();
  } catch (error) {
    const { code = "", message } = error as Error & { code?: string };
    const reason = networkError.exec(message)?.[0] ?? reasonOf(error);
    const remedy = remedies[reason] ?? remedies[code] ?? "See docs/configuration.md, Mail.";
    return [problem(`${host} does not take mails: ${reason}`, remedy)];
  } finally {
    transport.close();
  }
  const findings = [ok(`${host} answers; mails are from ${mailFrom}`)];
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol === "smtp:" && username !== "" && !isLocal && searchParams.get("requireTLS") !== "true")
    findings.push(
      warning(
        "whoever is between can have the password sent unencrypted",
        "Add ?requireTLS=true to SMTP_URL, or use smtps://.",
      ),
    );
  return findings;
}
