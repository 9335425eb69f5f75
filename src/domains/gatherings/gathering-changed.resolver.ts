import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { Gathering } from "./gathering.entity.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "A gathering about which something has changed." })
export class GatheringChanged extends Resumable {
  @Field(() => Gathering, {
    description: "The gathering as it is at the moment of delivery, with all that has changed by then.",
  })
  gathering: Gathering;
}

@Resolver()
export class GatheringChangedResolver {
  @Subscription(() => GatheringChanged, {
    description: `A gathering whenever something about it changes: a registration, or whether a moderator hides it; once for each change, in the order of committing. Nothing is told while the caller may not see it. ${faultsFor("BAD_USER_INPUT for a gathering that is not there or that the caller may not see")}`,
    subscribe: executedByHub,
  })
  gatheringChanged(
    @Root() changed: GatheringChanged,
    @Arg("gatheringId", () => ID, { description: "The gathering." }) _gatheringId: string,
    @After() _after: string | null,
  ): GatheringChanged {
    return changed;
  }
}
