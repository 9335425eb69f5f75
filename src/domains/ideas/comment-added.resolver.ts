import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { Comment } from "./comment.entity.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "A comment, or a reply to one, that was added to an idea." })
export class CommentAdded extends Resumable {
  @Field(() => Comment, { description: "The comment as it is at the moment of delivery." })
  comment: Comment;
}

@Resolver()
export class CommentAddedResolver {
  @Subscription(() => CommentAdded, {
    description: `Comments on an idea and replies to them as they are added, in the order of committing, each once; what is removed, hidden or kept from the caller by a block is left out, and all of it while the caller may not see the idea. ${faultsFor("BAD_USER_INPUT for an idea that is not there or that the caller may not see")}`,
    subscribe: executedByHub,
  })
  commentAdded(
    @Root() added: CommentAdded,
    @Arg("ideaId", () => ID, { description: "The idea." }) _ideaId: string,
    @After() _after: string | null,
  ): CommentAdded {
    return added;
  }
}
