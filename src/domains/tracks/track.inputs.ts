import { Field, ID, InputType, Int } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../core/texts/language.js";
import { TrackStepInput } from "./steps/step.inputs.js";
import { TrackStatus } from "./track.enums.js";

@InputType({
  description:
    "Restricts a list of learning tracks. All conditions that are given must match; absent, null and empty ones are ignored.",
})
export class LearningTrackFilter {
  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of themes, in any letter case: tracks with at least one of these themes or of their narrower themes. Unknown " +
      "slugs match nothing.",
  })
  themes?: string[] | null;

  @Field(() => Language, { nullable: true, description: "Tracks in this language." })
  language?: Language | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True for published tracks in which members can enrol now, be it on the waiting list; false for the others.",
  })
  openForEnrolment?: boolean | null;

  @Field(() => [TrackStatus], {
    nullable: true,
    description:
      "Tracks with one of these statuses; published ones by default. Of the others, a caller gets those that they may see.",
  })
  statuses?: TrackStatus[] | null;
}

/** What a track may have and may do without. */
@InputType()
abstract class LearningTrackDetails {
  @Field(() => String, {
    nullable: true,
    description: "What one learns and for whom it is; plain text of 1 to 20,000 characters; null for none.",
  })
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of the themes of the track, most relevant first: at most 10, each once, none of them archived; null or an " +
      "empty list for none.",
  })
  themes?: string[] | null;

  @Field(() => Language, { nullable: true, description: "The language of the track; null if it is open." })
  language?: Language | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Number of places in all: 1 to 100,000, and not less than are taken; null for an unlimited number. When it grows, " +
      "those on the waiting list get places in the order of enrolment.",
  })
  capacity?: number | null;

  @Field(() => Date, { nullable: true, description: "Until when members can enrol; null for no end." })
  enrolmentClosesAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of steps that completes the track, 1 to the number of its steps; null for all that count.",
  })
  requiredSteps?: number | null;
}

@InputType({ description: "The learning track that is to be created, as a draft." })
export class CreateLearningTrackInput extends LearningTrackDetails {
  @Field(() => String, { description: "The title of the track, one line of 1 to 300 characters." })
  title: string;

  @Field(() => [TrackStepInput], { nullable: true, description: "The steps, in their order: at most 50." })
  steps?: TrackStepInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The ids of the members who coordinate the track: 1 to 20, whose profiles the caller must see. Default: the caller.",
  })
  coordinators?: string[] | null;

  @IdempotencyKeyField("track")
  idempotencyKey?: string | null;
}

@InputType({ description: "Changes to a learning track. An absent field retains its value; null clears it." })
export class EditLearningTrackInput extends LearningTrackDetails {
  @Field(() => ID, { description: "The id of the track." })
  id: string;

  @Field(() => Int, { description: "The version of the track on which the edit is based." })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: "The new title, one line of 1 to 300 characters; cannot be cleared.",
  })
  title?: string | null;

  @Field(() => [TrackStepInput], {
    nullable: true,
    description:
      "The steps that replace all present ones, in their order: at most 50, and at least one in a published track. Those " +
      "with the id of a present step keep what learners did. Cannot be cleared.",
  })
  steps?: TrackStepInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The ids of the members who coordinate the track from now on: 1 to 20, whose profiles the caller must see; present " +
      "ones whose profiles the caller may not see remain. Cannot be cleared.",
  })
  coordinators?: string[] | null;
}

@InputType({ description: "The learning track that is to be duplicated." })
export class DuplicateLearningTrackInput {
  @Field(() => ID, { description: "The id of a track that the caller may see." })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: "The title of the new track, one line of 1 to 300 characters. Default: that of the track.",
  })
  title?: string | null;

  @IdempotencyKeyField("track")
  idempotencyKey?: string | null;
}

@InputType({ description: "The draft that is to be published." })
export class PublishLearningTrackInput {
  @Field(() => ID, { description: "The id of the track." })
  id: string;

  @Field(() => Int, { description: "The version of the track that is to be published." })
  version: number;
}

@InputType({ description: "The learning track that is to be withdrawn." })
export class WithdrawLearningTrackInput {
  @Field(() => ID, { description: "The id of the track." })
  id: string;

  @Field(() => Int, { description: "The version of the track that is to be withdrawn." })
  version: number;
}
