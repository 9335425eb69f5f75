import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { decideCase, reverseDecision } from "./decision.service.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { DecideCaseInput, ReportInput, ReverseDecisionInput } from "./moderation.inputs.js";
import { Report } from "./report.entity.js";
import { report } from "./report.service.js";

@ObjectType({ description: "The answer of `report`." })
export class ReportPayload extends Payload {
  @Field(() => Report, { nullable: true, description: "What the moderators were told; null when nothing was." })
  report?: Report | null;
}

@ObjectType()
abstract class DecisionPayload extends Payload {
  @Field(() => ModerationDecision, {
    nullable: true,
    description: "The decision as it is now; null when nothing was changed.",
  })
  decision?: ModerationDecision | null;
}

@ObjectType({ description: "The answer of `decideCase`." })
export class DecideCasePayload extends DecisionPayload {}

@ObjectType({ description: "The answer of `reverseDecision`." })
export class ReverseDecisionPayload extends DecisionPayload {}

@Resolver()
export class ModerationMutations {
  @Mutation(() => ReportPayload, {
    description:
      "Tells the moderators that something is wrong; also for suspended members. Who reports is never told to the author. Repeated while the case is open, it replaces what was said. INVALID_INPUT, NOT_FOUND, TRY_AGAIN.",
  })
  report(
    @Ctx() ctx: Context,
    @Arg("input", () => ReportInput, { description: "What is wrong." }) input: ReportInput,
  ): Promise<ReportPayload> {
    return payload(async () => ({ report: await report(ctx, input) }));
  }

  @Mutation(() => DecideCasePayload, {
    description:
      "Decides a case, with all its reports; organisers and administrators, not about themselves. Whom it affects is told by mail what and why. INVALID_INPUT, NOT_FOUND, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE, SUSPENDED.",
  })
  decideCase(
    @Ctx() ctx: Context,
    @Arg("input", () => DecideCaseInput, { description: "The case and the decision." }) input: DecideCaseInput,
  ): Promise<DecideCasePayload> {
    return payload(async () => ({ decision: await decideCase(ctx, input) }));
  }

  @Mutation(() => ReverseDecisionPayload, {
    description:
      "Takes a decision back; organisers and administrators, not about themselves. What no other decision holds is shown, and free, again. INVALID_INPUT, NOT_FOUND, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE, SUSPENDED.",
  })
  reverseDecision(
    @Ctx() ctx: Context,
    @Arg("input", () => ReverseDecisionInput, { description: "The decision." }) input: ReverseDecisionInput,
  ): Promise<ReverseDecisionPayload> {
    return payload(async () => ({ decision: await reverseDecision(ctx, input) }));
  }
}
