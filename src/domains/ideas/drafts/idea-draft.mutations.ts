import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { IdeaDraft } from "./idea-draft.entity.js";
import { DiscardIdeaDraftInput, PostIdeaDraftInput, SaveIdeaDraftInput } from "./idea-draft.inputs.js";
import { postIdeaDraft } from "./post-draft.service.js";
import { discardIdeaDraft, saveIdeaDraft } from "./save-draft.service.js";

@ObjectType({ description: "The result of `saveIdeaDraft`." })
export class SaveIdeaDraftPayload extends Payload {
  @Field(() => IdeaDraft, { nullable: true, description: "The draft as it was saved; null when nothing was changed." })
  draft?: IdeaDraft | null;
}

@ObjectType({ description: "The result of `discardIdeaDraft`." })
export class DiscardIdeaDraftPayload extends Payload {
  @Field(() => IdeaDraft, {
    nullable: true,
    description: "The draft as it was, without its themes, for a client's cache to remove; null when there was none.",
  })
  draft?: IdeaDraft | null;
}

@ObjectType({ description: "The result of `postIdeaDraft`." })
export class PostIdeaDraftPayload extends Payload {
  @Field(() => Idea, {
    nullable: true,
    description: "The idea, which has the id of the draft; null when none was posted.",
  })
  idea?: Idea | null;
}

@Resolver()
export class IdeaDraftMutations {
  @Mutation(() => SaveIdeaDraftPayload, {
    nullable: true,
    description:
      "Saves a draft of an idea, a new one or a change of one (klad bewaren), which the caller alone sees until it is " +
      "posted. It may be incomplete, and mentions nobody. At most 50 drafts for each member. Errors: INVALID_INPUT, " +
      "NOT_FOUND, TRY_AGAIN, STALE_VERSION, IDEMPOTENCY_CONFLICT, TOO_MANY_DRAFTS, SUSPENDED.",
  })
  saveIdeaDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => SaveIdeaDraftInput, { description: "What is saved of the draft." }) input: SaveIdeaDraftInput,
  ): Promise<SaveIdeaDraftPayload> {
    return payload(async () => ({ draft: await saveIdeaDraft(ctx, input) }));
  }

  @Mutation(() => DiscardIdeaDraftPayload, {
    nullable: true,
    description:
      "Deletes a draft of the caller, for good; no effect without one, whether or not the id exists. Errors: none.",
  })
  discardIdeaDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => DiscardIdeaDraftInput, { description: "The draft to discard." }) input: DiscardIdeaDraftInput,
  ): Promise<DiscardIdeaDraftPayload> {
    return payload(async () => ({ draft: await discardIdeaDraft(ctx, input.id) }));
  }

  @Mutation(() => PostIdeaDraftPayload, {
    nullable: true,
    description:
      "Posts a draft of the caller as `postIdea` does, with the same limits. The idea replaces the draft and has its id: " +
      "posting it again gives that idea. A problem of what the draft has is reported under the name of the field, such as " +
      "`title`. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, SUSPENDED.",
  })
  postIdeaDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => PostIdeaDraftInput, { description: "The draft to post." }) input: PostIdeaDraftInput,
  ): Promise<PostIdeaDraftPayload> {
    return payload(async () => ({ idea: await postIdeaDraft(ctx, input) }));
  }
}
