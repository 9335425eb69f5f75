import { servePage } from "../../core/pages/serve-page.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { DomainModule, ServiceOptions } from "../domain-module.js";
import { Ideas1764000000003 } from "../../../migrations/1764000000003-ideas.js";
import { WithdrawnSupports1764000000054 } from "../../../migrations/1764000000054-withdrawn-supports.js";
import { SearchVectors1764000000045 } from "../../../migrations/1764000000045-search-vectors.js";
import { FillSearchVectors1764000000046 } from "../../../migrations/1764000000046-fill-search-vectors.js";
import { Inflection1764000000058 } from "../../../migrations/1764000000058-inflection.js";
import { Mentions1764000000086 } from "../../../migrations/1764000000086-mentions.js";
import { IdeasGrow1764000000081 } from "../../../migrations/1764000000081-ideas-grow.js";
import { Answers1764000000082 } from "../../../migrations/1764000000082-answers.js";
import { AnswerMutations } from "./answers/answer.mutations.js";
import { answerNotificationRules, answerNotifications } from "./answers/answer.notifications.js";
import { IdeaAnswerResolver } from "./answers/answer.resolver.js";
import { IdeaAnswer } from "./answers/idea-answer.entity.js";
import { CoAuthors1764000000085 } from "../../../migrations/1764000000085-co-authors.js";
import { CoAuthorInvitation } from "./authors/co-author-invitation.entity.js";
import { CoAuthorMutations } from "./authors/co-author.mutations.js";
import { coAuthorNotificationRules, coAuthorNotifications } from "./authors/co-author.notifications.js";
import { coAuthorInvitationById } from "./authors/co-author.reads.js";
import {
  CoAuthoredIdeasResolver,
  CoAuthorInvitationResolver,
  IdeaCoAuthorsResolver,
} from "./authors/co-author.resolver.js";
import { CommentAddedResolver } from "./comment-added.resolver.js";
import { commentAdded } from "./comment-added.subscription.js";
import { IdeaDrafts1764000000095 } from "../../../migrations/1764000000095-idea-drafts.js";
import { IdeaDraftTheme } from "./drafts/idea-draft-theme.entity.js";
import { IdeaDraft } from "./drafts/idea-draft.entity.js";
import { IdeaDraftMutations } from "./drafts/idea-draft.mutations.js";
import { ideaDraftById } from "./drafts/idea-draft.reads.js";
import { IdeaDraftResolver } from "./drafts/idea-draft.resolver.js";
import { Comment } from "./comment.entity.js";
import { CommentEditMutations } from "./comments/comment-edit.mutations.js";
import { commentsFile } from "./comment.import.js";
import { MemberIdeasResolver, OrganisationIdeasResolver, ThemeIdeasResolver } from "./idea-lists.resolver.js";
import { FollowMutations } from "./followers/follow.mutations.js";
import { IdeaFollowersResolver } from "./followers/follower.resolver.js";
import { IdeaFollower } from "./followers/idea-follower.entity.js";
import { ideaChangeById } from "./history/history.reads.js";
import { IdeaChangeResolver, IdeaHistoryResolver } from "./history/history.resolver.js";
import { IdeaChange } from "./history/idea-change.entity.js";
import { StatusMutations } from "./history/status.mutations.js";
import { IdeaPostedResolver } from "./idea-posted.resolver.js";
import { ideaPosted } from "./idea-posted.subscription.js";
import { IdeaTheme } from "./idea-theme.entity.js";
import { MentionRow } from "./mentions/mention.entity.js";
import { mentionNotificationRules, mentionNotifications } from "./mentions/mention.notifications.js";
import { CommentMentionsResolver, IdeaMentionsResolver } from "./mentions/mention.resolver.js";
import { Idea } from "./idea.entity.js";
import { ideaErrors } from "./idea.errors.js";
import { ideasFile } from "./idea.import.js";
import { IdeaMutations } from "./idea.mutations.js";
import { ideaNotificationRules, ideaNotifications } from "./idea.notifications.js";
import { ideaPage } from "./idea.page.js";
import { ideaPersonalData } from "./idea.personal-data.js";
import { ideaPolicy } from "./idea.policy.js";
import { commentById, ideaById } from "./idea.reads.js";
import { CommentResolver, IdeaResolver } from "./idea.resolver.js";
import { ideaSubjects } from "./idea.subject.js";
import { SimilarIdeasResolver } from "./similar/similar-ideas.resolver.js";
import { Support } from "./support.entity.js";
import { supportsFile } from "./support.import.js";
import { WithdrawnSupport } from "./withdrawn-support.entity.js";
import { ideaSearch } from "./idea.search.js";
import type { IdeaServices } from "./ideas.services.js";

export const ideasModule = {
  name: "ideas",
  entities: [
    CoAuthorInvitation,
    Comment,
    IdeaAnswer,
    IdeaChange,
    IdeaDraft,
    IdeaDraftTheme,
    IdeaFollower,
    IdeaTheme,
    Idea,
    MentionRow,
    Support,
    WithdrawnSupport,
  ],
  migrations: [
    Ideas1764000000003,
    SearchVectors1764000000045,
    FillSearchVectors1764000000046,
    WithdrawnSupports1764000000054,
    Inflection1764000000058,
    IdeasGrow1764000000081,
    Answers1764000000082,
    CoAuthors1764000000085,
    Mentions1764000000086,
    IdeaDrafts1764000000095,
  ],
  resolvers: [
    IdeaResolver,
    CommentResolver,
    IdeaMutations,
    CommentEditMutations,
    StatusMutations,
    IdeaHistoryResolver,
    IdeaChangeResolver,
    AnswerMutations,
    IdeaAnswerResolver,
    CoAuthorMutations,
    IdeaCoAuthorsResolver,
    CoAuthoredIdeasResolver,
    CoAuthorInvitationResolver,
    IdeaDraftMutations,
    IdeaDraftResolver,
    FollowMutations,
    IdeaFollowersResolver,
    IdeaMentionsResolver,
    CommentMentionsResolver,
    MemberIdeasResolver,
    OrganisationIdeasResolver,
    ThemeIdeasResolver,
    SimilarIdeasResolver,
    IdeaPostedResolver,
    CommentAddedResolver,
  ],
  nodes: {
    idea: ideaById,
    comment: commentById,
    idea_change: ideaChangeById,
    co_author_invitation: coAuthorInvitationById,
    idea_draft: ideaDraftById,
  },
  subscriptions: [ideaPosted, commentAdded],
  routes: (app, options) => servePage(app, options, "ideas", ideaPage),
  services: (_base: CoreServices, { onComment }: ServiceOptions): IdeaServices => ({ onComment }),
  sharedFields: {
    IdeaPosted: ["cursor", "idea"],
    CommentAdded: ["cursor", "comment"],
    Idea: [
      ...["id", "kind", "title", "body", "language", "status", "author", "themes"],
      ...["postedAt", "editedAt", "version", "supportCount", "followerCount", "answer"],
    ],
    Comment: ["id", "idea", "replyTo", "author", "body", "postedAt", "editedAt", "version"],
    Theme: ["ideaCount"],
  },
  searched: [ideaSearch],
  mergedReferences: [
    { to: "theme", table: "idea_theme", column: "theme_id", uniqueWith: "idea_id" },
    { to: "theme", table: "idea_draft_theme", column: "theme_id", uniqueWith: "draft_id" },
  ],
  importFiles: [ideasFile, commentsFile, supportsFile],
  personalData: ideaPersonalData,
  userErrors: ideaErrors,
  notifications: {
    kinds: { ...ideaNotifications, ...mentionNotifications, ...answerNotifications, ...coAuthorNotifications },
    rules: [
      ...ideaNotificationRules,
      ...mentionNotificationRules,
      ...answerNotificationRules,
      ...coAuthorNotificationRules,
    ],
  },
  subjects: ideaSubjects,
  policy: ideaPolicy,
} satisfies DomainModule;
