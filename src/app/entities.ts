import { AuditEntry } from "../domains/audit/audit-entry.entity.js";
import { CostBudget } from "../core/budget/cost-budget.entity.js";
import { CollaborationMember } from "../domains/collaborations/collaboration-member.entity.js";
import { CollaborationRequest } from "../domains/collaborations/collaboration-request.entity.js";
import { Collaboration } from "../domains/collaborations/collaboration.entity.js";
import { GatheringHost } from "../domains/gatherings/gathering-host.entity.js";
import { GatheringTheme } from "../domains/gatherings/gathering-theme.entity.js";
import { Gathering } from "../domains/gatherings/gathering.entity.js";
import { Registration } from "../domains/gatherings/registration.entity.js";
import { Comment } from "../domains/ideas/comment.entity.js";
import { IdeaTheme } from "../domains/ideas/idea-theme.entity.js";
import { Idea } from "../domains/ideas/idea.entity.js";
import { Support } from "../domains/ideas/support.entity.js";
import { Account } from "../domains/identity/account.entity.js";
import { Attempt } from "../domains/identity/attempt.entity.js";
import { EmailToken } from "../domains/identity/email-token.entity.js";
import { PendingSignUp } from "../domains/identity/pending-sign-up.entity.js";
import { ExternalIdentity } from "../domains/identity/oidc/external-identity.entity.js";
import { ForgottenIdentity } from "../domains/identity/oidc/forgotten-identity.entity.js";
import { OidcLogin } from "../domains/identity/oidc/oidc-login.entity.js";
import { SignInCode } from "../domains/identity/oidc/sign-in-code.entity.js";
import { RefreshToken } from "../domains/identity/refresh-token.entity.js";
import { Session } from "../domains/identity/session.entity.js";
import { Outbox } from "../core/mail/outbox.entity.js";
import { SuggestionDismissal } from "../domains/matchmaking/dismissals/dismissal.entity.js";
import { SuggestionExposure, SuggestionExposureFigures } from "../domains/impressions/exposure.entity.js";
import { SuggestionImpression } from "../domains/impressions/impression.entity.js";
import { Block } from "../domains/blocks/block.entity.js";
import { Interest } from "../domains/members/interest.entity.js";
import { Member } from "../domains/members/member.entity.js";
import { Organisation } from "../domains/members/organisation.entity.js";
import { Message } from "../domains/messages/message.entity.js";
import { ModerationCaseMember } from "../domains/moderation/moderation-case-member.entity.js";
import { ModerationCase } from "../domains/moderation/moderation-case.entity.js";
import { ModerationDecision } from "../domains/moderation/moderation-decision.entity.js";
import { Report } from "../domains/moderation/report.entity.js";
import { NotificationPosition } from "../domains/notifications/notification-position.entity.js";
import { Notification } from "../domains/notifications/notification.entity.js";
import { TrainedModel } from "../domains/matchmaking/ranker/ranker-model.entity.js";
import { Theme } from "../domains/themes/theme.entity.js";
import { EventLogStart } from "../core/event-log/event-log-start.entity.js";
import { Event } from "../core/event-log/event.entity.js";

export const entities = [
  Organisation,
  Member,
  Theme,
  Interest,
  Account,
  Session,
  RefreshToken,
  ExternalIdentity,
  ForgottenIdentity,
  OidcLogin,
  SignInCode,
  Attempt,
  EmailToken,
  PendingSignUp,
  Outbox,
  Idea,
  IdeaTheme,
  Comment,
  Support,
  Gathering,
  GatheringTheme,
  GatheringHost,
  Registration,
  Collaboration,
  CollaborationMember,
  CollaborationRequest,
  Event,
  EventLogStart,
  CostBudget,
  Block,
  ModerationCase,
  ModerationCaseMember,
  Report,
  ModerationDecision,
  Message,
  AuditEntry,
  SuggestionDismissal,
  SuggestionImpression,
  SuggestionExposure,
  SuggestionExposureFigures,
  TrainedModel,
  Notification,
  NotificationPosition,
];
