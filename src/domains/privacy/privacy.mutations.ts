import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { ConfirmErasureInput, EraseMyAccountInput } from "./erasure.inputs.js";
import { confirmErasure, eraseMyAccount } from "./erasure.service.js";
import { ExportMyDataInput } from "./export.inputs.js";
import { exportMyData } from "./export.service.js";
import type { IdentityContext } from "../identity/identity.services.js";
import type { PrivacyContext } from "./privacy.services.js";

@ObjectType({ description: "The answer of `exportMyData`." })
export class ExportMyDataPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      "The address of a zip with all that the service knows of the caller, as it is when it is fetched: `data.json`, and a CSV file a table. Whoever has the address can fetch it: keep it secret.",
  })
  url?: string | null;

  @Field(() => Date, { nullable: true, description: "When the address stops working." })
  expiresAt?: Date | null;
}

@ObjectType({
  description: "The answer of `eraseMyAccount`: there is nothing to tell before the mail's link is followed.",
})
export class EraseMyAccountPayload extends Payload {}

@ObjectType({ description: "The answer of `confirmErasure`." })
export class ConfirmErasurePayload extends Payload {}

@Resolver()
export class PrivacyMutations {
  @Mutation(() => ExportMyDataPayload, {
    description: "Makes a link to all that the service knows of the caller. INVALID_INPUT, TRY_AGAIN.",
  })
  exportMyData(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ExportMyDataInput, { description: "How." }) input: ExportMyDataInput,
  ): Promise<ExportMyDataPayload> {
    return payload(() => exportMyData(ctx, input));
  }

  @Mutation(() => EraseMyAccountPayload, {
    description:
      "Mails the caller a link with which the account is erased; nothing changes before it is followed. TRY_AGAIN.",
  })
  eraseMyAccount(
    @Ctx() ctx: Context,
    @Arg("input", () => EraseMyAccountInput, { description: "What becomes of the posts." })
    input: EraseMyAccountInput,
  ): Promise<EraseMyAccountPayload> {
    return payload(async () => {
      await eraseMyAccount(ctx, input.posts);
      return {};
    });
  }

  @Mutation(() => ConfirmErasurePayload, {
    description:
      "Erases the account that the mail's link was sent to: name, address, profile and interests go for good, and all sessions end. INVALID_TOKEN, TRY_AGAIN.",
  })
  confirmErasure(
    @Ctx() ctx: PrivacyContext,
    @Arg("input", () => ConfirmErasureInput, { description: "The confirmation." }) input: ConfirmErasureInput,
  ): Promise<ConfirmErasurePayload> {
    return payload(async () => {
      await confirmErasure(ctx, input.token);
      return {};
    });
  }
}
