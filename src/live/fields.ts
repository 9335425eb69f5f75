import { commentAdded } from "./comment-added.js";
import { gatheringChanged } from "./gathering-changed.js";
import { ideaPosted } from "./idea-posted.js";
import type { LiveField } from "./live-field.js";
import { notificationReceived } from "./notification-received.js";

/** The fields of Subscription. */
export const liveFields: ReadonlyMap<string, LiveField> = new Map(
  [ideaPosted, commentAdded, gatheringChanged, notificationReceived].map((field) => [field.name, field]),
);
