import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Viewer } from "../identity/viewer.js";
import { Settings, settingsOf } from "./settings.js";
import { UpdateSettingsInput } from "./settings.inputs.js";
import { updateSettings } from "./settings.service.js";

@ObjectType({ description: "The result of `updateSettings`." })
export class UpdateSettingsPayload extends Payload {
  @Field(() => Settings, {
    nullable: true,
    description: "The caller's settings after the change; null when nothing was changed.",
  })
  settings?: Settings | null;
}

@Resolver(() => Viewer)
export class SettingsResolver {
  @FieldResolver(() => Settings, { description: "The viewer's privacy and mail settings." })
  settings(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Settings | null> {
    return settingsOf(ctx, viewer.memberId);
  }

  @Mutation(() => UpdateSettingsPayload, {
    nullable: true,
    description:
      "Updates the caller's settings, effective at once for all lists, suggestions and subscriptions. Errors: " +
      "INVALID_INPUT, NOT_FOUND, TRY_AGAIN.",
  })
  updateSettings(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateSettingsInput, { description: "The settings to change." }) input: UpdateSettingsInput,
  ): Promise<UpdateSettingsPayload> {
    return payload(async () => ({ settings: await updateSettings(ctx, input) }));
  }
}
