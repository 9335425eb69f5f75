import type { Context } from "../../core/graphql/context.js";
import type { KnownAccounts } from "./known-accounts.js";
import type { OpenIdConnect } from "./oidc/open-id-connect.js";
import type { PasswordHasher } from "./passwords.js";
import type { Revocations } from "./revocations.js";
import type { Tokens } from "./tokens.js";

export interface IdentityServices {
  tokens: Tokens;
  revocations: Revocations;
  passwords: PasswordHasher;
  /** The external issuer that members may sign in with; null when there is none. */
  oidc: OpenIdConnect | null;
  knownAccounts: KnownAccounts;
}

export type IdentityContext = Context & IdentityServices;
