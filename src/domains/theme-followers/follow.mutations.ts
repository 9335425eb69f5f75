import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../core/errors/user-error.js";
import type { Context } from "../../core/graphql/context.js";
import { Theme } from "../themes/theme.entity.js";
import { FollowThemeByMailInput } from "./follow.inputs.js";
import { followThemeByMail } from "./follow.service.js";

@ObjectType({ description: "The result of `followThemeByMail`." })
export class FollowThemeByMailPayload extends Payload {
  @Field(() => Theme, {
    nullable: true,
    description: "The theme, once the link is on its way; null when no mail is sent.",
  })
  theme?: Theme | null;
}

@Resolver()
export class ThemeFollowMutations {
  @Mutation(() => FollowThemeByMailPayload, {
    nullable: true,
    description:
      "Mails somebody without an account a link by which they follow a theme, as a sympathiser (sympathisant): once a week, " +
      "they get one mail with the new ideas and the coming gatherings of all themes that they follow, as everybody may see " +
      "them. The link works for a day; nothing in the response depends on whether the address is known. Everybody may call " +
      "it. Errors: INVALID_INPUT, TRY_AGAIN.",
  })
  followThemeByMail(
    @Ctx() ctx: Context,
    @Arg("input", () => FollowThemeByMailInput, { description: "The theme, and the address." })
    input: FollowThemeByMailInput,
  ): Promise<FollowThemeByMailPayload> {
    return payload(async () => ({ theme: await followThemeByMail(ctx, input) }));
  }
}
