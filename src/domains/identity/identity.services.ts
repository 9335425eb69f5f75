import type { Context, CoreServices } from "../../core/graphql/context.js";
import type { FeedTokens } from "./feed-address/feed-tokens.js";
import type { KnownAccounts } from "./known-accounts.js";
import type { IssuerSignIn } from "./oidc/issuer-sign-in.js";
import type { PasswordHasher } from "./passwords/password-hasher.js";
import type { Revocations } from "./revocations.js";
import type { SignInQueue } from "./sign-in/sign-in-queue.js";
import type { PrivacyStatement } from "./statement/statement.types.js";
import type { Tokens, VerifiedToken } from "./tokens.js";

/** The external issuer of this process. Nothing is fetched before it is needed. */
export interface OpenIdConnect {
  /** Verifies the issuer's access tokens, which a client at `address` sent; null for a token that is not valid. */
  tokens: { verify: (services: CoreServices, token: string, address: string) => Promise<VerifiedToken | null> };
  /** Redirects members to the issuer to sign in; null when the service is not registered as a client. */
  signIn: IssuerSignIn | null;
}

export interface IdentityServices {
  tokens: Tokens;
  revocations: Revocations;
  passwords: PasswordHasher;
  signInQueue: SignInQueue;
  /** Whether `signUp` makes accounts where no mail can verify the address. */
  unverifiedSignUp: boolean;
  /** The external issuer that members may sign in with; null when there is none. */
  oidc: OpenIdConnect | null;
  knownAccounts: KnownAccounts;
  /** Derives the tokens of secret addresses. */
  feedTokens: FeedTokens;
  /** What members accept when they sign up; null when the network has set none. */
  privacyStatement: PrivacyStatement | null;
}

export type IdentityContext = Context & IdentityServices;
