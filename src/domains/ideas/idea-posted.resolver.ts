import { Arg, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { Idea } from "./idea.entity.js";
import { IdeaFilter } from "./idea.inputs.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "An idea that was posted." })
export class IdeaPosted extends Resumable {
  @Field(() => Idea, { description: "The idea as it is at the moment of delivery." })
  idea: Idea;
}

@Resolver()
export class IdeaPostedResolver {
  @Query(() => String, {
    description:
      "Where the stream of events stands: ask for it together with a list, then subscribe with `after` set to it, so that nothing between the two is missed.",
  })
  liveCursor(@Ctx() ctx: Context): string {
    return ctx.events.cursor;
  }

  @Subscription(() => IdeaPosted, {
    description: `Ideas as they are posted, in the order of committing, each once; as in lists, what is withdrawn, hidden or kept from the caller by a block is left out. A filter must fit the idea both as it was posted and as it is at delivery. ${faultsFor("BAD_USER_INPUT for an unknown theme")}`,
    subscribe: executedByHub,
  })
  ideaPosted(
    @Root() posted: IdeaPosted,
    @Arg("filter", () => IdeaFilter, { nullable: true, description: "Which ideas; all when absent." })
    _filter: IdeaFilter | null,
    @After() _after: string | null,
  ): IdeaPosted {
    return posted;
  }
}
