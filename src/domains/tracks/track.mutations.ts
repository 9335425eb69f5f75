import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../core/errors/user-error.js";
import type { Context } from "../../core/graphql/context.js";
import { duplicateLearningTrack } from "./duplicate.service.js";
import { LearningTrack } from "./learning-track.entity.js";
import { publishLearningTrack, withdrawLearningTrack } from "./publishing.service.js";
import {
  CreateLearningTrackInput,
  DuplicateLearningTrackInput,
  EditLearningTrackInput,
  PublishLearningTrackInput,
  WithdrawLearningTrackInput,
} from "./track.inputs.js";
import { createLearningTrack, editLearningTrack } from "./track.service.js";
import type { TracksContext } from "./tracks.services.js";

@ObjectType()
abstract class LearningTrackPayload extends Payload {
  @Field(() => LearningTrack, {
    nullable: true,
    description: "The track in its current state; null when nothing was changed.",
  })
  track?: LearningTrack | null;
}

@ObjectType({ description: "The result of `createLearningTrack`." })
export class CreateLearningTrackPayload extends LearningTrackPayload {}

@ObjectType({ description: "The result of `editLearningTrack`." })
export class EditLearningTrackPayload extends LearningTrackPayload {}

@ObjectType({ description: "The result of `duplicateLearningTrack`." })
export class DuplicateLearningTrackPayload extends LearningTrackPayload {}

@ObjectType({ description: "The result of `publishLearningTrack`." })
export class PublishLearningTrackPayload extends LearningTrackPayload {}

@ObjectType({ description: "The result of `withdrawLearningTrack`." })
export class WithdrawLearningTrackPayload extends LearningTrackPayload {}

@Resolver()
export class LearningTrackMutations {
  @Mutation(() => CreateLearningTrackPayload, {
    nullable: true,
    description:
      "Creates a learning track as a draft, for organisers and administrators. Errors: INVALID_INPUT, TRY_AGAIN, NOT_FOUND, " +
      "IDEMPOTENCY_CONFLICT, SUSPENDED. Faults: FORBIDDEN.",
  })
  createLearningTrack(
    @Ctx() ctx: TracksContext,
    @Arg("input", () => CreateLearningTrackInput, { description: "The track to create." })
    input: CreateLearningTrackInput,
  ): Promise<CreateLearningTrackPayload> {
    return payload(async () => ({ track: await createLearningTrack(ctx, input) }));
  }

  @Mutation(() => EditLearningTrackPayload, {
    nullable: true,
    description:
      "Edits a learning track that is not withdrawn, for its coordinators, organisers and administrators. What learners " +
      "completed stays so. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, TRACK_WITHDRAWN, SUSPENDED.",
  })
  editLearningTrack(
    @Ctx() ctx: TracksContext,
    @Arg("input", () => EditLearningTrackInput, { description: "The changes to the track." })
    input: EditLearningTrackInput,
  ): Promise<EditLearningTrackPayload> {
    return payload(async () => ({ track: await editLearningTrack(ctx, input) }));
  }

  @Mutation(() => DuplicateLearningTrackPayload, {
    nullable: true,
    description:
      "Makes a draft with all that a learning track has but its learners and the end of its enrolment, for organisers and " +
      "administrators. Gatherings and series of which nothing is to come are left to choose, and archived themes left out. " +
      "Errors: INVALID_INPUT, TRY_AGAIN, NOT_FOUND, IDEMPOTENCY_CONFLICT, SUSPENDED. Faults: FORBIDDEN.",
  })
  duplicateLearningTrack(
    @Ctx() ctx: TracksContext,
    @Arg("input", () => DuplicateLearningTrackInput, { description: "The track to duplicate." })
    input: DuplicateLearningTrackInput,
  ): Promise<DuplicateLearningTrackPayload> {
    return payload(async () => ({ track: await duplicateLearningTrack(ctx, input) }));
  }

  @Mutation(() => PublishLearningTrackPayload, {
    nullable: true,
    description:
      "Publishes a draft, for its coordinators, organisers and administrators; no effect on a track that is published. " +
      "Errors: NOT_FOUND, TRY_AGAIN, STALE_VERSION, TRACK_INCOMPLETE, TRACK_WITHDRAWN, SUSPENDED.",
  })
  publishLearningTrack(
    @Ctx() ctx: Context,
    @Arg("input", () => PublishLearningTrackInput, { description: "The draft to publish." })
    input: PublishLearningTrackInput,
  ): Promise<PublishLearningTrackPayload> {
    return payload(async () => ({ track: await publishLearningTrack(ctx, input) }));
  }

  @Mutation(() => WithdrawLearningTrackPayload, {
    nullable: true,
    description:
      "Withdraws a learning track for good, for its coordinators, organisers and administrators; no effect on one that is " +
      "withdrawn. What learners completed stays so. Errors: NOT_FOUND, STALE_VERSION, SUSPENDED.",
  })
  withdrawLearningTrack(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawLearningTrackInput, { description: "The track to withdraw." })
    input: WithdrawLearningTrackInput,
  ): Promise<WithdrawLearningTrackPayload> {
    return payload(async () => ({ track: await withdrawLearningTrack(ctx, input) }));
  }
}
