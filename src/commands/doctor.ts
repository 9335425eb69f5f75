import { ConfigError, readConfig } from "../config.js";
import { defineCommand } from "./command.js";
import { examine } from "./doctor/examine.js";
import { findingsAbout, type Finding } from "./doctor/finding.js";
import { Report } from "./doctor/report.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino doctor
Checks what the service needs: configuration, secret, files, disk, database, mail server, OIDC issuer, and a service that
runs. Prints a line for each finding, ok, warning or problem, with the remedy, and changes nothing. The exit code is 1
when there is a problem.`;

const { problem } = findingsAbout("configuration");

export const command = defineCommand({
  usage,
  run: async () => {
    const report = new Report(
      (line) => void process.stdout.write(`${line}\n`),
      process.stdout.isTTY && !process.env.NO_COLOR,
    );
    const unusable = configurationProblems();
    if (unusable.length > 0) for (const finding of unusable) report.add(finding);
    else
      await onNetwork(async ({ config, reach }) => {
        const examined = { config, env: process.env, reach: () => reach({ beside: true }) };
        for await (const finding of examine(examined)) report.add(finding);
        return 0;
      });
    process.stdout.write(`${report.summary}\n`);
    return report.counts.problem > 0 ? 1 : 0;
  },
});

/** Every problem of the environment; nothing else can be checked while there is one. */
function configurationProblems(): Finding[] {
  try {
    readConfig(process.env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((text) => problem(text, "See docs/configuration.md; the rest was not checked."));
  }
}
