import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { executedByHub } from "../../../core/subscriptions/executed-by-hub.js";
import { After, faultsFor, Resumable } from "../../../core/subscriptions/resumable.js";
import { LearningTrack } from "../learning-track.entity.js";

@ObjectType({ description: "The event that something about a learning track has changed." })
export class TrackChanged extends Resumable {
  @Field(() => LearningTrack, {
    description: "The track in its state at the time of delivery, with all changes made until then.",
  })
  track: LearningTrack;
}

@Resolver()
export class TrackChangedResolver {
  @Subscription(() => TrackChanged, {
    description:
      "A learning track, each time it is edited, published or withdrawn, a member enrols, leaves or gets a place, a step of " +
      "it counts no more, or a moderation decision about it is made or reversed: once per change, in commit order. Nothing " +
      "is delivered while the caller may not see the track. " +
      faultsFor("BAD_USER_INPUT for a track that does not exist or that the caller may not see"),
    subscribe: executedByHub,
  })
  trackChanged(
    @Root() changed: TrackChanged,
    @Arg("trackId", () => ID, { description: "The id of the track." }) _trackId: string,
    @After() _after: string | null,
  ): TrackChanged {
    return changed;
  }
}
