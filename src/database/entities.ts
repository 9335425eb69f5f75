import { AuditEntry } from "../audit/audit-entry.entity.js";
import { CostBudget } from "../budget/cost-budget.entity.js";
import { CollaborationMember } from "../collaborations/collaboration-member.entity.js";
import { CollaborationRequest } from "../collaborations/collaboration-request.entity.js";
import { Collaboration } from "../collaborations/collaboration.entity.js";
import { GatheringHost } from "../gatherings/gathering-host.entity.js";
import { GatheringTheme } from "../gatherings/gathering-theme.entity.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { Registration } from "../gatherings/registration.entity.js";
import { Comment } from "../ideas/comment.entity.js";
import { IdeaTheme } from "../ideas/idea-theme.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { Support } from "../ideas/support.entity.js";
import { Account } from "../identity/account.entity.js";
import { Attempt } from "../identity/attempt.entity.js";
import { EmailToken } from "../identity/email-token.entity.js";
import { PendingSignUp } from "../identity/pending-sign-up.entity.js";
import { ExternalIdentity } from "../identity/oidc/external-identity.entity.js";
import { ForgottenIdentity } from "../identity/oidc/forgotten-identity.entity.js";
import { OidcLogin } from "../identity/oidc/oidc-login.entity.js";
import { SignInCode } from "../identity/oidc/sign-in-code.entity.js";
import { RefreshToken } from "../identity/refresh-token.entity.js";
import { Session } from "../identity/session.entity.js";
import { Outbox } from "../mail/outbox.entity.js";
import { SuggestionDismissal } from "../matchmaking/dismissal.entity.js";
import { SuggestionExposure, SuggestionExposureFigures } from "../matchmaking/exposure.entity.js";
import { SuggestionShowing } from "../matchmaking/showing.entity.js";
import { Block } from "../members/block.entity.js";
import { Interest } from "../members/interest.entity.js";
import { Member } from "../members/member.entity.js";
import { Organisation } from "../members/organisation.entity.js";
import { Message } from "../messages/message.entity.js";
import { ModerationCaseMember } from "../moderation/moderation-case-member.entity.js";
import { ModerationCase } from "../moderation/moderation-case.entity.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { Report } from "../moderation/report.entity.js";
import { NotificationPosition } from "../notifications/notification-position.entity.js";
import { Notification } from "../notifications/notification.entity.js";
import { TrainedModel } from "../matchmaking/ranker/ranker-model.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { EventLogStart } from "./event-log-start.entity.js";
import { Event } from "./event.entity.js";

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
  SuggestionShowing,
  SuggestionExposure,
  SuggestionExposureFigures,
  TrainedModel,
  Notification,
  NotificationPosition,
];
