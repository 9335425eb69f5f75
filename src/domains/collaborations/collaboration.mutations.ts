import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Collaboration } from "./collaboration.entity.js";
import { LeaveCollaborationInput, UpdateCollaborationInput } from "./collaboration.inputs.js";
import { leaveCollaboration } from "./collaboration-leave.service.js";
import { updateCollaboration } from "./collaboration.service.js";

@ObjectType({ description: "The result of `updateCollaboration`." })
export class UpdateCollaborationPayload extends Payload {
  @Field(() => Collaboration, {
    nullable: true,
    description: "The collaboration after the change; null when nothing was changed.",
  })
  collaboration?: Collaboration | null;
}

@ObjectType({ description: "The result of `leaveCollaboration`." })
export class LeaveCollaborationPayload extends Payload {
  @Field(() => Collaboration, {
    nullable: true,
    description: "The collaboration without the caller; null when nothing was changed.",
  })
  collaboration?: Collaboration | null;
}

@Resolver()
export class CollaborationMutations {
  @Mutation(() => UpdateCollaborationPayload, {
    nullable: true,
    description:
      "Updates the stage and the outcome of a collaboration that the caller takes part in. Errors: INVALID_INPUT, TRY_AGAIN, " +
      "NOT_FOUND, STALE_VERSION, SUSPENDED.",
  })
  updateCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateCollaborationInput, { description: "The collaboration and the changes." })
    input: UpdateCollaborationInput,
  ): Promise<UpdateCollaborationPayload> {
    return payload(async () => ({ collaboration: await updateCollaboration(ctx, input) }));
  }

  @Mutation(() => LeaveCollaborationPayload, {
    nullable: true,
    description:
      "Removes the caller from a collaboration. When fewer than two members with an account are left, the " +
      "collaboration is STOPPED. The caller no longer counts as a collaborator of the others through it and may be " +
      "suggested to them again. Suspended members may do this, too. Errors: NOT_FOUND.",
  })
  leaveCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => LeaveCollaborationInput, { description: "The collaboration to leave." })
    input: LeaveCollaborationInput,
  ): Promise<LeaveCollaborationPayload> {
    return payload(async () => ({ collaboration: await leaveCollaboration(ctx, input.collaborationId) }));
  }
}
