import { commentAdded } from "../domains/ideas/comment-added.subscription.js";
import { gatheringChanged } from "../domains/gatherings/gathering-changed.subscription.js";
import { ideaPosted } from "../domains/ideas/idea-posted.subscription.js";
import type { SubscriptionDefinition } from "../core/subscriptions/subscription-definition.js";
import { notificationReceived } from "../domains/notifications/notification-received.subscription.js";

/** The fields of Subscription. */
export const subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition> = new Map(
  [ideaPosted, commentAdded, gatheringChanged, notificationReceived].map((field) => [field.name, field]),
);
