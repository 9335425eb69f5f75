import sql from "sql-template-tag";
import { requireCaller } from "../../core/graphql/context.js";
import { notificationById } from "./notification.reads.js";
import { defineSubscription } from "../../core/subscriptions/subscription-definition.js";
import { NotificationReceived } from "./notification-received.resolver.js";
import { payloadOf } from "../../core/subscriptions/resumable.js";

/** New notifications, each delivered to its recipient alone. */
export const notificationReceived = defineSubscription({
  name: "notificationReceived",
  kinds: ["notification.made"],
  isAdditive: true,
  topicsOf: ({ data }) => [`member ${data.memberId}`],
  ownersOf: ({ data }) => [data.memberId],
  filterFor: (ctx) => {
    const memberId = requireCaller(ctx);
    return Promise.resolve({
      topics: [`member ${memberId}`],
      where: sql`kind = 'notification.made' AND data->>'memberId' = ${memberId}`,
      matches: ({ data }) => data.memberId === memberId,
    });
  },
  async resolvePayload(ctx, event) {
    const notification = await notificationById(ctx, event.subjectId);
    return notification && payloadOf(NotificationReceived, event, { notification });
  },
});
