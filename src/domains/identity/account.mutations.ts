import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { RefreshSessionInput, RevokeSessionInput, SignInInput, SignOutInput } from "./account.inputs.js";
import { signIn } from "./sign-in/sign-in.service.js";
import { refreshSession } from "./refresh/refresh-session.service.js";
import { revokeSession, signOut } from "./session.service.js";
import { SessionPayload, signedIn, SignedInPayload } from "./signed-in.payload.js";
import { callingViewer, ViewerPayload } from "./viewer.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The result of `signIn`." })
export class SignInPayload extends SignedInPayload {}

@ObjectType({ description: "The result of `refreshSession`." })
export class RefreshSessionPayload extends SessionPayload {}

@ObjectType({ description: "The result of `signOut`." })
export class SignOutPayload extends Payload {}

@ObjectType({ description: "The result of `revokeSession`." })
export class RevokeSessionPayload extends ViewerPayload {}

@Resolver()
export class AccountMutations {
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      "Opens a session with an e-mail address and a password. After several failures the result comes later, by up to 30 " +
      "seconds, also when the password is right: after 5 for the account from the client address, 20 for the account, " +
      "50 (as configured) from the client address. Failures elsewhere do not delay a device that sends its `deviceToken`. TRY_AGAIN " +
      "means that too many wait already. Errors: INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  signIn(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => SignInInput, { description: "The e-mail address and the password." }) input: SignInInput,
  ): Promise<SignInPayload> {
    return payload(() => signedIn(ctx, signIn(ctx, input)));
  }

  @Mutation(() => RefreshSessionPayload, {
    nullable: true,
    description:
      "Exchanges a refresh token for a new access token and a new refresh token. A repetition within 30 seconds with " +
      "the same `User-Agent` header, as by a second tab, returns the same refresh token with another access token. " +
      "Using a refresh token again later, or by another client, ends its session. Errors: INVALID_CREDENTIALS.",
  })
  refreshSession(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => RefreshSessionInput, { description: "The refresh token of the session." })
    input: RefreshSessionInput,
  ): Promise<RefreshSessionPayload> {
    return payload(() => refreshSession(ctx, input.refreshToken));
  }

  @Mutation(() => SignOutPayload, {
    nullable: true,
    description:
      "Ends the caller's session, or all of them; every process then rejects their tokens. INVALID_INPUT means that " +
      "the access token belongs to no session of this service: sign out at its issuer, or everywhere. Errors: " +
      "INVALID_INPUT.",
  })
  signOut(
    @Ctx() ctx: Context,
    @Arg("input", () => SignOutInput, { description: "Which sessions to end." }) input: SignOutInput,
  ): Promise<SignOutPayload> {
    return payload(async () => {
      await signOut(ctx, input.everywhere);
      return {};
    });
  }

  @Mutation(() => RevokeSessionPayload, {
    nullable: true,
    description: "Ends one session of the caller; every process then rejects its tokens. Errors: NOT_FOUND.",
  })
  revokeSession(
    @Ctx() ctx: Context,
    @Arg("input", () => RevokeSessionInput, { description: "The session to end." }) input: RevokeSessionInput,
  ): Promise<RevokeSessionPayload> {
    return payload(async () => {
      await revokeSession(ctx, input.id);
      return { viewer: callingViewer(ctx) };
    });
  }
}
