import type { DomainModule } from "../domain-module.js";
import { Moderation1764000000014 } from "../../../migrations/1764000000014-moderation.js";
import { ReportableTexts1764000000035 } from "../../../migrations/1764000000035-reportable-texts.js";
import { AuditedDecisionResolver } from "./audited-decision.resolver.js";
import { ModerationCaseMember } from "./moderation-case-member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { ModerationDecisionResolver } from "./moderation-decision.resolver.js";
import { ModerationQueueResolver } from "./moderation-queue.resolver.js";
import { moderationAuditActions } from "./moderation.audit.js";
import { moderationErrors } from "./moderation.errors.js";
import { ModerationMutations } from "./moderation.mutations.js";
import { moderationNotificationRules, moderationNotifications } from "./moderation.notifications.js";
import { moderationPersonalData } from "./moderation.personal-data.js";
import { moderationPolicy } from "./moderation.policy.js";
import { caseById, decisionById, reportById } from "./moderation.reads.js";
import { Report } from "./report.entity.js";
import { ReportResolver } from "./report.resolver.js";
import { ViewerDecisionsResolver } from "./viewer-decisions.resolver.js";
import { decisionMadeMail } from "./mails/decision-made.mail.js";
import { decisionReversedMail } from "./mails/decision-reversed.mail.js";

export const moderationModule = {
  name: "moderation",
  entities: [ModerationCaseMember, ModerationCase, ModerationDecision, Report],
  migrations: [Moderation1764000000014, ReportableTexts1764000000035],
  resolvers: [
    ModerationQueueResolver,
    ReportResolver,
    ModerationDecisionResolver,
    ViewerDecisionsResolver,
    ModerationMutations,
    AuditedDecisionResolver,
  ],
  nodes: { moderation_case: caseById, report: reportById, moderation_decision: decisionById },
  personalData: moderationPersonalData,
  userErrors: moderationErrors,
  notifications: { kinds: moderationNotifications, rules: moderationNotificationRules },
  auditActions: moderationAuditActions,
  policy: moderationPolicy,
  mails: { decisionMade: decisionMadeMail, decisionReversed: decisionReversedMail },
} satisfies DomainModule;
