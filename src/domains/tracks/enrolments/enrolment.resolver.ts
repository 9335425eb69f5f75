import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { LearningTrack } from "../learning-track.entity.js";
import { trackById } from "../track.reads.js";
import type { TracksContext } from "../tracks.services.js";
import { EnrolInTrackInput, LeaveTrackInput } from "./enrolment.inputs.js";
import { waitingPosition } from "./enrolment.reads.js";
import { enrolInTrack, leaveTrack } from "./enrolment.service.js";
import { TrackEnrolment } from "./track-enrolment.entity.js";

@ObjectType()
abstract class EnrolmentPayload extends Payload {
  @Field(() => TrackEnrolment, {
    nullable: true,
    description: "The caller's enrolment in its current state; null when nothing was changed.",
  })
  enrolment?: TrackEnrolment | null;
}

@ObjectType({ description: "The result of `enrolInTrack`." })
export class EnrolInTrackPayload extends EnrolmentPayload {}

@ObjectType({ description: "The result of `leaveTrack`." })
export class LeaveTrackPayload extends EnrolmentPayload {}

@Resolver(() => TrackEnrolment)
export class TrackEnrolmentResolver {
  @Mutation(() => EnrolInTrackPayload, {
    nullable: true,
    description:
      "Enrols the caller in a published learning track, on its waiting list if it is full. What they checked in at before " +
      "counts, and who returns has their marks again. Errors: NOT_FOUND, TRY_AGAIN, ALREADY_ENROLLED, ENROLMENT_CLOSED, " +
      "SUSPENDED.",
  })
  enrolInTrack(
    @Ctx() ctx: TracksContext,
    @Arg("input", () => EnrolInTrackInput, { description: "The track to enrol in." }) input: EnrolInTrackInput,
  ): Promise<EnrolInTrackPayload> {
    return payload(async () => ({ enrolment: await enrolInTrack(ctx, input.trackId) }));
  }

  @Mutation(() => LeaveTrackPayload, {
    nullable: true,
    description:
      "Ends the caller's enrolment in a learning track, or their place on its waiting list; a free place goes to the first on " +
      "the list. Marks are retained for a return. Errors: NOT_ENROLLED, TRACK_COMPLETED.",
  })
  leaveTrack(
    @Ctx() ctx: TracksContext,
    @Arg("input", () => LeaveTrackInput, { description: "The track to leave." }) input: LeaveTrackInput,
  ): Promise<LeaveTrackPayload> {
    return payload(async () => ({ enrolment: await leaveTrack(ctx, input.trackId) }));
  }

  @FieldResolver(() => LearningTrack, { nullable: true, description: "The track; null if the caller may not see it." })
  track(@Ctx() ctx: Context, @Root() { trackId }: TrackEnrolment): Promise<LearningTrack | null> {
    return trackById(ctx, trackId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who enrolled; null if the caller may not see the member's profile.",
  })
  member(@Ctx() ctx: Context, @Root() { memberId }: TrackEnrolment): Promise<Member | null> {
    return memberById(ctx, memberId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "The position on the waiting list, 1 for the next to get a place; null if the enrolment is not on it.",
  })
  position(@Ctx() ctx: Context, @Root() { id }: TrackEnrolment): Promise<number | null> {
    return waitingPosition(ctx, id);
  }
}
