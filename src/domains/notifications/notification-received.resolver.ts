import { Field, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { Notification } from "./notification.entity.js";
import { After, faultsFor, Resumable } from "../../core/subscriptions/resumable.js";
import { executedByHub } from "../../core/subscriptions/executed-by-hub.js";

@ObjectType({ description: "A notification for the viewer, as the subscription delivers it." })
export class NotificationReceived extends Resumable {
  @Field(() => Notification, { description: "The notification in its state at delivery." })
  notification: Notification;
}

@Resolver()
export class NotificationReceivedResolver {
  @Subscription(() => NotificationReceived, {
    description:
      "Delivers each new notification of the viewer, and the same one again when further events are gathered in it, in " +
      "commit order. As in `viewer.notifications`, notifications " +
      "about objects that the viewer may not see are omitted. Requires a signed-in caller. " +
      faultsFor("UNAUTHENTICATED"),
    subscribe: executedByHub,
  })
  notificationReceived(@Root() received: NotificationReceived, @After() _after: string | null): NotificationReceived {
    return received;
  }
}
