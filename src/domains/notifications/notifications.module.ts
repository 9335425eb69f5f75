import sql from "sql-template-tag";
import type { DomainModule } from "../domain-module.js";
import { GatheredNotifications1764000000033 } from "../../../migrations/1764000000033-gathered-notifications.js";
import { Notifications1764000000024 } from "../../../migrations/1764000000024-notifications.js";
import { MailedNotifications1764000000068 } from "../../../migrations/1764000000068-mailed-notifications.js";
import { CoAuthorInvitationsResolver } from "./co-author-invitations.resolver.js";
import { IdeaDraftsResolver } from "./idea-drafts.resolver.js";
import { FollowedIdeasResolver } from "./followed-ideas.resolver.js";
import { dueMailsJob } from "./mails/due-mails.job.js";
import { MailChoice } from "./mails/mail-choice.entity.js";
import { notificationsMail } from "./mails/notifications.mail.js";
import { serveUnsubscribe } from "./mails/unsubscribe.routes.js";
import { NotificationPosition } from "./notification-position.entity.js";
import { NotificationReceivedResolver } from "./notification-received.resolver.js";
import { notificationReceived } from "./notification-received.subscription.js";
import { Notification } from "./notification.entity.js";
import { NotificationMutations } from "./notification.mutations.js";
import { notificationPersonalData } from "./notification.personal-data.js";
import { notificationById } from "./notification.reads.js";
import { NotificationResolver, ViewerNotificationsResolver } from "./notification.resolver.js";
import type { PeriodicJob } from "../../core/jobs/periodic-job.js";
import type { CoreServices, TransactionContext } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { notificationRetention } from "./notification.retention.js";
import { Notifier } from "./notifier.js";
import { Recipients } from "./recipients.reads.js";
import { ViewerEnrolmentsResolver } from "./viewer-enrolments.resolver.js";

interface NotificationServices {
  /** Creates notifications from the event log. */
  notifier: Notifier;
  /** Puts the mails about notifications into the outbox. */
  notificationMails: PeriodicJob;
}

export const notificationsModule = {
  name: "notifications",
  entities: [MailChoice, NotificationPosition, Notification],
  migrations: [Notifications1764000000024, GatheredNotifications1764000000033, MailedNotifications1764000000068],
  resolvers: [
    ViewerNotificationsResolver,
    FollowedIdeasResolver,
    CoAuthorInvitationsResolver,
    IdeaDraftsResolver,
    ViewerEnrolmentsResolver,
    NotificationResolver,
    NotificationMutations,
    NotificationReceivedResolver,
  ],
  nodes: { notification: notificationById },
  subscriptions: [notificationReceived],
  personalData: notificationPersonalData,
  retention: notificationRetention,
  mails: { notifications: notificationsMail },
  routes: serveUnsubscribe,
  services: (_base: CoreServices, { services, log, notificationRules }: ServiceOptions): NotificationServices => {
    const notificationMails = dueMailsJob(services, log);
    const onMade = (): void => notificationMails.wake();
    return { notifier: new Notifier(services, log, new Recipients(notificationRules), onMade), notificationMails };
  },
  restored: async (tx: TransactionContext) => {
    // What was due since the backup was made has been mailed.
    await tx.db.query(
      sql`UPDATE notification SET mail_due_at = NULL, mail_in_digest = false WHERE mail_due_at <= now()`,
    );
  },
  start: ({ notifier }: CoreServices & NotificationServices) => notifier.follow(),
  jobs: ({ notifier, notificationMails }: CoreServices & NotificationServices) => [notifier.job, notificationMails],
  gauges: ({ notifier }: CoreServices & NotificationServices) => [
    {
      name: "ino_notifications_failures",
      help: "How often in a row this process could not make the notifications that are due; 0 while all is well",
      value: () => notifier.failures,
    },
  ],
} satisfies DomainModule;
