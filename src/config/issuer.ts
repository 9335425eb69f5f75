import { isOpenTenant, mappingOf, mappingProblems, presetOf, type ClaimMapping } from "../oidc-config.js";
import { isProduction, type Environment } from "./variables.js";

/** An external issuer of access tokens. */
export interface OidcConfig {
  issuer: string;
  audience: string;
  claims: ClaimMapping;
  /** The service as a client that sends members to the issuer; absent when it only takes its tokens. */
  client: OidcClientConfig | undefined;
}

export interface OidcClientConfig {
  id: string;
  secret: string | undefined;
  /** How the secret goes to the issuer; undefined where the issuer says how. */
  authentication: "client_secret_basic" | "client_secret_post" | undefined;
  scope: string;
}

/** The issuer that the variables name, if there is one. */
export function issuerOf(data: Environment): OidcConfig | undefined {
  const audience = audienceOf(data);
  if (data.OIDC_ISSUER === undefined || audience === undefined) return undefined;
  const preset = presetOf(data.OIDC_PRESET);
  const client: OidcClientConfig | undefined =
    data.OIDC_CLIENT_ID === undefined
      ? undefined
      : {
          id: data.OIDC_CLIENT_ID,
          secret: data.OIDC_CLIENT_SECRET,
          authentication: data.OIDC_CLIENT_AUTH,
          scope: data.OIDC_SCOPE ?? preset.scope,
        };
  return { issuer: data.OIDC_ISSUER, audience, claims: mappingOf(preset, data.OIDC_CLAIMS), client };
}

/** The audience, where access tokens are for the client itself by default the client. */
export const audienceOf = (env: Partial<Record<string, unknown>>): string | undefined =>
  (env.OIDC_AUDIENCE ?? (presetOf(env.OIDC_PRESET).audienceIsClient ? env.OIDC_CLIENT_ID : undefined)) as
    string | undefined;

/** What is wrong with an issuer although each of its variables has the right form. */
export function issuerProblems(data: Environment): string[] {
  const preset = presetOf(data.OIDC_PRESET);
  const problems = mappingProblems(preset, data.OIDC_CLAIMS).map((problem) => `OIDC_CLAIMS.${problem}`);
  if (data.OIDC_ISSUER !== undefined && isOpenTenant(data.OIDC_ISSUER))
    problems.push("OIDC_ISSUER: must be the issuer of one tenant, https://login.microsoftonline.com/<tenant id>/v2.0");
  if (isProduction(data) && data.OIDC_ISSUER !== undefined && !preset.givesAddresses && data.SMTP_URL === undefined)
    problems.push(
      `SMTP_URL: must be set when NODE_ENV is production and OIDC_PRESET is ${data.OIDC_PRESET}: ` +
        "its members confirm their address by mail",
    );
  return problems;
}
