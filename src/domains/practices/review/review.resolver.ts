import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Practice } from "../practice.entity.js";
import { DecidePracticeInput } from "./review.inputs.js";
import { decidePractice } from "./review.service.js";

@ObjectType({ description: "The result of `decidePractice`." })
export class DecidePracticePayload extends Payload {
  @Field(() => Practice, {
    nullable: true,
    description: "The practice in its current state; null when nothing was changed.",
  })
  practice?: Practice | null;
}

@Resolver()
export class PracticeReviewMutations {
  @Mutation(() => DecidePracticePayload, {
    nullable: true,
    description:
      "Publishes or declines a practice in review, for organisers and administrators; its sharer is notified. A declined one " +
      "may still be published. No effect when that was decided already. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "STALE_VERSION, PRACTICE_PUBLISHED, SUSPENDED. Faults: FORBIDDEN.",
  })
  decidePractice(
    @Ctx() ctx: Context,
    @Arg("input", () => DecidePracticeInput, { description: "The decision to make." }) input: DecidePracticeInput,
  ): Promise<DecidePracticePayload> {
    return payload(async () => ({ practice: await decidePractice(ctx, input) }));
  }
}
