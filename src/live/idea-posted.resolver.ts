import { Arg, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Idea } from "../ideas/idea.entity.js";
import { IdeaFilter } from "../ideas/idea.inputs.js";
import { eventCursor } from "./cursor.js";
import { subscribedElsewhere } from "./subscribed-elsewhere.js";

@ObjectType({ description: "An idea that was posted." })
export class IdeaPosted {
  @Field(() => String, {
    description: "The place in the stream, opaque: subscribe with `after` set to it to go on from here.",
  })
  cursor: string;

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
    return eventCursor(ctx.events.head);
  }

  @Subscription(() => IdeaPosted, {
    description:
      "Ideas as they are posted, in the order of committing, each once; as in lists, what is withdrawn, hidden or kept from the caller by a block is left out. Errors: INVALID_CURSOR, CURSOR_EXPIRED, BAD_USER_INPUT for an unknown theme, SLOW_CONSUMER with the last cursor.",
    subscribe: subscribedElsewhere,
  })
  ideaPosted(
    @Root() posted: IdeaPosted,
    @Arg("filter", () => IdeaFilter, { nullable: true, description: "Which ideas; all when absent." })
    _filter: IdeaFilter | null,
    @Arg("after", () => String, {
      nullable: true,
      description:
        "The cursor of the last event seen: what was posted since comes first. Without it the stream begins now.",
    })
    _after: string | null,
  ): IdeaPosted {
    return posted;
  }
}
