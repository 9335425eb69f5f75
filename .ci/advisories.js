/**
 * Compares the installed versions with the registry's security advisories. Exit code 1 when a production dependency has
 * one of severity high or critical. There is no package that brings the advisories along, so a registry without them leaves
 * this unchecked: the output says so, and `--required` makes it exit code 2.
 */
import { spawnSync } from "node:child_process";

const isRequired = process.argv.includes("--required");
const { stdout, stderr, error } = spawnSync(
  "npm",
  ["audit", "--json", "--package-lock-only", "--omit", "dev", "--audit=true", "--fetch-retries=1", "--loglevel=warn"],
  { encoding: "utf8", maxBuffer: 2 ** 28, timeout: 120_000 },
);

function reportOf(text) {
  try {
    const report = JSON.parse(text);
    return typeof report.metadata?.vulnerabilities?.total === "number" ? report : null;
  } catch {
    return null;
  }
}

/** What npm reports of a request that failed, without the address. */
const reasonIn = (text) => /audit (\d{3} .*?) - |failed, reason: (.*)$/m.exec(text)?.slice(1).find(Boolean);

const report = reportOf(stdout);
if (report === null) {
  const reason = error?.message ?? reasonIn(stderr) ?? "npm audit failed";
  console.log(`advisories: NOT CHECKED: the registry gave none (${reason}).`);
  process.exit(isRequired ? 2 : 0);
}
const found = Object.values(report.vulnerabilities);
for (const { name, severity, range } of found) console.log(`advisories: ${severity}: ${name} ${range}`.trimEnd());
const { high, critical, total } = report.metadata.vulnerabilities;
const checked = report.metadata.dependencies.prod;
console.log(
  `advisories: checked ${checked} production dependencies: ${total} found, ${high + critical} high or critical.`,
);
process.exit(high + critical > 0 ? 1 : 0);
