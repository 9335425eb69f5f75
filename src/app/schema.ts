import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AuditTrailResolver } from "../domains/audit/audit-trail.resolver.js";
import { RateLimitResolver } from "../core/budget/rate-limit.resolver.js";
import { CollaborationMutations } from "../domains/collaborations/collaboration.mutations.js";
import { CollaborationResolver } from "../domains/collaborations/collaboration.resolver.js";
import { RequestMutations } from "../domains/collaborations/collaboration-request.mutations.js";
import {
  CollaborationRequestResolver,
  ViewerRequestsResolver,
} from "../domains/collaborations/collaboration-request.resolver.js";
import { GatheringResolver, RegistrationResolver } from "../domains/gatherings/gathering.resolver.js";
import { RegistrationMutations } from "../domains/gatherings/registration.mutations.js";
import { IdeaMutations } from "../domains/ideas/idea.mutations.js";
import { CommentResolver, IdeaResolver } from "../domains/ideas/idea.resolver.js";
import { AccountMutations } from "../domains/identity/account.mutations.js";
import { EmailChangeMutations } from "../domains/identity/email-change.mutations.js";
import { PasswordMutations } from "../domains/identity/password.mutations.js";
import { SignUpMutations } from "../domains/identity/sign-up.mutations.js";
import { CompleteSignInMutations } from "../domains/identity/oidc/complete-sign-in.mutations.js";
import { RoleHoldersResolver } from "../domains/identity/role-holders.resolver.js";
import { RoleMutations } from "../domains/identity/role.mutations.js";
import { ViewerResolver } from "../domains/identity/viewer.resolver.js";
import { CommentAddedResolver } from "../domains/ideas/comment-added.resolver.js";
import { GatheringChangedResolver } from "../domains/gatherings/gathering-changed.resolver.js";
import { IdeaPostedResolver } from "../domains/ideas/idea-posted.resolver.js";
import { NotificationReceivedResolver } from "../domains/notifications/notification-received.resolver.js";
import { DismissalMutations } from "../domains/matchmaking/dismissal.mutations.js";
import { DismissedSuggestionResolver, ViewerDismissalsResolver } from "../domains/matchmaking/dismissal.resolver.js";
import {
  GatheringSuggestionResolver,
  ViewerSuggestedGatheringsResolver,
} from "../domains/matchmaking/gathering-suggestion.resolver.js";
import {
  GatheringTableResolver,
  GatheringTablesResolver,
} from "../domains/gatherings/seating/gathering-table.resolver.js";
import {
  IdeaSuggestionResolver,
  ViewerSuggestedIdeasResolver,
} from "../domains/matchmaking/idea-suggestion.resolver.js";
import {
  ComplementResolver,
  IdeaSuggestionsResolver,
  SharedThemeResolver,
  SuggestionResolver,
  ViewerSuggestionsResolver,
} from "../domains/matchmaking/suggestion.resolver.js";
import { ImpressionMutations } from "../domains/impressions/impression.mutations.js";
import { BlockMutations } from "../domains/blocks/block.mutations.js";
import { BlockedMemberResolver, ViewerBlocksResolver } from "../domains/blocks/blocked-members.resolver.js";
import { MemberMutations } from "../domains/members/member.mutations.js";
import { InterestResolver, MemberResolver } from "../domains/members/member.resolver.js";
import { PrivacyMutations } from "../domains/privacy/privacy.mutations.js";
import { SettingsResolver } from "../domains/privacy/settings.resolver.js";
import { MessageMutations } from "../domains/messages/message.mutations.js";
import { MessageResolver } from "../domains/messages/message.resolver.js";
import { ModerationDecisionResolver } from "../domains/moderation/moderation-decision.resolver.js";
import { ModerationQueueResolver } from "../domains/moderation/moderation-queue.resolver.js";
import { ModerationMutations } from "../domains/moderation/moderation.mutations.js";
import { ReportResolver } from "../domains/moderation/report.resolver.js";
import { ViewerDecisionsResolver } from "../domains/moderation/viewer-decisions.resolver.js";
import { NotificationMutations } from "../domains/notifications/notification.mutations.js";
import { NotificationResolver, ViewerNotificationsResolver } from "../domains/notifications/notification.resolver.js";
import { ThemeResolver } from "../domains/themes/theme.resolver.js";
import { DateTime } from "../core/graphql/date-time.js";
import { MemberIdeasResolver, ThemeIdeasResolver } from "../domains/ideas/idea-lists.resolver.js";
import { MemberGatheringsResolver, ThemeGatheringsResolver } from "../domains/gatherings/gathering-lists.resolver.js";
import { MemberCollaborationsResolver } from "../domains/collaborations/member-collaborations.resolver.js";
import { ThemeMembersResolver } from "../domains/members/theme-members.resolver.js";
import { AuditedDecisionResolver } from "../domains/moderation/audited-decision.resolver.js";
import { ViewerAppealResolver } from "../domains/messages/viewer-appeal.resolver.js";
import { NodeResolver } from "../core/graphql/node.resolver.js";
import { PlainUserError, StaleVersionError } from "../core/errors/user-error.js";

/** The whole schema, built once per process: type-graphql stores its metadata globally. */
export const schema: GraphQLSchema = buildSchemaSync({
  resolvers: [
    NodeResolver,
    MemberResolver,
    InterestResolver,
    MemberMutations,
    ThemeMembersResolver,
    ThemeResolver,
    IdeaResolver,
    CommentResolver,
    IdeaMutations,
    MemberIdeasResolver,
    ThemeIdeasResolver,
    GatheringResolver,
    RegistrationResolver,
    RegistrationMutations,
    MemberGatheringsResolver,
    ThemeGatheringsResolver,
    CollaborationResolver,
    CollaborationMutations,
    MemberCollaborationsResolver,
    CollaborationRequestResolver,
    ViewerRequestsResolver,
    RequestMutations,
    AccountMutations,
    SignUpMutations,
    PasswordMutations,
    EmailChangeMutations,
    CompleteSignInMutations,
    ViewerResolver,
    ViewerSuggestionsResolver,
    IdeaSuggestionsResolver,
    SuggestionResolver,
    SharedThemeResolver,
    ComplementResolver,
    DismissalMutations,
    ViewerDismissalsResolver,
    DismissedSuggestionResolver,
    ImpressionMutations,
    ViewerSuggestedIdeasResolver,
    IdeaSuggestionResolver,
    ViewerSuggestedGatheringsResolver,
    GatheringSuggestionResolver,
    GatheringTablesResolver,
    GatheringTableResolver,
    IdeaPostedResolver,
    CommentAddedResolver,
    GatheringChangedResolver,
    RateLimitResolver,
    ModerationQueueResolver,
    ReportResolver,
    ModerationDecisionResolver,
    ViewerDecisionsResolver,
    ModerationMutations,
    MessageResolver,
    MessageMutations,
    ViewerAppealResolver,
    AuditTrailResolver,
    AuditedDecisionResolver,
    RoleHoldersResolver,
    RoleMutations,
    BlockMutations,
    ViewerBlocksResolver,
    BlockedMemberResolver,
    SettingsResolver,
    PrivacyMutations,
    ViewerNotificationsResolver,
    NotificationResolver,
    NotificationMutations,
    NotificationReceivedResolver,
  ],
  orphanedTypes: [PlainUserError, StaleVersionError],
  scalarsMap: [{ type: Date, scalar: DateTime }],
  // Subscriptions read the event log; type-graphql requires a PubSub, which must never be used (see docs/decisions).
  pubSub: { publish: refusePubSub, subscribe: refusePubSub },
  // Inputs are validated by the rules of the domains, so that invalid values become user errors.
  validate: false,
  // Its check would validate the whole schema at every start. Apollo Server validates it too, and so does a test.
  skipCheck: true,
});

// type-graphql has no option for these.
schema.getQueryType()!.description =
  "Read operations; they never change data. A field that can fail because of its arguments lists after `Errors:` the " +
  "codes of the top-level `errors`.";
schema.getMutationType()!.description =
  "Write operations, each in one transaction. Each lists after `Errors:` the codes of the outcomes that a client " +
  "must handle, which it returns in `userErrors`. A mutation that requires a signed-in caller fails without one with " +
  "the top-level error UNAUTHENTICATED, which is not listed.";
schema.getSubscriptionType()!.description =
  "Live events: over WebSocket (graphql-transport-ws) on the path of the queries, or as server-sent events " +
  "on that path followed by `/stream`.";

function refusePubSub(): never {
  throw new Error("Subscriptions are fed from the event log alone.");
}

/** The schema in the form that is committed: sorted, so that a diff shows only real changes. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
