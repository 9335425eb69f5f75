import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AuditTrailResolver } from "../audit/audit-trail.resolver.js";
import { RateLimitResolver } from "../budget/rate-limit.resolver.js";
import { CollaborationMutations } from "../collaborations/collaboration.mutations.js";
import { CollaborationResolver } from "../collaborations/collaboration.resolver.js";
import { RequestMutations } from "../collaborations/request.mutations.js";
import { CollaborationRequestResolver, ViewerRequestsResolver } from "../collaborations/request.resolver.js";
import { GatheringResolver, RegistrationResolver } from "../gatherings/gathering.resolver.js";
import { RegistrationMutations } from "../gatherings/registration.mutations.js";
import { IdeaMutations } from "../ideas/idea.mutations.js";
import { CommentResolver, IdeaResolver } from "../ideas/idea.resolver.js";
import { AccountMutations } from "../identity/account.mutations.js";
import { EmailChangeMutations } from "../identity/email-change.mutations.js";
import { PasswordMutations } from "../identity/password.mutations.js";
import { SignUpMutations } from "../identity/sign-up.mutations.js";
import { CompleteSignInMutations } from "../identity/oidc/complete-sign-in.mutations.js";
import { RoleHoldersResolver } from "../identity/role-holders.resolver.js";
import { RoleMutations } from "../identity/role.mutations.js";
import { ViewerResolver } from "../identity/viewer.resolver.js";
import { CommentAddedResolver } from "../live/comment-added.resolver.js";
import { GatheringChangedResolver } from "../live/gathering-changed.resolver.js";
import { IdeaPostedResolver } from "../live/idea-posted.resolver.js";
import { NotificationReceivedResolver } from "../live/notification-received.resolver.js";
import { DismissalMutations } from "../matchmaking/dismissal.mutations.js";
import { DismissedSuggestionResolver, ViewerDismissalsResolver } from "../matchmaking/dismissal.resolver.js";
import {
  GatheringSuggestionResolver,
  ViewerSuggestedGatheringsResolver,
} from "../matchmaking/gathering-suggestion.resolver.js";
import { GatheringTableResolver, GatheringTablesResolver } from "../matchmaking/gathering-table.resolver.js";
import { IdeaSuggestionResolver, ViewerSuggestedIdeasResolver } from "../matchmaking/idea-suggestion.resolver.js";
import {
  ComplementResolver,
  IdeaSuggestionsResolver,
  SharedThemeResolver,
  SuggestionResolver,
  ViewerSuggestionsResolver,
} from "../matchmaking/suggestion.resolver.js";
import { ShowingMutations } from "../matchmaking/showing.mutations.js";
import { BlockMutations } from "../members/block.mutations.js";
import { BlockedMemberResolver, ViewerBlocksResolver } from "../members/blocked-members.resolver.js";
import { MemberMutations } from "../members/member.mutations.js";
import { InterestResolver, MemberResolver } from "../members/member.resolver.js";
import { PrivacyMutations } from "../privacy/privacy.mutations.js";
import { SettingsResolver } from "../privacy/settings.resolver.js";
import { MessageMutations } from "../messages/message.mutations.js";
import { MessageResolver } from "../messages/message.resolver.js";
import { ModerationDecisionResolver } from "../moderation/moderation-decision.resolver.js";
import { ModerationQueueResolver } from "../moderation/moderation-queue.resolver.js";
import { ModerationMutations } from "../moderation/moderation.mutations.js";
import { ReportResolver } from "../moderation/report.resolver.js";
import { ViewerDecisionsResolver } from "../moderation/viewer-decisions.resolver.js";
import { NotificationMutations } from "../notifications/notification.mutations.js";
import { NotificationResolver, ViewerNotificationsResolver } from "../notifications/notification.resolver.js";
import { ThemeResolver } from "../themes/theme.resolver.js";
import { DateTime } from "./date-time.js";
import { NodeResolver } from "./node.resolver.js";
import { PlainUserError, StaleVersionError } from "./user-error.js";

/** The whole schema, made once a process: type-graphql keeps its metadata globally. */
export const schema: GraphQLSchema = buildSchemaSync({
  resolvers: [
    NodeResolver,
    MemberResolver,
    InterestResolver,
    MemberMutations,
    ThemeResolver,
    IdeaResolver,
    CommentResolver,
    IdeaMutations,
    GatheringResolver,
    RegistrationResolver,
    RegistrationMutations,
    CollaborationResolver,
    CollaborationMutations,
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
    ShowingMutations,
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
    AuditTrailResolver,
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
  // Subscriptions read the event log; type-graphql's own PubSub, which it asks for, must never be used (see docs/decisions).
  pubSub: { publish: refusePubSub, subscribe: refusePubSub },
  // Inputs are checked by the domain's own rules, so that what is wrong becomes a user error.
  validate: false,
  // Its check asks for the whole schema at every start. Apollo Server validates it too, and a test asks.
  skipCheck: true,
});

// type-graphql has no place for these.
schema.getQueryType()!.description = "What can be asked; asking never changes anything.";
schema.getMutationType()!.description =
  "What can be done, each in one transaction. Outcomes that a client must handle come in `userErrors`.";
schema.getSubscriptionType()!.description =
  "What can be watched, over WebSocket (graphql-transport-ws) on the same path.";

function refusePubSub(): never {
  throw new Error("Subscriptions are fed from the event log alone.");
}

/** The contract as it is committed: sorted, so that only what changed differs. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
