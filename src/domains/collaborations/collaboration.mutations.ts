import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Collaboration } from "./collaboration.entity.js";
import { LeaveCollaborationInput, UpdateCollaborationInput } from "./collaboration.inputs.js";
import { leaveCollaboration } from "./collaboration-leave.service.js";
import { updateCollaboration } from "./collaboration.service.js";

@ObjectType({ description: "The answer of `updateCollaboration`." })
export class UpdateCollaborationPayload extends Payload {
  @Field(() => Collaboration, {
    nullable: true,
    description: "The collaboration as it is now; null when nothing was changed.",
  })
  collaboration?: Collaboration | null;
}

@ObjectType({ description: "The answer of `leaveCollaboration`." })
export class LeaveCollaborationPayload extends Payload {
  @Field(() => Collaboration, {
    nullable: true,
    description: "The collaboration as it is now, without the caller; null when nothing was changed.",
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

  @Mutation(() => LeaveCollaborationPayload, {
    description:
      "Ends the caller's part in a collaboration, for a suspended member too; the others go on. When fewer than two are left it is STOPPED. The caller is no collaborator of the others by it any more, and may be suggested to them again. NOT_FOUND.",
  })
  leaveCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => LeaveCollaborationInput, { description: "Which one." }) input: LeaveCollaborationInput,
  ): Promise<LeaveCollaborationPayload> {
    return payload(async () => ({ collaboration: await leaveCollaboration(ctx, input.collaborationId) }));
  }
}
