import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { trackOfGathering } from "./gathering-track.reads.js";
import { LearningTrack } from "./learning-track.entity.js";

@Resolver(() => Gathering)
export class GatheringTrackResolver {
  @FieldResolver(() => LearningTrack, {
    nullable: true,
    description:
      "The published learning track of which the gathering, or its series, is a step; the newest of several. Null when " +
      "there is none, or a moderator has hidden it.",
  })
  track(@Ctx() ctx: Context, @Root() { id }: Gathering): Promise<LearningTrack | null> {
    return trackOfGathering(ctx, id);
  }
}
