import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { UpdateIdeaStatusInput } from "./status.inputs.js";
import { updateIdeaStatus } from "./status.service.js";

@ObjectType({ description: "The result of `updateIdeaStatus`." })
export class UpdateIdeaStatusPayload extends Payload {
  @Field(() => Idea, { nullable: true, description: "The idea in its current state; null when nothing was changed." })
  idea?: Idea | null;
}

@Resolver()
export class StatusMutations {
  @Mutation(() => UpdateIdeaStatusPayload, {
    nullable: true,
    description:
      "Changes the status of an idea of which the caller is the author or a co-author, with a note or without, or adds " +
      "news to it; those who support or follow it are notified, and so are its other authors. No effect with its present status and no note. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, IDEA_WITHDRAWN, SUSPENDED.",
  })
  updateIdeaStatus(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateIdeaStatusInput, { description: "The status and the note." })
    input: UpdateIdeaStatusInput,
  ): Promise<UpdateIdeaStatusPayload> {
    return payload(async () => ({ idea: await updateIdeaStatus(ctx, input) }));
  }
}
