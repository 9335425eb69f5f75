import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { ConfirmEmailChangeInput, RequestEmailChangeInput } from "./email-change.inputs.js";
import { confirmEmailChange, requestEmailChange } from "./email-change.service.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType({ description: "The answer of `requestEmailChange`." })
export class RequestEmailChangePayload extends Payload {}

@ObjectType({ description: "The answer of `confirmEmailChange`." })
export class ConfirmEmailChangePayload extends Payload {}

@Resolver()
export class EmailChangeMutations {
  @Mutation(() => RequestEmailChangePayload, {
    description:
      "Has a link mailed to the caller's new address; until it is followed the old one stays. The answer is the same whether or not the new one has an account. INVALID_INPUT, INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  requestEmailChange(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => RequestEmailChangeInput, { description: "The new address and the password." })
    input: RequestEmailChangeInput,
  ): Promise<RequestEmailChangePayload> {
    return payload(async () => {
      await requestEmailChange(ctx, input);
      return {};
    });
  }

  @Mutation(() => ConfirmEmailChangePayload, {
    description:
      "Changes the address that an account signs in with, with the token of the mail; the old address is told. Nobody need be signed in. INVALID_TOKEN, TRY_AGAIN.",
  })
  confirmEmailChange(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmEmailChangeInput, { description: "The token." }) input: ConfirmEmailChangeInput,
  ): Promise<ConfirmEmailChangePayload> {
    return payload(async () => {
      await confirmEmailChange(ctx, input.token);
      return {};
    });
  }
}
