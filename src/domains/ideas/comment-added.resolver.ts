import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { Comment } from "./comment.entity.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "The event that a comment or a reply was added to an idea." })
export class CommentAdded extends Resumable {
  @Field(() => Comment, { description: "The comment in its state at the time of delivery." })
  comment: Comment;
}

@Resolver()
export class CommentAddedResolver {
  @Subscription(() => CommentAdded, {
    description:
      "Comments on an idea and replies to them as they are added, in commit order, each once. Comments that were " +
      "removed or hidden by a moderator are not delivered, nor are those of members separated from the caller by a " +
      "block; while the caller may not see the idea, none are. " +
      faultsFor("BAD_USER_INPUT for an idea that does not exist or that the caller may not see"),
    subscribe: executedByHub,
  })
  commentAdded(
    @Root() added: CommentAdded,
    @Arg("ideaId", () => ID, { description: "The id of the idea." }) _ideaId: string,
    @After() _after: string | null,
  ): CommentAdded {
    return added;
  }
}
