import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { ConfirmEmailChangeInput, RequestEmailChangeInput } from "./email-change.inputs.js";
import { confirmEmailChange, requestEmailChange } from "./email-change.service.js";
import { callingViewer, ViewerPayload } from "./viewer.payload.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The result of `requestEmailChange`." })
export class RequestEmailChangePayload extends Payload {}

@ObjectType({ description: "The result of `confirmEmailChange`." })
export class ConfirmEmailChangePayload extends ViewerPayload {}

@Resolver()
export class EmailChangeMutations {
  @Mutation(() => RequestEmailChangePayload, {
    nullable: true,
    description:
      "Mails a confirmation link to the caller's new e-mail address; the account has the old address until " +
      "`confirmEmailChange`. The result does not reveal whether the new address has an account. At most 5 attempts a " +
      "minute. Errors: INVALID_INPUT, INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  requestEmailChange(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => RequestEmailChangeInput, { description: "The new e-mail address and the caller's password." })
    input: RequestEmailChangeInput,
  ): Promise<RequestEmailChangePayload> {
    return payload(async () => {
      await requestEmailChange(ctx, input);
      return {};
    });
  }

  @Mutation(() => ConfirmEmailChangePayload, {
    nullable: true,
    description:
      "Changes the e-mail address of an account with the token from the mail, and notifies the old address. Does not " +
      "require a signed-in caller. Errors: TRY_AGAIN, INVALID_TOKEN.",
  })
  confirmEmailChange(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmEmailChangeInput, { description: "The token from the mail." })
    input: ConfirmEmailChangeInput,
  ): Promise<ConfirmEmailChangePayload> {
    return payload(async () => {
      await confirmEmailChange(ctx, input.token);
      return { viewer: callingViewer(ctx) };
    });
  }
}
