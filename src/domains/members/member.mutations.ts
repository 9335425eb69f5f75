import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Member } from "./member.entity.js";
import { SetInterestsInput, UpdateProfileInput } from "./member.inputs.js";
import { setInterests, updateProfile } from "./member.service.js";

@ObjectType()
abstract class MemberPayload extends Payload {
  @Field(() => Member, {
    nullable: true,
    description: "The caller's profile with the changes; null when nothing was changed.",
  })
  member?: Member | null;
}

@ObjectType({ description: "The result of `updateProfile`." })
export class UpdateProfilePayload extends MemberPayload {}

@ObjectType({ description: "The result of `setInterests`." })
export class SetInterestsPayload extends MemberPayload {}

@Resolver()
export class MemberMutations {
  @Mutation(() => UpdateProfilePayload, {
    nullable: true,
    description: "Updates the caller's profile. Errors: INVALID_INPUT, TRY_AGAIN, SUSPENDED.",
  })
  updateProfile(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateProfileInput, { description: "The changes to the profile." }) input: UpdateProfileInput,
  ): Promise<UpdateProfilePayload> {
    return payload(async () => ({ member: await updateProfile(ctx, input) }));
  }

  @Mutation(() => SetInterestsPayload, {
    nullable: true,
    description: "Replaces all interests of the caller. Errors: INVALID_INPUT, TRY_AGAIN, SUSPENDED.",
  })
  setInterests(
    @Ctx() ctx: Context,
    @Arg("input", () => SetInterestsInput, { description: "The complete list of interests." }) input: SetInterestsInput,
  ): Promise<SetInterestsPayload> {
    return payload(async () => ({ member: await setInterests(ctx, input) }));
  }
}
