import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import { GatheringSeries } from "../../gatherings/series/gathering-series.entity.js";
import { seriesById } from "../../gatherings/series/series.reads.js";
import { LearningTrack } from "../learning-track.entity.js";
import { trackById } from "../track.reads.js";
import { stepCounts } from "./step.reads.js";
import { TrackStep } from "./track-step.entity.js";

@Resolver(() => TrackStep)
export class TrackStepResolver {
  @FieldResolver(() => LearningTrack, { nullable: true, description: "The track; null if the caller may not see it." })
  track(@Ctx() ctx: Context, @Root() { trackId }: TrackStep): Promise<LearningTrack | null> {
    return trackById(ctx, trackId);
  }

  @FieldResolver(() => Gathering, {
    nullable: true,
    description:
      "The gathering; null for other kinds, while it is still to be chosen, and when the caller may not see it.",
  })
  gathering(@Ctx() ctx: Context, @Root() { gatheringId }: TrackStep): Promise<Gathering | null> | null {
    return gatheringId === null ? null : gatheringById(ctx, gatheringId);
  }

  @FieldResolver(() => GatheringSeries, {
    nullable: true,
    description:
      "The series; null for other kinds, while it is still to be chosen, and when the caller may not see any of its gatherings.",
  })
  series(@Ctx() ctx: Context, @Root() { seriesId }: TrackStep): Promise<GatheringSeries | null> | null {
    return seriesId === null ? null : seriesById(ctx, seriesId);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the step counts for completing the track: false for a gathering that was cancelled, hidden or deleted, or is " +
      "still to be chosen, and for a series without any other. It still counts for who has done it.",
  })
  counts(@Ctx() ctx: Context, @Root() { id }: TrackStep): Promise<boolean> {
    return stepCounts(ctx, id);
  }
}
