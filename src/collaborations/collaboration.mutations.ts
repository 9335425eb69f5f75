import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { payload, Payload } from "../graphql/user-error.js";
import { Collaboration } from "./collaboration.entity.js";
import { UpdateCollaborationInput } from "./collaboration.inputs.js";
import { updateCollaboration } from "./collaboration.service.js";

@ObjectType({ description: "The answer of `updateCollaboration`." })
export class UpdateCollaborationPayload extends Payload {
  @Field(() => Collaboration, {
    nullable: true,
    description: "The collaboration as it is now; null when nothing was changed.",
  })
  collaboration?: Collaboration | null;
}

@Resolver()
export class CollaborationMutations {
  @Mutation(() => UpdateCollaborationPayload, {
    description:
      "Tells how far a collaboration is that the caller takes part in, and what came of it. INVALID_INPUT, NOT_FOUND, STALE_VERSION.",
  })
  updateCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateCollaborationInput, { description: "What to change." }) input: UpdateCollaborationInput,
  ): Promise<UpdateCollaborationPayload> {
    return payload(async () => ({ collaboration: await updateCollaboration(ctx, input) }));
  }
}
