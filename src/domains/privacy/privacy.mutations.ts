import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { ConfirmErasureInput, EraseMyAccountInput } from "./erasure.inputs.js";
import { confirmErasure, eraseMyAccount } from "./erasure.service.js";
import { ExportMyDataInput } from "./export.inputs.js";
import { exportMyData } from "./export.service.js";
import type { IdentityContext } from "../identity/identity.services.js";
import type { PrivacyContext } from "./privacy.services.js";

@ObjectType({ description: "The result of `exportMyData`." })
export class ExportMyDataPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      "The URL of a ZIP archive of the caller's personal data at the time of the download: `data.json`, and a CSV " +
      "file for each table. It works once: after an interrupted download, create another. Anybody with the URL can " +
      "use it, so treat it as a secret. Null when no link was created.",
  })
  url?: string | null;

  @Field(() => Date, { nullable: true, description: "When the link expires; null when no link was created." })
  expiresAt?: Date | null;
}

@ObjectType({
  description: "The result of `eraseMyAccount`. Nothing is erased before `confirmErasure`.",
})
export class EraseMyAccountPayload extends Payload {}

@ObjectType({ description: "The result of `confirmErasure`." })
export class ConfirmErasurePayload extends Payload {}

@Resolver()
export class PrivacyMutations {
  @Mutation(() => ExportMyDataPayload, {
    nullable: true,
    description:
      "Creates a link for one download of all personal data that the service stores about the caller. At most 5 a " +
      "minute. Errors: INVALID_INPUT, TRY_AGAIN.",
  })
  exportMyData(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => ExportMyDataInput, { description: "The options of the export." }) input: ExportMyDataInput,
  ): Promise<ExportMyDataPayload> {
    return payload(() => exportMyData(ctx, input));
  }

  @Mutation(() => EraseMyAccountPayload, {
    nullable: true,
    description:
      "Mails the caller a link for erasing their account; nothing is erased before it is confirmed. At most 5 a " +
      "minute. Errors: TRY_AGAIN.",
  })
  eraseMyAccount(
    @Ctx() ctx: Context,
    @Arg("input", () => EraseMyAccountInput, { description: "What happens to the caller's posts." })
    input: EraseMyAccountInput,
  ): Promise<EraseMyAccountPayload> {
    return payload(async () => {
      await eraseMyAccount(ctx, input.posts);
      return {};
    });
  }

  @Mutation(() => ConfirmErasurePayload, {
    nullable: true,
    description:
      "Erases the account that the link was mailed to: deletes name, e-mail address, profile and interests " +
      "permanently, and ends all sessions. Does not require a signed-in caller. NOT_YOURS_TO_DECIDE means that the " +
      "account is the last administrator's. Nothing is erased when the erasure cannot be recorded for restores of " +
      "backups, which is UNAVAILABLE. Errors: TRY_AGAIN, INVALID_TOKEN, NOT_YOURS_TO_DECIDE.",
  })
  confirmErasure(
    @Ctx() ctx: PrivacyContext,
    @Arg("input", () => ConfirmErasureInput, { description: "The token from the mail." }) input: ConfirmErasureInput,
  ): Promise<ConfirmErasurePayload> {
    return payload(async () => {
      await confirmErasure(ctx, input.token);
      return {};
    });
  }
}
