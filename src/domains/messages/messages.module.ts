import type { DomainModule } from "../domain-module.js";
import { MessageHandling1764000000084 } from "../../../migrations/1764000000084-message-handling.js";
import { MessageHandlingMutations } from "./handling/handling.mutations.js";
import { messageAuditActions } from "./message.audit.js";
import { Message } from "./message.entity.js";
import { messageErrors } from "./message.errors.js";
import { MessageMutations } from "./message.mutations.js";
import { messageNotificationRules, messageNotifications } from "./message.notifications.js";
import { messagePersonalData } from "./message.personal-data.js";
import { messagePolicy } from "./message.policy.js";
import { messageById } from "./message.reads.js";
import { MessageResolver } from "./message.resolver.js";
import { messageSubjects } from "./message.subject.js";
import { ViewerAppealResolver } from "./viewer-appeal.resolver.js";

export const messagesModule = {
  name: "messages",
  entities: [Message],
  migrations: [MessageHandling1764000000084],
  resolvers: [MessageResolver, MessageMutations, MessageHandlingMutations, ViewerAppealResolver],
  nodes: { message: messageById },
  personalData: messagePersonalData,
  userErrors: messageErrors,
  notifications: { kinds: messageNotifications, rules: messageNotificationRules },
  subjects: messageSubjects,
  auditActions: messageAuditActions,
  policy: messagePolicy,
} satisfies DomainModule;
