import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Outcome } from "./outcome.entity.js";
import { RecordOutcomeInput } from "./outcome.inputs.js";
import { recordOutcome } from "./outcome.service.js";

@ObjectType({ description: "The result of `recordOutcome`." })
export class RecordOutcomePayload extends Payload {
  @Field(() => Outcome, {
    nullable: true,
    description: "The outcome as it is now; null when nothing was changed.",
  })
  outcome?: Outcome | null;
}

@Resolver()
export class OutcomeMutations {
  @Mutation(() => RecordOutcomePayload, {
    nullable: true,
    description:
      "Records what came of a gathering that has begun, or edits it; for its hosts, organisers and administrators. Those " +
      "who came and the authors of the ideas on the agenda are notified the first time. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, STALE_VERSION, STATUS_CONFLICT, SUSPENDED.",
  })
  recordOutcome(
    @Ctx() ctx: Context,
    @Arg("input", () => RecordOutcomeInput, { description: "The gathering, and what came of it." })
    input: RecordOutcomeInput,
  ): Promise<RecordOutcomePayload> {
    return payload(async () => ({ outcome: await recordOutcome(ctx, input) }));
  }
}
