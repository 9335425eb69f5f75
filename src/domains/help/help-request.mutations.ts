import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../core/errors/user-error.js";
import type { Context } from "../../core/graphql/context.js";
import { callingViewer, ViewerPayload } from "../identity/viewer.payload.js";
import { askForHelp } from "./ask-for-help.service.js";
import { declineHelpRequest, withdrawHelpRequest } from "./end-help-request.service.js";
import { HelpRequest } from "./help-request.entity.js";
import { AskForHelpInput, DeclineHelpRequestInput, WithdrawHelpRequestInput } from "./help-request.inputs.js";

@ObjectType()
abstract class HelpRequestPayload extends ViewerPayload {
  @Field(() => HelpRequest, {
    nullable: true,
    description: "The request after the change; null when nothing was changed.",
  })
  request?: HelpRequest | null;
}

@ObjectType({ description: "The result of `askForHelp`." })
export class AskForHelpPayload extends HelpRequestPayload {}

@ObjectType({ description: "The result of `declineHelpRequest`." })
export class DeclineHelpRequestPayload extends HelpRequestPayload {}

@ObjectType({ description: "The result of `withdrawHelpRequest`." })
export class WithdrawHelpRequestPayload extends HelpRequestPayload {}

@Resolver()
export class HelpRequestMutations {
  @Mutation(() => AskForHelpPayload, {
    nullable: true,
    description:
      "Asks a member for help with a question of the caller (om hulp vragen), and notifies them. A comment of theirs on the " +
      "question within 30 days answers it. Who declined cannot be asked again about the same question. How many requests a " +
      "member receives in a calendar month is their setting; beyond it, the error is NO_MORE_HELP_REQUESTS. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, IDEA_WITHDRAWN, SUSPENDED, ALREADY_REQUESTED, " +
      "NO_MORE_HELP_REQUESTS, PROFILE_HIDDEN.",
  })
  askForHelp(
    @Ctx() ctx: Context,
    @Arg("input", () => AskForHelpInput, { description: "The question, the member and the message." })
    input: AskForHelpInput,
  ): Promise<AskForHelpPayload> {
    return payload(async () => ({ request: await askForHelp(ctx, input), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => DeclineHelpRequestPayload, {
    nullable: true,
    description:
      "Declines a request for help that the caller received, without a reason; who asked is notified. Suspended members may " +
      "do this, too. Declining a declined request changes nothing. Errors: NOT_FOUND, ALREADY_ANSWERED.",
  })
  declineHelpRequest(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclineHelpRequestInput, { description: "The request to decline." })
    input: DeclineHelpRequestInput,
  ): Promise<DeclineHelpRequestPayload> {
    return payload(async () => ({ request: await declineHelpRequest(ctx, input.id), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => WithdrawHelpRequestPayload, {
    nullable: true,
    description:
      "Withdraws a pending request for help of the caller. Suspended members may do this, too. Withdrawing a withdrawn " +
      "request changes nothing. Errors: NOT_FOUND, ALREADY_ANSWERED.",
  })
  withdrawHelpRequest(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawHelpRequestInput, { description: "The request to withdraw." })
    input: WithdrawHelpRequestInput,
  ): Promise<WithdrawHelpRequestPayload> {
    return payload(async () => ({ request: await withdrawHelpRequest(ctx, input.id), viewer: callingViewer(ctx) }));
  }
}
