import { commentAdded } from "../domains/ideas/comment-added.subscription.js";
import { gatheringChanged } from "../domains/gatherings/gathering-changed.subscription.js";
import { ideaPosted } from "../domains/ideas/idea-posted.subscription.js";
import type { LiveField } from "../core/subscriptions/subscription-definition.js";
import { notificationReceived } from "../domains/notifications/notification-received.subscription.js";

/** The fields of Subscription. */
export const liveFields: ReadonlyMap<string, LiveField> = new Map(
  [ideaPosted, commentAdded, gatheringChanged, notificationReceived].map((field) => [field.name, field]),
);
