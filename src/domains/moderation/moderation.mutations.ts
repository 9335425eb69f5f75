import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { decideCase, reverseDecision } from "./decision.service.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { DecideCaseInput, ReportInput, ReverseDecisionInput } from "./moderation.inputs.js";
import { Report } from "./report.entity.js";
import { report } from "./report.service.js";

@ObjectType({ description: "The result of `report`." })
export class ReportPayload extends Payload {
  @Field(() => Report, { nullable: true, description: "The report; null when nothing was changed." })
  report?: Report | null;
}

@ObjectType()
abstract class DecisionPayload extends Payload {
  @Field(() => ModerationDecision, {
    nullable: true,
    description: "The decision after the change; null when nothing was changed.",
  })
  decision?: ModerationDecision | null;
}

@ObjectType({ description: "The result of `decideCase`." })
export class DecideCasePayload extends DecisionPayload {}

@ObjectType({ description: "The result of `reverseDecision`." })
export class ReverseDecisionPayload extends DecisionPayload {}

@Resolver()
export class ModerationMutations {
  @Mutation(() => ReportPayload, {
    nullable: true,
    description:
      "Reports to the moderators what others wrote: a member with their profile, an idea, comment or gathering, the name " +
      "of an organisation, the outcome of a collaboration, or the message of a collaboration request to the caller, " +
      "which moderators can read from then on. Suspended members may report, too, and be reported. The author " +
      "never learns who reported. A second report by the caller in the same open case replaces the first. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT.",
  })
  report(
    @Ctx() ctx: Context,
    @Arg("input", () => ReportInput, { description: "The report to make." }) input: ReportInput,
  ): Promise<ReportPayload> {
    return payload(async () => ({ report: await report(ctx, input) }));
  }

  @Mutation(() => DecideCasePayload, {
    nullable: true,
    description:
      "Decides a case with all its reports, and mails the decision with its reason to the affected members unless it " +
      "is a dismissal. Only organisers and administrators may do this, not in cases about themselves or that they " +
      "reported; only an administrator may suspend another administrator. Errors: INVALID_INPUT, NOT_FOUND, " +
      "IDEMPOTENCY_CONFLICT, SUSPENDED, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  decideCase(
    @Ctx() ctx: Context,
    @Arg("input", () => DecideCaseInput, { description: "The case and the decision." }) input: DecideCaseInput,
  ): Promise<DecideCasePayload> {
    return payload(async () => ({ decision: await decideCase(ctx, input) }));
  }

  @Mutation(() => ReverseDecisionPayload, {
    nullable: true,
    description:
      "Reverses a decision: the object is visible and the members are unsuspended again, unless another decision in " +
      "force hides or suspends them. The affected members get a mail. Only organisers and administrators may do " +
      "this, not for decisions about themselves; only an administrator may reverse the suspension of another " +
      "administrator. Errors: INVALID_INPUT, NOT_FOUND, SUSPENDED, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  reverseDecision(
    @Ctx() ctx: Context,
    @Arg("input", () => ReverseDecisionInput, { description: "The decision to reverse and the reason." })
    input: ReverseDecisionInput,
  ): Promise<ReverseDecisionPayload> {
    return payload(async () => ({ decision: await reverseDecision(ctx, input) }));
  }
}
