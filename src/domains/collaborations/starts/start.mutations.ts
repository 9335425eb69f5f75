import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { callingViewer, ViewerPayload } from "../../identity/viewer.payload.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";
import { StartCollaborationInput } from "./start.inputs.js";
import { startCollaboration } from "./start.service.js";

@ObjectType({ description: "The result of `startCollaboration`." })
export class StartCollaborationPayload extends ViewerPayload {
  @Field(() => [CollaborationRequest], {
    nullable: true,
    description: "The requests that were sent, one to each member; null when nothing was changed.",
  })
  requests?: CollaborationRequest[] | null;
}

@Resolver()
export class StartMutations {
  @Mutation(() => StartCollaborationPayload, {
    nullable: true,
    description:
      "Begins a collaboration of members who were at a gathering: each gets a request, within the limits of " +
      "`requestCollaboration`. It begins when two members agree, the caller included if they take part; who accepts later " +
      "joins. Begun by a host or an organiser, it names the gathering as its origin to everybody. Errors: INVALID_INPUT, " +
      "NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, IDEA_WITHDRAWN, SUSPENDED, ALREADY_REQUESTED, ALREADY_COLLABORATING, " +
      "TOO_MANY_REQUESTS, PROFILE_HIDDEN, STATUS_CONFLICT.",
  })
  startCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => StartCollaborationInput, { description: "The gathering, the members and the idea." })
    input: StartCollaborationInput,
  ): Promise<StartCollaborationPayload> {
    return payload(async () => ({ requests: await startCollaboration(ctx, input), viewer: callingViewer(ctx) }));
  }
}
