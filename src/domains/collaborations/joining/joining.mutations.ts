import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { callingViewer } from "../../identity/viewer.payload.js";
import { RequestPayload } from "../collaboration-request.payload.js";
import type { CollaborationsContext } from "../collaborations.services.js";
import { inviteToCollaboration } from "./invite.service.js";
import { joinForces } from "./join-forces.service.js";
import { InviteToCollaborationInput, JoinForcesInput } from "./joining.inputs.js";

@ObjectType({ description: "The result of `joinForces`." })
export class JoinForcesPayload extends RequestPayload {}

@ObjectType({ description: "The result of `inviteToCollaboration`." })
export class InviteToCollaborationPayload extends RequestPayload {}

@Resolver()
export class JoiningMutations {
  @Mutation(() => JoinForcesPayload, {
    nullable: true,
    description:
      "Asks to work on an idea of another member, within the limits of `requestCollaboration`. While its author collaborates " +
      "on it, the request is to the members of that collaboration, which the caller joins when one of them accepts; " +
      "otherwise it is to the author, as `requestCollaboration` with the idea. CANNOT_JOIN means that no collaboration on " +
      "the idea can take the caller at the moment. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, " +
      "IDEA_WITHDRAWN, SUSPENDED, ALREADY_REQUESTED, ALREADY_COLLABORATING, TOO_MANY_REQUESTS, PROFILE_HIDDEN, CANNOT_JOIN.",
  })
  joinForces(
    @Ctx() ctx: CollaborationsContext,
    @Arg("input", () => JoinForcesInput, { description: "The idea and the message." })
    input: JoinForcesInput,
  ): Promise<JoinForcesPayload> {
    return payload(async () => ({ request: await joinForces(ctx, input), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => InviteToCollaborationPayload, {
    nullable: true,
    description:
      "Invites a member to a collaboration that the caller takes part in, within the limits of `requestCollaboration`; they " +
      "join it when they accept, while the caller takes part. A collaboration has at most 50 members, those who are invited " +
      "included. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, SUSPENDED, ALREADY_REQUESTED, " +
      "ALREADY_COLLABORATING, TOO_MANY_REQUESTS, PROFILE_HIDDEN, COLLABORATION_STOPPED, COLLABORATION_FULL.",
  })
  inviteToCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => InviteToCollaborationInput, { description: "The collaboration, the member and the message." })
    input: InviteToCollaborationInput,
  ): Promise<InviteToCollaborationPayload> {
    return payload(async () => ({ request: await inviteToCollaboration(ctx, input), viewer: callingViewer(ctx) }));
  }
}
