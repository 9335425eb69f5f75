import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { CollaborationRequest } from "../collaborations/collaboration-request.entity.js";
import { requestById } from "../collaborations/collaboration-request.reads.js";
import { Collaboration } from "../collaborations/collaboration.entity.js";
import { collaborationById } from "../collaborations/collaboration.reads.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { gatheringById } from "../gatherings/gathering.reads.js";
import { HostMail } from "../gatherings/host-mails/host-mail.entity.js";
import { hostMailById } from "../gatherings/host-mails/host-mail.reads.js";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Language } from "../../core/texts/language.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Comment } from "../ideas/comment.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { commentById, ideaById } from "../ideas/idea.reads.js";
import { Viewer } from "../identity/viewer.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Message } from "../messages/message.entity.js";
import { messageById } from "../messages/message.reads.js";
import { ThemeSuggestion } from "../theme-suggestions/theme-suggestion.entity.js";
import { themeSuggestionById } from "../theme-suggestions/theme-suggestion.reads.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { decisionById } from "../moderation/moderation.reads.js";
import { Practice } from "../practices/practice.entity.js";
import { practiceById } from "../practices/practice.reads.js";
import { LearningTrack } from "../tracks/learning-track.entity.js";
import { trackById } from "../tracks/track.reads.js";
import { Notification } from "./notification.entity.js";
import { NotificationConnection, notificationsOfCaller, unreadCountOfCaller } from "./notification.reads.js";
import { textOf } from "./notification.text.js";

@Resolver(() => Viewer)
export class ViewerNotificationsResolver {
  @FieldResolver(() => NotificationConnection, {
    description:
      "The viewer's notifications, newest first. Omitted are those about a comment that is hidden, removed, or on an " +
      "idea that the viewer may not see, about a gathering, a practice or a learning track that the viewer may not see, about messages of which the viewer " +
      "can read none, about a message to the coordinators that the viewer may not see, and about a member with a block between them and the viewer.",
  })
  notifications(
    @Ctx() ctx: Context,
    @Arg("unreadOnly", () => Boolean, {
      nullable: true,
      description: "True for unread notifications only; absent, null or false for all.",
    })
    unreadOnly: boolean | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Notification>> {
    return pageOf(ctx, NotificationConnection, notificationsOfCaller(ctx, unreadOnly ?? false), args);
  }

  @FieldResolver(() => Int, { description: "The number of unread notifications in `notifications`." })
  unreadNotificationCount(@Ctx() ctx: Context): Promise<number> {
    return unreadCountOfCaller(ctx);
  }
}

const found = <T>(ctx: Context, read: (ctx: Context, id: string) => Promise<T | null>, id: string | null) =>
  id === null ? null : read(ctx, id);

@Resolver(() => Notification)
export class NotificationResolver {
  @FieldResolver(() => String, {
    description:
      "The notification in one sentence, never empty. Names and titles that the viewer may not see are omitted, as in " +
      "“Somebody commented on your idea”.",
  })
  text(
    @Ctx() ctx: Context,
    @Root() notification: Notification,
    @Arg("language", () => Language, {
      nullable: true,
      description: "The language of the text. Defaults to the `Accept-Language` header, then to Dutch.",
    })
    language: Language | null,
  ): Promise<string> {
    return textOf(ctx, notification, language ?? ctx.language);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The member who caused the notification; null for moderators' decisions and places at gatherings, when several " +
      "members did, and when the viewer may not see the member.",
  })
  actor(@Ctx() ctx: Context, @Root() { actorId }: Notification): Promise<Member | null> | null {
    return found(ctx, memberById, actorId);
  }

  @FieldResolver(() => Idea, {
    nullable: true,
    description:
      "The idea that was commented on, that has news, of which somebody is to be, is or was a co-author, or that the " +
      "collaboration or the request is about; null for other kinds, when there is none, and when the viewer may not see it.",
  })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: Notification): Promise<Idea | null> | null {
    return found(ctx, ideaById, ideaId);
  }

  @FieldResolver(() => Comment, {
    nullable: true,
    description: "The comment or reply; null when `count` is more than 1, and for other kinds of notification.",
  })
  comment(@Ctx() ctx: Context, @Root() { commentId }: Notification): Promise<Comment | null> | null {
    return found(ctx, commentById, commentId);
  }

  @FieldResolver(() => Gathering, {
    nullable: true,
    description: "The gathering that the viewer now has a place at; null for other kinds of notification.",
  })
  gathering(@Ctx() ctx: Context, @Root() { gatheringId }: Notification): Promise<Gathering | null> | null {
    return found(ctx, gatheringById, gatheringId);
  }

  @FieldResolver(() => HostMail, {
    nullable: true,
    description: "The mail of a host to those registered; null for other kinds of notification.",
  })
  hostMail(@Ctx() ctx: Context, @Root() { hostMailId }: Notification): Promise<HostMail | null> | null {
    return found(ctx, hostMailById, hostMailId);
  }

  @FieldResolver(() => Practice, {
    nullable: true,
    description:
      "The practice that was used, submitted or decided about, or that names the viewer as its contact; null for other kinds " +
      "of notification.",
  })
  practice(@Ctx() ctx: Context, @Root() { practiceId }: Notification): Promise<Practice | null> | null {
    return found(ctx, practiceById, practiceId);
  }

  @FieldResolver(() => LearningTrack, {
    nullable: true,
    description:
      "The learning track that the viewer follows, waits for, completed or coordinates; null for other kinds of notification.",
  })
  track(@Ctx() ctx: Context, @Root() { trackId }: Notification): Promise<LearningTrack | null> | null {
    return found(ctx, trackById, trackId);
  }

  @FieldResolver(() => CollaborationRequest, {
    nullable: true,
    description:
      "The collaboration request that was received or answered, in its current state; null for other kinds of " +
      "notification, and when the viewer may not see it.",
  })
  collaborationRequest(
    @Ctx() ctx: Context,
    @Root() { collaborationRequestId }: Notification,
  ): Promise<CollaborationRequest | null> | null {
    return found(ctx, requestById, collaborationRequestId);
  }

  @FieldResolver(() => Collaboration, {
    nullable: true,
    description:
      "The collaboration in which messages were written, or that members joined; null for other kinds of notification.",
  })
  collaboration(@Ctx() ctx: Context, @Root() { collaborationId }: Notification): Promise<Collaboration | null> | null {
    return found(ctx, collaborationById, collaborationId);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description:
      "The message to the coordinators that was left or assigned; null for other kinds of notification, and when the viewer " +
      "may not see it.",
  })
  message(@Ctx() ctx: Context, @Root() { messageId }: Notification): Promise<Message | null> | null {
    return found(ctx, messageById, messageId);
  }

  @FieldResolver(() => ThemeSuggestion, {
    nullable: true,
    description:
      "The suggested theme that waits for the viewer as an organiser, or that the viewer suggested; null for other kinds of " +
      "notification, and when the viewer may not see it.",
  })
  themeSuggestion(
    @Ctx() ctx: Context,
    @Root() { themeSuggestionId }: Notification,
  ): Promise<ThemeSuggestion | null> | null {
    return found(ctx, themeSuggestionById, themeSuggestionId);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description:
      "The decision that was made or reversed; null for other kinds of notification, and when the viewer may not see " +
      "it.",
  })
  moderationDecision(
    @Ctx() ctx: Context,
    @Root() { moderationDecisionId }: Notification,
  ): Promise<ModerationDecision | null> | null {
    return found(ctx, decisionById, moderationDecisionId);
  }
}
