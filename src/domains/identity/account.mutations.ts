import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { RefreshSessionInput, RevokeSessionInput, SignInInput, SignOutInput } from "./account.inputs.js";
import { signIn } from "./account.service.js";
import { refreshSession, revokeSession, signOut } from "./session.service.js";
import { SessionPayload, signedIn, SignedInPayload } from "./signed-in.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The answer of `signIn`." })
export class SignInPayload extends SignedInPayload {}

@ObjectType({ description: "The answer of `refreshSession`." })
export class RefreshSessionPayload extends SessionPayload {}

@ObjectType({ description: "The answer of `signOut`." })
export class SignOutPayload extends Payload {}

@ObjectType({ description: "The answer of `revokeSession`." })
export class RevokeSessionPayload extends Payload {}

@Resolver()
export class AccountMutations {
  @Mutation(() => SignInPayload, { description: "Signs in. INVALID_CREDENTIALS, TRY_AGAIN." })
  signIn(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => SignInInput, { description: "The address and the password." }) input: SignInInput,
  ): Promise<SignInPayload> {
    return payload(() => signedIn(ctx, signIn(ctx, input)));
  }

  @Mutation(() => RefreshSessionPayload, {
    description:
      "Renews a session. A refresh token used twice ends the session that it belongs to. INVALID_CREDENTIALS.",
  })
  refreshSession(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => RefreshSessionInput, { description: "The refresh token." }) input: RefreshSessionInput,
  ): Promise<RefreshSessionPayload> {
    return payload(() => refreshSession(ctx, input.refreshToken));
  }

  @Mutation(() => SignOutPayload, {
    description:
      "Ends the caller's session, or all of them. Its tokens are refused from then on, by every process. INVALID_INPUT: the access token belongs to no session.",
  })
  signOut(
    @Ctx() ctx: Context,
    @Arg("input", () => SignOutInput, { description: "How far." }) input: SignOutInput,
  ): Promise<SignOutPayload> {
    return payload(async () => {
      await signOut(ctx, input.everywhere);
      return {};
    });
  }

  @Mutation(() => RevokeSessionPayload, { description: "Ends one of the caller's sessions. NOT_FOUND." })
  revokeSession(
    @Ctx() ctx: Context,
    @Arg("input", () => RevokeSessionInput, { description: "Which." }) input: RevokeSessionInput,
  ): Promise<RevokeSessionPayload> {
    return payload(async () => {
      await revokeSession(ctx, input.id);
      return {};
    });
  }
}
