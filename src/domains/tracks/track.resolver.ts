import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { viewerActor } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import { viewerId, type Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { Theme } from "../themes/theme.entity.js";
import {
  callerEnrolment,
  enrolmentsInTrack,
  takenAndWaiting,
  TrackEnrolmentConnection,
} from "./enrolments/enrolment.reads.js";
import { TrackEnrolment } from "./enrolments/track-enrolment.entity.js";
import { LearningTrack } from "./learning-track.entity.js";
import { stepsOfTrack } from "./steps/step.reads.js";
import { TrackStep } from "./steps/track-step.entity.js";
import { EnrolmentStatus, TrackStatus } from "./track.enums.js";
import { LearningTrackFilter } from "./track.inputs.js";
import { trackPolicy } from "./track.policy.js";
import {
  coordinatorIds,
  coordinatorsOf,
  LearningTrackConnection,
  newestTracks,
  themesOfTrack,
  trackById,
  trackConditions,
  tracksOfTheme,
} from "./track.reads.js";

@ObjectType({ description: "The number of places in a learning track, and how many are taken (capaciteit)." })
class TrackCapacity {
  @Field(() => Int, { nullable: true, description: "Number of places in all; null if unlimited." })
  limit: number | null;

  @Field(() => Int, { description: "Number of places taken, also by those who have completed the track." })
  taken: number;

  @Field(() => Int, { description: "Number of members on the waiting list." })
  waiting: number;
}

@Resolver(() => LearningTrack)
export class LearningTrackResolver {
  @Query(() => LearningTrack, {
    nullable: true,
    description: "The learning track with this id; null when there is none, or the caller may not see it.",
  })
  learningTrack(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the track." }) id: string,
  ): Promise<LearningTrack | null> {
    return trackById(ctx, id);
  }

  @Query(() => LearningTrackConnection, {
    nullable: true,
    description:
      "The learning tracks of the network, newest first; hidden ones are excluded. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  learningTracks(
    @Ctx() ctx: Context,
    @Arg("filter", () => LearningTrackFilter, {
      nullable: true,
      description: "Restricts the list; without it, all published tracks.",
    })
    filter: LearningTrackFilter | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<LearningTrack>> {
    const where = trackConditions(ctx, filter);
    const list = { name: "learningTracks", node: LearningTrack, where, order: newestTracks };
    return pageOf(ctx, LearningTrackConnection, list, args);
  }

  @FieldResolver(() => [TrackStep], { description: "The steps of the track, in their order: at most 50." })
  steps(@Ctx() ctx: Context, @Root() { id }: LearningTrack): Promise<TrackStep[]> {
    return stepsOfTrack(ctx, id);
  }

  @FieldResolver(() => [Theme], {
    description: "The themes of the track, most relevant first; empty when there are none.",
  })
  themes(@Ctx() ctx: Context, @Root() { id }: LearningTrack): Promise<Theme[]> {
    return themesOfTrack(ctx, id);
  }

  @FieldResolver(() => [Member], {
    description: "The members who coordinate the track, ordered by name; only those whose profile the caller may see.",
  })
  coordinators(@Ctx() ctx: Context, @Root() { id }: LearningTrack): Promise<Member[]> {
    return coordinatorsOf(ctx, id);
  }

  @FieldResolver(() => TrackCapacity, { description: "The number of places in the track, and how many are taken." })
  async capacity(@Ctx() ctx: Context, @Root() { id, limit }: LearningTrack): Promise<TrackCapacity> {
    return { limit, ...(await takenAndWaiting(ctx, id)) };
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the caller may edit the track: true for its coordinators, organisers and administrators until it is withdrawn.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() { id, status }: LearningTrack): Promise<boolean> {
    const actor = await viewerActor(ctx);
    if (actor === null || status === TrackStatus.WITHDRAWN) return false;
    return can(actor, trackPolicy.manage, { coordinatorIds: await coordinatorIds(ctx, id) });
  }

  @FieldResolver(() => TrackEnrolment, {
    nullable: true,
    description: "The caller's own enrolment, whatever its status; null if there is none or nobody is signed in.",
  })
  async viewerEnrolment(@Ctx() ctx: Context, @Root() { id }: LearningTrack): Promise<TrackEnrolment | null> {
    return viewerId(ctx) === null ? null : callerEnrolment(ctx, id);
  }

  @FieldResolver(() => TrackEnrolmentConnection, {
    description:
      "Who is where: the enrolments with a place, or with the statuses that are asked for, in the order of enrolment. The " +
      "coordinators, organisers and administrators see all but those who left; others see their own alone.",
  })
  enrolments(
    @Ctx() ctx: Context,
    @Root() { id }: LearningTrack,
    @Arg("statuses", () => [EnrolmentStatus], {
      nullable: true,
      description: "The statuses of the enrolments; only ENROLLED by default.",
    })
    statuses: EnrolmentStatus[] | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<TrackEnrolment>> {
    const list = enrolmentsInTrack(ctx, statuses ?? [EnrolmentStatus.ENROLLED]);
    return pageUnder(ctx, TrackEnrolmentConnection, list, sql`e.track_id`, id, args);
  }
}

@Resolver(() => Theme)
export class ThemeTracksResolver {
  @FieldResolver(() => LearningTrackConnection, {
    description:
      "The published learning tracks about this theme, not about narrower ones, newest first; hidden ones are excluded.",
  })
  learningTracks(
    @Ctx() ctx: Context,
    @Root() { id }: Theme,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<LearningTrack>> {
    return pageUnder(ctx, LearningTrackConnection, tracksOfTheme(ctx), sql`tt.theme_id`, id, args);
  }
}
