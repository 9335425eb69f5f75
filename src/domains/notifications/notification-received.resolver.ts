import { Field, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { Notification } from "./notification.entity.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "A notification that the viewer got." })
export class NotificationReceived extends Resumable {
  @Field(() => Notification, { description: "The notification as it is at the moment of delivery." })
  notification: Notification;
}

@Resolver()
export class NotificationReceivedResolver {
  @Subscription(() => NotificationReceived, {
    description: `The viewer's notifications as they come, in the order of committing, each once; as in \`viewer.notifications\`, what the viewer may not see any more is left out. ${faultsFor("UNAUTHENTICATED for who is not signed in")}`,
    subscribe: executedByHub,
  })
  notificationReceived(@Root() received: NotificationReceived, @After() _after: string | null): NotificationReceived {
    return received;
  }
}
