import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { ChangePasswordInput, RequestPasswordResetInput, ResetPasswordInput } from "./password.inputs.js";
import { changePassword, requestPasswordReset, resetPassword } from "./password.service.js";
import { signedIn, SignedInPayload } from "./signed-in.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The answer of `changePassword`." })
export class ChangePasswordPayload extends Payload {}

@ObjectType({ description: "The answer of `requestPasswordReset`." })
export class RequestPasswordResetPayload extends Payload {}

@ObjectType({ description: "The answer of `resetPassword`." })
export class ResetPasswordPayload extends SignedInPayload {}

@Resolver()
export class PasswordMutations {
  @Mutation(() => ChangePasswordPayload, {
    description:
      "Changes the caller's password and ends their other sessions. INVALID_INPUT, INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  changePassword(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ChangePasswordInput, { description: "The old and the new one." }) input: ChangePasswordInput,
  ): Promise<ChangePasswordPayload> {
    return payload(async () => {
      await changePassword(ctx, input);
      return {};
    });
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description:
      "Has a link for a new password mailed to the address. The answer is the same whether or not it has an account. INVALID_INPUT, TRY_AGAIN.",
  })
  requestPasswordReset(
    @Ctx() ctx: Context,
    @Arg("input", () => RequestPasswordResetInput, { description: "Whose." }) input: RequestPasswordResetInput,
  ): Promise<RequestPasswordResetPayload> {
    return payload(async () => {
      await requestPasswordReset(ctx, input);
      return {};
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    description:
      "Sets a new password with the token of the mail, ends all sessions of the account and signs in. INVALID_INPUT, INVALID_TOKEN, TRY_AGAIN.",
  })
  resetPassword(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ResetPasswordInput, { description: "The token and the new password." })
    input: ResetPasswordInput,
  ): Promise<ResetPasswordPayload> {
    return payload(() => signedIn(ctx, resetPassword(ctx, input)));
  }
}
