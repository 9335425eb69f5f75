import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { Gathering } from "./gathering.entity.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "The event that something about a gathering has changed." })
export class GatheringChanged extends Resumable {
  @Field(() => Gathering, {
    description: "The gathering in its state at the time of delivery, with all changes made until then.",
  })
  gathering: Gathering;
}

@Resolver()
export class GatheringChangedResolver {
  @Subscription(() => GatheringChanged, {
    description:
      "A gathering, each time it is scheduled, edited or cancelled, a proposal is decided, its agenda or a registration for it changes, what " +
      "came of it is recorded or edited, a collaboration begins that a host began there, " +
      "or a moderation decision about it is made or reversed: once per change, in commit order. Nothing is delivered while the caller may not see the gathering. " +
      faultsFor("BAD_USER_INPUT for a gathering that does not exist or that the caller may not see"),
    subscribe: executedByHub,
  })
  gatheringChanged(
    @Root() changed: GatheringChanged,
    @Arg("gatheringId", () => ID, { description: "The id of the gathering." }) _gatheringId: string,
    @After() _after: string | null,
  ): GatheringChanged {
    return changed;
  }
}
