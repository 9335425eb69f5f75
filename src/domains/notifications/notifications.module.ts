import type { DomainModule } from "../domain-module.js";
import { GatheredNotifications1764000000033 } from "../../../migrations/1764000000033-gathered-notifications.js";
import { Notifications1764000000024 } from "../../../migrations/1764000000024-notifications.js";
import { NotificationPosition } from "./notification-position.entity.js";
import { NotificationReceivedResolver } from "./notification-received.resolver.js";
import { notificationReceived } from "./notification-received.subscription.js";
import { Notification } from "./notification.entity.js";
import { NotificationMutations } from "./notification.mutations.js";
import { notificationPersonalData } from "./notification.personal-data.js";
import { notificationById } from "./notification.reads.js";
import { NotificationResolver, ViewerNotificationsResolver } from "./notification.resolver.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { notificationRetention } from "./notification.retention.js";
import { Notifier } from "./notifier.js";
import { Recipients } from "./recipients.reads.js";

interface NotificationServices {
  /** Creates notifications from the event log. */
  notifier: Notifier;
}

export const notificationsModule = {
  name: "notifications",
  entities: [NotificationPosition, Notification],
  migrations: [Notifications1764000000024, GatheredNotifications1764000000033],
  resolvers: [ViewerNotificationsResolver, NotificationResolver, NotificationMutations, NotificationReceivedResolver],
  nodes: { notification: notificationById },
  subscriptions: [notificationReceived],
  personalData: notificationPersonalData,
  retention: notificationRetention,
  services: (_base: CoreServices, { services, log, notificationRules }: ServiceOptions): NotificationServices => ({
    notifier: new Notifier(services, log, new Recipients(notificationRules)),
  }),
  start: ({ notifier }: CoreServices & NotificationServices) => notifier.follow(),
  jobs: ({ notifier }: CoreServices & NotificationServices) => [notifier.job],
  gauges: ({ notifier }: CoreServices & NotificationServices) => [
    {
      name: "ino_notifications_failures",
      help: "How often in a row this process could not make the notifications that are due; 0 while all is well",
      value: () => notifier.failures,
    },
  ],
} satisfies DomainModule;
