import { Arg, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { Idea } from "./idea.entity.js";
import { IdeaFilter } from "./idea.inputs.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "The event that an idea was posted." })
export class IdeaPosted extends Resumable {
  @Field(() => Idea, { description: "The idea in its state at the time of delivery." })
  idea: Idea;
}

@Resolver()
export class IdeaPostedResolver {
  @Query(() => String, {
    description:
      "The current position of the event log, as an opaque cursor: query it together with a list, then " +
      "subscribe with `after` set to it, so that no event in between is missed.",
  })
  liveCursor(@Ctx() ctx: Context): string {
    return ctx.events.cursor;
  }

  @Subscription(() => IdeaPosted, {
    description:
      "Ideas as they are posted, in commit order, each once. As in `ideas`, withdrawn and hidden ideas are not " +
      "delivered, nor are those of members separated from the caller by a block. The filter must match the idea both " +
      "as it was posted and at the time of delivery. " +
      faultsFor("BAD_USER_INPUT for an unknown theme or a `search` that is too long"),
    subscribe: executedByHub,
  })
  ideaPosted(
    @Root() posted: IdeaPosted,
    @Arg("filter", () => IdeaFilter, { nullable: true, description: "Restricts the stream; without it, all ideas." })
    _filter: IdeaFilter | null,
    @After() _after: string | null,
  ): IdeaPosted {
    return posted;
  }
}
