import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { ChangePasswordInput, RequestPasswordResetInput, ResetPasswordInput } from "./password.inputs.js";
import { changePassword, requestPasswordReset, resetPassword } from "./password.service.js";
import { signedIn, SignedInPayload } from "./signed-in.payload.js";
import { callingViewer, ViewerPayload } from "./viewer.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The result of `changePassword`." })
export class ChangePasswordPayload extends ViewerPayload {}

@ObjectType({ description: "The result of `requestPasswordReset`." })
export class RequestPasswordResetPayload extends Payload {}

@ObjectType({ description: "The result of `resetPassword`." })
export class ResetPasswordPayload extends SignedInPayload {}

@Resolver()
export class PasswordMutations {
  @Mutation(() => ChangePasswordPayload, {
    nullable: true,
    description:
      "Changes the caller's password, ends their other sessions, invalidates all links mailed before, and notifies " +
      "the caller by mail. At most 5 attempts a minute. Errors: INVALID_INPUT, INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  changePassword(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ChangePasswordInput, { description: "The current and the new password." })
    input: ChangePasswordInput,
  ): Promise<ChangePasswordPayload> {
    return payload(async () => {
      await changePassword(ctx, input);
      return { viewer: callingViewer(ctx) };
    });
  }

  @Mutation(() => RequestPasswordResetPayload, {
    nullable: true,
    description:
      "Mails a link for setting a new password. The result does not reveal whether the address has an account. At " +
      "most 5 attempts a minute for one address. Errors: INVALID_INPUT, TRY_AGAIN.",
  })
  requestPasswordReset(
    @Ctx() ctx: Context,
    @Arg("input", () => RequestPasswordResetInput, { description: "The account whose password to reset." })
    input: RequestPasswordResetInput,
  ): Promise<RequestPasswordResetPayload> {
    return payload(async () => {
      await requestPasswordReset(ctx, input);
      return {};
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    nullable: true,
    description:
      "Sets a new password with the token from the mail, ends all sessions of the account, invalidates all links " +
      "mailed before, and opens a new session. Errors: INVALID_INPUT, TRY_AGAIN, INVALID_TOKEN.",
  })
  resetPassword(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ResetPasswordInput, { description: "The token from the mail and the new password." })
    input: ResetPasswordInput,
  ): Promise<ResetPasswordPayload> {
    return payload(() => signedIn(ctx, resetPassword(ctx, input)));
  }
}
