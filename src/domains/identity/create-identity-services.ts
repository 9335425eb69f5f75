import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { FeedTokens } from "./feed-address/feed-tokens.js";
import type { IdentityServices } from "./identity.services.js";
import { KnownAccounts } from "./known-accounts.js";
import { openIdConnect } from "./oidc/open-id-connect.js";
import { PasswordHasher } from "./passwords/password-hasher.js";
import { Revocations } from "./revocations.js";
import { SignInQueue } from "./sign-in/sign-in-queue.js";
import { Tokens } from "./tokens.js";

export function createIdentityServices(
  { events, now }: CoreServices,
  { config, log, secret }: ServiceOptions,
): IdentityServices {
  const revocations = new Revocations(events, now);
  return {
    tokens: new Tokens(secret, now, config.previousAuthSecret),
    revocations,
    passwords: new PasswordHasher(config.passwordQueue),
    signInQueue: new SignInQueue(),
    unverifiedSignUp: config.unverifiedSignUp,
    oidc: config.oidc ? openIdConnect(config.oidc, { now, revocations }, log) : null,
    knownAccounts: new KnownAccounts(),
    feedTokens: new FeedTokens(secret),
    privacyStatement: config.privacyStatement ?? null,
  };
}
