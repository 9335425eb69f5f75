import type { DomainModule } from "../domain-module.js";
import { Notifications1764000000024 } from "../../../migrations/1764000000024-notifications.js";
import { NotificationPosition } from "./notification-position.entity.js";
import { NotificationReceivedResolver } from "./notification-received.resolver.js";
import { notificationReceived } from "./notification-received.subscription.js";
import { Notification } from "./notification.entity.js";
import { NotificationMutations } from "./notification.mutations.js";
import { notificationPersonalData } from "./notification.personal-data.js";
import { notificationById } from "./notification.reads.js";
import { NotificationResolver, ViewerNotificationsResolver } from "./notification.resolver.js";

export const notificationsModule: DomainModule = {
  name: "notifications",
  entities: [NotificationPosition, Notification],
  migrations: [Notifications1764000000024],
  resolvers: [ViewerNotificationsResolver, NotificationResolver, NotificationMutations, NotificationReceivedResolver],
  nodes: { notification: notificationById },
  subscriptions: [notificationReceived],
  personalData: notificationPersonalData,
};
