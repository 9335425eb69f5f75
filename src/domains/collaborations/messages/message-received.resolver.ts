import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { executedByHub } from "../../../core/subscriptions/executed-by-hub.js";
import { After, faultsFor, Resumable } from "../../../core/subscriptions/resumable.js";
import { CollaborationMessage } from "./collaboration-message.entity.js";

@ObjectType({ description: "The event that a message was sent in a collaboration of the viewer." })
export class MessageReceived extends Resumable {
  @Field(() => CollaborationMessage, { description: "The message in its state at the time of delivery." })
  message: CollaborationMessage;
}

@Resolver()
export class MessageReceivedResolver {
  @Subscription(() => MessageReceived, {
    description:
      "Messages in the collaborations that the viewer takes part in as they are sent, the viewer's own included, in commit " +
      "order, each once. Messages that were removed or hidden by a moderator are not delivered, nor are those of members " +
      "separated from the viewer by a block, nor any of a collaboration that the viewer has left. Requires a signed-in " +
      "caller. " +
      faultsFor("UNAUTHENTICATED, BAD_USER_INPUT for a collaboration that the viewer does not take part in"),
    subscribe: executedByHub,
  })
  messageReceived(
    @Root() received: MessageReceived,
    @Arg("collaborationId", () => ID, {
      nullable: true,
      description: "The id of a collaboration that the viewer takes part in; absent or null means all of them.",
    })
    _collaborationId: string | null,
    @After() _after: string | null,
  ): MessageReceived {
    return received;
  }
}
