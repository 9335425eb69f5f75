import type { Config } from "../../config.js";
import { variableNames } from "../../config.js";
import { findingsAbout, type Finding } from "./finding.js";

const { ok, warning } = findingsAbout("configuration");

/** What is valid and yet not as a service for many people should be. */
export function checkConfiguration(config: Config, env: Record<string, string | undefined>): Finding[] {
  const set = variableNames.filter((name) => (env[name] ?? "") !== "");
  const findings = [ok(`${set.length} of ${variableNames.length} variables are set, and all are valid`)];
  const { production, publicUrl, databaseUrl, trustedProxies, allowedOrigins, backupKey } = config;
  if (databaseUrl !== undefined && !production)
    findings.push(
      warning(
        "DATABASE_URL is set and NODE_ENV is not production: what is meant for trials is on",
        "Set NODE_ENV=production, unless this is a trial.",
      ),
    );
  if (databaseUrl !== undefined && backupKey === undefined)
    findings.push(
      warning(
        "BACKUP_KEY is not set: `ino backup` makes no backup",
        "Set BACKUP_KEY; `ino backup --new-key` prints one.",
      ),
    );
  if (!production) return findings;
  if (publicUrl === undefined)
    findings.push(
      warning(
        "PUBLIC_URL is not set: links in mails lead to the address that the service listens on",
        "Set PUBLIC_URL to the address under which members reach the service.",
      ),
    );
  else if (new URL(publicUrl).protocol === "http:")
    findings.push(
      warning(
        "PUBLIC_URL begins with http://: passwords and tokens travel unencrypted",
        "Put a proxy with TLS before the service (docs/operations.md), and set PUBLIC_URL to its https:// address.",
      ),
    );
  else if (trustedProxies.length === 0)
    findings.push(
      warning(
        "PUBLIC_URL begins with https:// and TRUSTED_PROXIES is not set: all clients have the proxy's address and share its limits",
        "Set TRUSTED_PROXIES to the address from which the proxy connects.",
      ),
    );
  if (allowedOrigins.includes("*"))
    findings.push(
      warning("ALLOWED_ORIGINS is *: pages of every site may call the service", "List the origins of your front-ends."),
    );
  return findings;
}
