import type { Logger } from "pino";
import type { OidcConfig } from "../../../config.js";
import type { OpenIdConnect } from "../identity.services.js";
import type { Revocations } from "../revocations.js";
import { ExternalTokens } from "./external-tokens.js";
import { Issuer } from "./issuer.js";
import { IssuerSignIn } from "./issuer-sign-in.js";

export function openIdConnect(
  config: OidcConfig,
  { now, revocations }: { now: () => Date; revocations: Revocations },
  log: Logger,
): OpenIdConnect {
  const issuer = new Issuer(config.issuer, now, log);
  return {
    tokens: new ExternalTokens(issuer, config.audience, revocations, log),
    signIn: config.client ? new IssuerSignIn(issuer, config.client) : null,
  };
}
