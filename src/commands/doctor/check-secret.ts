import type { Config } from "../../config.js";
import { findingsAbout, type Finding } from "./finding.js";

const { ok, warning } = findingsAbout("AUTH_SECRET");

const remedy =
  "Replace it by the output of: openssl rand -hex 32. docs/configuration.md says how nobody is signed out.";
/** Fewer bits can be tried out by who has one token. */
const minBits = 128;
const commonWords = /secret|password|wachtwoord|passe|change|example|voorbeeld|default|token|qwerty|azerty|12345/i;

/** Whether the secret that signs access tokens could be guessed. */
export function checkSecret({ authSecret, previousAuthSecret, databaseUrl, dataDir }: Config): Finding[] {
  if (authSecret === undefined)
    return [
      databaseUrl === undefined
        ? ok(`generated, in ${dataDir}`)
        : warning(
            `not set: each machine generates its own in ${dataDir}, and refuses the tokens of the others`,
            "Set AUTH_SECRET, or AUTH_SECRET_FILE, to the same secret on all machines.",
          ),
    ];
  const findings: Finding[] = [];
  for (const [name, secret] of Object.entries({ "the secret": authSecret, "the secret before": previousAuthSecret })) {
    if (secret === undefined) continue;
    const bits = Math.floor(bitsOf(secret));
    if (bits < minBits) findings.push(warning(`${name} has few different characters: some ${bits} bits`, remedy));
    else if (commonWords.test(secret))
      findings.push(warning(`${name} contains common words, and can be guessed`, remedy));
  }
  if (findings.length === 0) findings.push(ok("as strong as a random one of this length and alphabet"));
  if (previousAuthSecret !== undefined)
    findings.push(ok("a second secret is accepted; it can go 15 minutes after all processes sign with the first"));
  return findings;
}

/** Shannon's entropy of the characters: an upper bound of what there is to guess. */
function bitsOf(secret: string): number {
  const counts = new Map<string, number>();
  for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
  const entropy = [...counts.values()].reduce((sum, count) => {
    const share = count / secret.length;
    return sum - share * Math.log2(share);
  }, 0);
  return entropy * secret.length;
}
