import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Member } from "./member.entity.js";
import { SetInterestsInput, UpdateProfileInput } from "./member.inputs.js";
import { setInterests, updateProfile } from "./member.service.js";

@ObjectType()
abstract class MemberPayload extends Payload {
  @Field(() => Member, { nullable: true, description: "The caller as a member; null when nothing was changed." })
  member?: Member | null;
}

@ObjectType({ description: "The answer of `updateProfile`." })
export class UpdateProfilePayload extends MemberPayload {}

@ObjectType({ description: "The answer of `setInterests`." })
export class SetInterestsPayload extends MemberPayload {}

@Resolver()
export class MemberMutations {
  @Mutation(() => UpdateProfilePayload, { description: "Changes the caller's profile. INVALID_INPUT." })
  updateProfile(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateProfileInput, { description: "What to change." }) input: UpdateProfileInput,
  ): Promise<UpdateProfilePayload> {
    return payload(async () => ({ member: await updateProfile(ctx, input) }));
  }

  @Mutation(() => SetInterestsPayload, { description: "Replaces the caller's interests. INVALID_INPUT." })
  setInterests(
    @Ctx() ctx: Context,
    @Arg("input", () => SetInterestsInput, { description: "The new interests." }) input: SetInterestsInput,
  ): Promise<SetInterestsPayload> {
    return payload(async () => ({ member: await setInterests(ctx, input) }));
  }
}
