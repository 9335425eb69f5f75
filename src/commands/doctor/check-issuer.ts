import type { Config } from "../../config.js";
import type { OidcConfig } from "../../config/issuer.js";
import { fetchJson } from "../../domains/identity/oidc/bounded-fetch.js";
import { findingsAbout, reasonOf, type Finding } from "./finding.js";

const { ok, warning, problem } = findingsAbout("OIDC issuer");

/** Whether the issuer of OIDC_ISSUER can be asked, names itself as configured, and has what the service uses. */
export async function checkIssuer({ oidc }: Config): Promise<Finding[]> {
  if (!oidc) return [ok("none is configured")];
  const address = `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  try {
    const metadata = await fetchJson(address);
    return [...checkMetadata(oidc, metadata), ...(await checkKeys(metadata.jwks_uri))];
  } catch (error) {
    return [
      problem(
        `${address} cannot be read: ${reasonOf(error)}`,
        "Correct OIDC_ISSUER, or let the machine connect to the issuer. Of an issuer with a certificate of your own " +
          "authority, set NODE_EXTRA_CA_CERTS to the authority's certificate.",
      ),
    ];
  }
}

function checkMetadata({ issuer, client }: OidcConfig, metadata: Record<string, unknown>): Finding[] {
  const named = metadata.issuer;
  if (named !== issuer)
    return [problem(`the issuer calls itself ${JSON.stringify(named)}`, "Set OIDC_ISSUER to exactly that.")];
  const findings = [ok(`${issuer} answers, and calls itself so`)];
  if (!client) return findings;
  const missing = ["authorization_endpoint", "token_endpoint"].filter((name) => typeof metadata[name] !== "string");
  if (missing.length > 0)
    findings.push(
      problem(`the issuer has no ${missing.join(" and no ")}: nobody can sign in there`, "Unset OIDC_CLIENT_ID."),
    );
  const supported = metadata.scopes_supported;
  const unknown = Array.isArray(supported) ? client.scope.split(" ").filter((scope) => !supported.includes(scope)) : [];
  if (unknown.length > 0)
    findings.push(
      warning(
        `the issuer does not list ${unknown.join(", ")} among its scopes, and may refuse sign-ins`,
        "Take them out of OIDC_SCOPE, or have the client granted them.",
      ),
    );
  return findings;
}

async function checkKeys(address: unknown): Promise<Finding[]> {
  const { keys } = await fetchJson(String(address));
  return Array.isArray(keys) && keys.length > 0
    ? []
    : [problem(`there are no keys at ${String(address)}: no token can be verified`, "Ask whoever runs the issuer.")];
}
