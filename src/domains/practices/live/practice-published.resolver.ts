import { Arg, Field, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { executedByHub } from "../../../core/subscriptions/executed-by-hub.js";
import { After, faultsFor, Resumable } from "../../../core/subscriptions/resumable.js";
import { Practice } from "../practice.entity.js";
import { PracticeFilter } from "../practice.inputs.js";

@ObjectType({ description: "The event that a practice was published." })
export class PracticePublished extends Resumable {
  @Field(() => Practice, { description: "The practice in its state at the time of delivery." })
  practice: Practice;
}

@Resolver()
export class PracticePublishedResolver {
  @Subscription(() => PracticePublished, {
    description:
      "Practices as they are published, when they are shared or after a review, in commit order, each once; practices that an " +
      "import brings are not. As in `practices`, withdrawn and hidden ones are not delivered, nor are those of members " +
      "separated from the caller by a block. The filter must match the practice at the time of delivery, its kinds and " +
      "themes also when it was published. " +
      faultsFor("BAD_USER_INPUT for an unknown theme or a `search` that is too long"),
    subscribe: executedByHub,
  })
  practicePublished(
    @Root() published: PracticePublished,
    @Arg("filter", () => PracticeFilter, {
      nullable: true,
      description: "Restricts the stream; without it, all practices. Statuses other than PUBLISHED match nothing.",
    })
    _filter: PracticeFilter | null,
    @After() _after: string | null,
  ): PracticePublished {
    return published;
  }
}
