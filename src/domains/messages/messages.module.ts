import type { DomainModule } from "../domain-module.js";
import { MessageHandling1764000000084 } from "../../../migrations/1764000000084-message-handling.js";
import { MessageAnswers1764000000094 } from "../../../migrations/1764000000094-message-answers.js";
import { MessageAnswer } from "./answers/message-answer.entity.js";
import { messageAnswerMail, answerMailFailed } from "./answers/message-answer.mail.js";
import { MessageAnswerMutations } from "./answers/message-answer.mutations.js";
import { answerById } from "./answers/message-answer.reads.js";
import { MessageAnswerResolver, MessageAnswersResolver } from "./answers/message-answer.resolver.js";
import { SharedMessages1764000000096 } from "../../../migrations/1764000000096-shared-messages.js";
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
import { MessageSharing } from "./sharing/message-sharing.entity.js";
import { serveSharingPage } from "./sharing/sharing-page.routes.js";
import { sharingMail } from "./sharing/sharing.mail.js";
import { SharingMutations } from "./sharing/sharing.mutations.js";
import { sharingById } from "./sharing/sharing.reads.js";
import {
  GatheringCreditResolver,
  IdeaCreditResolver,
  MessageSharingResolver,
  MessageSharingsResolver,
} from "./sharing/sharing.resolver.js";
import { SpamMutations } from "./spam/spam.mutations.js";
import { spamRetention } from "./spam/spam-signs.js";
import { ViewerAppealResolver } from "./viewer-appeal.resolver.js";

export const messagesModule = {
  name: "messages",
  entities: [Message, MessageAnswer, MessageSharing],
  migrations: [MessageHandling1764000000084, MessageAnswers1764000000094, SharedMessages1764000000096],
  resolvers: [
    MessageResolver,
    MessageMutations,
    MessageHandlingMutations,
    MessageAnswersResolver,
    MessageAnswerResolver,
    MessageAnswerMutations,
    SpamMutations,
    MessageSharingsResolver,
    MessageSharingResolver,
    IdeaCreditResolver,
    GatheringCreditResolver,
    SharingMutations,
    ViewerAppealResolver,
  ],
  nodes: { message: messageById, message_answer: answerById, message_sharing: sharingById },
  routes: serveSharingPage,
  sharedFields: { Idea: ["creditedTo"], Gathering: ["creditedTo"] },
  mails: { messageAnswer: messageAnswerMail, messageSharing: sharingMail },
  undelivered: { messageAnswer: answerMailFailed, messageSharing: answerMailFailed },
  retention: spamRetention,
  personalData: messagePersonalData,
  userErrors: messageErrors,
  notifications: { kinds: messageNotifications, rules: messageNotificationRules },
  subjects: messageSubjects,
  auditActions: messageAuditActions,
  policy: messagePolicy,
} satisfies DomainModule;
