import type { Config } from "../../config.js";
import { checkConfiguration } from "./check-configuration.js";
import { checkDatabase } from "./check-database.js";
import { checkFiles } from "./check-files.js";
import { checkIssuer } from "./check-issuer.js";
import { checkMail } from "./check-mail.js";
import { checkSecret } from "./check-secret.js";
import { checkService } from "./check-service.js";
import { findingsAbout, reasonOf, type Finding } from "./finding.js";

export interface Examined {
  config: Config;
  env: Record<string, string | undefined>;
  /** The address of the configured PostgreSQL, which is started if need be. */
  reach: () => Promise<string>;
}

type Check = () => Finding[] | Promise<Finding[]>;

/** What all checks find, one after the other; a check that fails itself is a problem, and the others go on. */
export async function* examine({ config, env, reach }: Examined): AsyncGenerator<Finding> {
  const checks: Record<string, Check> = {
    configuration: () => checkConfiguration(config, env),
    AUTH_SECRET: () => checkSecret(config),
    files: () => checkFiles(config),
    database: () => checkDatabase(config, reach),
    "mail server": () => checkMail(config),
    "OIDC issuer": () => checkIssuer(config),
    service: () => checkService(config),
  };
  for (const [about, check] of Object.entries(checks))
    try {
      yield* await check();
    } catch (error) {
      yield findingsAbout(about).problem(`could not be checked: ${reasonOf(error)}`, "Report this as a fault.");
    }
}
