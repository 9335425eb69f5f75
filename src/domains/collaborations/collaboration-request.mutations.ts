import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload } from "../../core/errors/user-error.js";
import { callingViewer } from "../identity/viewer.payload.js";
import { respondToRequest, withdrawRequest } from "./collaboration-request-answer.service.js";
import {
  RequestCollaborationInput,
  RespondToCollaborationRequestInput,
  WithdrawCollaborationRequestInput,
} from "./collaboration-request.inputs.js";
import { RequestPayload } from "./collaboration-request.payload.js";
import type { CollaborationsContext } from "./collaborations.services.js";
import { requestCollaboration } from "./collaboration-request.service.js";

@ObjectType({ description: "The result of `requestCollaboration`." })
export class RequestCollaborationPayload extends RequestPayload {}

@ObjectType({ description: "The result of `respondToCollaborationRequest`." })
export class RespondToCollaborationRequestPayload extends RequestPayload {}

@ObjectType({ description: "The result of `withdrawCollaborationRequest`." })
export class WithdrawCollaborationRequestPayload extends RequestPayload {}

@Resolver()
export class RequestMutations {
  @Mutation(() => RequestCollaborationPayload, {
    nullable: true,
    description:
      "Sends a collaboration request to a member and notifies them by mail when their settings allow it. The caller " +
      "may have at most 20 pending requests and send at most 30 in 24 hours. A declined request can be repeated " +
      "after 30 days. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, IDEA_WITHDRAWN, " +
      "SUSPENDED, ALREADY_REQUESTED, ALREADY_COLLABORATING, TOO_MANY_REQUESTS, PROFILE_HIDDEN.",
  })
  requestCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => RequestCollaborationInput, { description: "The recipient, the idea and the message." })
    input: RequestCollaborationInput,
  ): Promise<RequestCollaborationPayload> {
    return payload(async () => ({ request: await requestCollaboration(ctx, input), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => RespondToCollaborationRequestPayload, {
    nullable: true,
    description:
      "Accepts or declines a collaboration request that the caller received. Accepting does what the `kind` of the request " +
      "says and notifies the sender by mail when their settings allow it. A request to join a collaboration is answered by " +
      "the first of its members who does; the others are notified. PROFILE_HIDDEN means that a " +
      "moderator hides the caller's profile, who can then only decline. Errors: INVALID_INPUT, NOT_FOUND, " +
      "IDEMPOTENCY_CONFLICT, SUSPENDED, ALREADY_ANSWERED, PROFILE_HIDDEN, COLLABORATION_STOPPED, COLLABORATION_FULL, " +
      "CANNOT_JOIN.",
  })
  respondToCollaborationRequest(
    @Ctx() ctx: CollaborationsContext,
    @Arg("input", () => RespondToCollaborationRequestInput, { description: "The request and the answer." })
    input: RespondToCollaborationRequestInput,
  ): Promise<RespondToCollaborationRequestPayload> {
    return payload(async () => ({ request: await respondToRequest(ctx, input), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => WithdrawCollaborationRequestPayload, {
    nullable: true,
    description:
      "Withdraws a pending collaboration request of the caller. Suspended members may do this, too. Withdrawing a " +
      "withdrawn request changes nothing. Errors: NOT_FOUND, ALREADY_ANSWERED.",
  })
  withdrawCollaborationRequest(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawCollaborationRequestInput, { description: "The request to withdraw." })
    input: WithdrawCollaborationRequestInput,
  ): Promise<WithdrawCollaborationRequestPayload> {
    return payload(async () => ({ request: await withdrawRequest(ctx, input.id), viewer: callingViewer(ctx) }));
  }
}
