import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Viewer } from "../identity/viewer.js";
import { Settings, settingsOf } from "./settings.js";
import { UpdateSettingsInput } from "./settings.inputs.js";
import { updateSettings } from "./settings.service.js";

@ObjectType({ description: "The answer of `updateSettings`." })
export class UpdateSettingsPayload extends Payload {
  @Field(() => Settings, {
    nullable: true,
    description: "The caller's settings as they are now; null when nothing was changed.",
  })
  settings?: Settings | null;
}

@Resolver(() => Viewer)
export class SettingsResolver {
  @FieldResolver(() => Settings, { description: "What the viewer decides about what others see of them." })
  settings(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Settings | null> {
    return settingsOf(ctx, viewer.memberId);
  }

  @Mutation(() => UpdateSettingsPayload, {
    description:
      "Changes the caller's settings, for every list, suggestion and live event from then on. INVALID_INPUT.",
  })
  updateSettings(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateSettingsInput, { description: "What to change." }) input: UpdateSettingsInput,
  ): Promise<UpdateSettingsPayload> {
    return payload(async () => ({ settings: await updateSettings(ctx, input) }));
  }
}
