import { withoutPermit } from "../../../core/graphql/context.js";
import { addressGroup } from "../../../core/rate-limits/address-group.js";
import type { IdentityContext } from "../identity.services.js";
import type { Check } from "./password-hasher.js";

/** Hashes a new password; rejects with TRY_AGAIN when too many others are hashed. */
export const hashPassword = (ctx: IdentityContext, password: string): Promise<string> =>
  withoutPermit(ctx, () => ctx.passwords.hash(password, { from: fromOf(ctx) }));

/** Whether the password matches; see `PasswordHasher.verify`. */
export const checkPassword = (
  ctx: IdentityContext,
  passwordHash: string | null | undefined,
  password: string,
  check: Omit<Check, "from"> = {},
): Promise<boolean | null> =>
  withoutPermit(ctx, () => ctx.passwords.verify(passwordHash, password, { ...check, from: fromOf(ctx) }));

const fromOf = ({ client }: IdentityContext): string => addressGroup(client.address);
