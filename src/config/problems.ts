import { audienceOf, issuerProblems } from "./issuer.js";
import { isProduction, type Environment } from "./variables.js";

/** What must be set in production: one of these variables each, or the process does not start. */
const requiredInProduction = [
  {
    anyOf: ["AUTH_SECRET"],
    problem:
      "AUTH_SECRET: must be set when NODE_ENV is production, for example to the output of: openssl rand -hex 32; " +
      "or AUTH_SECRET_FILE to a file with it",
  },
  {
    anyOf: ["SMTP_URL", "OIDC_ISSUER"],
    problem:
      "SMTP_URL: must be set when NODE_ENV is production, or OIDC_ISSUER and OIDC_AUDIENCE must be: " +
      "without a mail server or an issuer, no address of a member is ever verified",
  },
];

/** What must be set when something else is. */
const companions = [
  ["OIDC_ISSUER", "OIDC_AUDIENCE"],
  ["OIDC_AUDIENCE", "OIDC_ISSUER"],
  ["OIDC_CLIENT_ID", "OIDC_ISSUER"],
  ["OIDC_CLIENT_SECRET", "OIDC_CLIENT_ID"],
  ["OIDC_CLIENT_AUTH", "OIDC_CLIENT_SECRET"],
  ["OIDC_SCOPE", "OIDC_CLIENT_ID"],
  ["OIDC_PRESET", "OIDC_ISSUER"],
  ["OIDC_CLAIMS", "OIDC_ISSUER"],
  ["PRIVACY_STATEMENT_VERSION", "PRIVACY_STATEMENT_URL"],
  ["PRIVACY_STATEMENT_URL", "PRIVACY_STATEMENT_VERSION"],
  ["DORMANT_AFTER_DAYS", "SMTP_URL"],
] as const;

/** What is wrong with variables of which each is right by itself; `data` when all of them are. */
export function problemsTogether(present: Record<string, string>, data: Environment | undefined): string[] {
  const closed = requiredInProduction
    .filter(({ anyOf }) => isProduction(present) && !anyOf.some((name) => name in present || `${name}_FILE` in present))
    .map(({ problem }) => problem);
  const missing = companions
    .filter(([name, other]) => name in present && !(other in present))
    .filter(([, other]) => other !== "OIDC_AUDIENCE" || audienceOf(present) === undefined)
    .map(([name, other]) => `${other}: must be set when ${name} is`);
  return [...closed, ...missing, ...(data ? contradictions(data) : [])];
}

function contradictions(data: Environment): string[] {
  const problems = issuerProblems(data);
  if (data.MIN_IN_FLIGHT > data.MAX_IN_FLIGHT) problems.push("MIN_IN_FLIGHT: must not be above MAX_IN_FLIGHT");
  if (data.DORMANT_AFTER_DAYS !== undefined && data.DORMANT_WARNING_DAYS >= data.DORMANT_AFTER_DAYS)
    problems.push("DORMANT_WARNING_DAYS: must be below DORMANT_AFTER_DAYS");
  return problems;
}
