import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { respondToRequest, withdrawRequest } from "./collaboration-request-answer.service.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import {
  RequestCollaborationInput,
  RespondToCollaborationRequestInput,
  WithdrawCollaborationRequestInput,
} from "./collaboration-request.inputs.js";
import { requestCollaboration } from "./collaboration-request.service.js";

@ObjectType()
abstract class RequestPayload extends Payload {
  @Field(() => CollaborationRequest, {
    nullable: true,
    description: "The request as it is now; null when nothing was changed.",
  })
  request?: CollaborationRequest | null;
}

@ObjectType({ description: "The answer of `requestCollaboration`." })
export class RequestCollaborationPayload extends RequestPayload {}

@ObjectType({ description: "The answer of `respondToCollaborationRequest`." })
export class RespondToCollaborationRequestPayload extends RequestPayload {}

@ObjectType({ description: "The answer of `withdrawCollaborationRequest`." })
export class WithdrawCollaborationRequestPayload extends RequestPayload {}

@Resolver()
export class RequestMutations {
  @Mutation(() => RequestCollaborationPayload, {
    description:
      "Asks a member to collaborate; they are told by mail. At most 20 wait for an answer at a time, and 30 go out in a day. INVALID_INPUT, NOT_FOUND, IDEA_WITHDRAWN, ALREADY_REQUESTED, ALREADY_COLLABORATING, TOO_MANY_REQUESTS, PROFILE_HIDDEN.",
  })
  requestCollaboration(
    @Ctx() ctx: Context,
    @Arg("input", () => RequestCollaborationInput, { description: "Whom, and what for." })
    input: RequestCollaborationInput,
  ): Promise<RequestCollaborationPayload> {
    return payload(async () => ({ request: await requestCollaboration(ctx, input) }));
  }

  @Mutation(() => RespondToCollaborationRequestPayload, {
    description:
      "Accepts or declines a request; when accepted, a collaboration of the two begins, and who asked is told by mail. Who is hidden by a moderator can only decline. INVALID_INPUT, NOT_FOUND, ALREADY_ANSWERED, PROFILE_HIDDEN.",
  })
  respondToCollaborationRequest(
    @Ctx() ctx: Context,
    @Arg("input", () => RespondToCollaborationRequestInput, { description: "The answer." })
    input: RespondToCollaborationRequestInput,
  ): Promise<RespondToCollaborationRequestPayload> {
    return payload(async () => ({ request: await respondToRequest(ctx, input) }));
  }

  @Mutation(() => WithdrawCollaborationRequestPayload, {
    description:
      "Takes back a request that waits for an answer; a suspended member may, too. NOT_FOUND, ALREADY_ANSWERED.",
  })
  withdrawCollaborationRequest(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawCollaborationRequestInput, { description: "Which one." })
    input: WithdrawCollaborationRequestInput,
  ): Promise<WithdrawCollaborationRequestPayload> {
    return payload(async () => ({ request: await withdrawRequest(ctx, input.id) }));
  }
}
