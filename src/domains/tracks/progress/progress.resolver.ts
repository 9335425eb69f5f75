import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { TrackEnrolment } from "../enrolments/track-enrolment.entity.js";
import { stepById } from "../steps/step.reads.js";
import { TrackStep } from "../steps/track-step.entity.js";
import { MarkStepInput } from "./mark-step.inputs.js";
import { markStep } from "./mark-step.service.js";
import { progress, stepsOfEnrolment } from "./progress.reads.js";
import { StepProgress, TrackProgress } from "./progress.types.js";

@ObjectType({ description: "The result of `markStep`." })
export class MarkStepPayload extends Payload {
  @Field(() => TrackEnrolment, {
    nullable: true,
    description: "The caller's enrolment in its current state; null when nothing was changed.",
  })
  enrolment?: TrackEnrolment | null;
}

@Resolver(() => TrackEnrolment)
export class TrackProgressResolver {
  @Mutation(() => MarkStepPayload, {
    nullable: true,
    description:
      "Marks a reading or an assignment of a track in which the caller is enrolled as done, or takes the mark back, which is " +
      "possible until the track is completed. No effect when it is so already. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "NOT_ENROLLED, TRACK_COMPLETED, TRACK_WITHDRAWN, SUSPENDED.",
  })
  markStep(
    @Ctx() ctx: Context,
    @Arg("input", () => MarkStepInput, { description: "The step, and whether it is done." }) input: MarkStepInput,
  ): Promise<MarkStepPayload> {
    return payload(async () => ({ enrolment: await markStep(ctx, input) }));
  }

  @FieldResolver(() => TrackProgress, { description: "How many steps are done, and how many complete the track." })
  async progress(@Ctx() ctx: Context, @Root() { id }: TrackEnrolment): Promise<TrackProgress> {
    return Object.assign(new TrackProgress(), await progress(ctx, id));
  }

  @FieldResolver(() => [StepProgress], { description: "The steps of the track, in their order, with what is done." })
  async steps(@Ctx() ctx: Context, @Root() { id }: TrackEnrolment): Promise<StepProgress[]> {
    return (await stepsOfEnrolment(ctx, id)).map((state) => Object.assign(new StepProgress(), state));
  }
}

@Resolver(() => StepProgress)
export class StepProgressResolver {
  @FieldResolver(() => TrackStep, {
    nullable: true,
    description: "The step; null when the caller may not see the track any more.",
  })
  step(@Ctx() ctx: Context, @Root() { stepId }: StepProgress): Promise<TrackStep | null> {
    return stepById(ctx, stepId);
  }
}
