import type { Logger } from "pino";
import type { OidcConfig } from "../../../config/issuer.js";
import type { OpenIdConnect } from "../identity.services.js";
import type { Revocations } from "../revocations.js";
import { ClaimReader } from "./claim-reader.js";
import { ExternalTokens } from "./external-tokens.js";
import { Issuer } from "./issuer.js";
import { IssuerClient } from "./issuer-client.js";
import { IssuerSignIn } from "./issuer-sign-in.js";
import { OpaqueTokens } from "./opaque-tokens.js";

export function openIdConnect(
  config: OidcConfig,
  { now, revocations }: { now: () => Date; revocations: Revocations },
  log: Logger,
): OpenIdConnect {
  const { audience } = config;
  const issuer = new Issuer(config.issuer, now, log);
  const reader = new ClaimReader(config.issuer, config.claims);
  const client = config.client ? new IssuerClient(issuer, config.client) : null;
  const opaque = client && new OpaqueTokens(client, audience, log);
  return {
    tokens: new ExternalTokens({ issuer, audience, reader, opaque, revocations, log }),
    signIn: client && new IssuerSignIn(client, reader, log),
  };
}
