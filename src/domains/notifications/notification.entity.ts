import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { CollaborationRequest } from "../collaborations/collaboration-request.entity.js";
import { Collaboration } from "../collaborations/collaboration.entity.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { HostMail } from "../gatherings/host-mails/host-mail.entity.js";
import { Node } from "../../core/graphql/node.js";
import { Comment } from "../ideas/comment.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { Member } from "../members/member.entity.js";
import { Message } from "../messages/message.entity.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { Practice } from "../practices/practice.entity.js";
import { ThemeSuggestion } from "../theme-suggestions/theme-suggestion.entity.js";
import { LearningTrack } from "../tracks/learning-track.entity.js";
import { notificationKinds, type NotificationKind } from "../../core/notifications/notification-kind.js";

@ObjectType({
  implements: Node,
  description:
    "A notification of an event that concerns the viewer (melding), or of several of one kind about one thing: while it " +
    "is unread, further ones are gathered in it. Only the viewer sees it, moderators do not. " +
    "Deleted 180 days after it was created, or 90 days after it was read.",
})
@Entity()
@Unique(["eventPosition", "memberId"])
@Check("notification_self_check", `actor_id <> member_id`)
@Check(
  "notification_about_check",
  `num_nonnulls(comment_id, gathering_id, collaboration_request_id, moderation_decision_id, collaboration_id, practice_id, message_id, track_id, theme_suggestion_id) = 1 OR (
  num_nonnulls(comment_id, gathering_id, collaboration_request_id, moderation_decision_id, collaboration_id, practice_id, message_id, track_id, theme_suggestion_id) = 0
  AND (count > 1 OR idea_id IS NOT NULL))`,
)
@Index(["memberId", "notifiedAt", "id"])
@Index("notification_unread_about_idx", ["memberId", "kind", "aboutId"], { unique: true, where: `read_at IS NULL` })
@Index("notification_mail_due_idx", ["mailDueAt"], { where: `mail_due_at IS NOT NULL` })
@Index("notification_unread_idx", ["memberId", "notifiedAt", "id"], { where: `read_at IS NULL` })
export class Notification extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  /** The recipient. */
  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Field(() => notificationKinds.names, { description: "The kind of event that the notification is about." })
  @Column({ type: "enum", enum: notificationKinds.names, enumName: "notification_kind" })
  kind: NotificationKind;

  /** The thing by which events are gathered; null when a process of the version before made it. */
  @Column({ type: "uuid", nullable: true })
  aboutId: string | null;

  @Field(() => Int, {
    description:
      "The number of events that it is about, 1 or more, such as comments on one idea, as counted when they came.",
  })
  @Column({ type: "integer", default: 1 })
  count: number;

  /** The latest event that caused it; at most one notification for each event and member. */
  @Column({ type: "bigint" })
  eventPosition: string;

  /** The member who caused it; null when the recipient may not know, or when several did. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  actorId: string | null;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "actor_id" })
  actor?: Member;

  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "SET NULL" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  /** Null when there are several. */
  @Column({ type: "uuid", nullable: true })
  commentId: string | null;

  @ManyToOne(() => Comment, { onDelete: "CASCADE" })
  @JoinColumn({ name: "comment_id" })
  comment?: Comment;

  @Column({ type: "uuid", nullable: true })
  gatheringId: string | null;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  /** The mail of a host that the notification is about, besides the gathering. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  hostMailId: string | null;

  @ManyToOne(() => HostMail, { onDelete: "CASCADE" })
  @JoinColumn({ name: "host_mail_id" })
  hostMail?: HostMail;

  @Index()
  @Column({ type: "uuid", nullable: true })
  practiceId: string | null;

  @ManyToOne(() => Practice, { onDelete: "CASCADE" })
  @JoinColumn({ name: "practice_id" })
  practice?: Practice;

  @Index()
  @Column({ type: "uuid", nullable: true })
  trackId: string | null;

  @ManyToOne(() => LearningTrack, { onDelete: "CASCADE" })
  @JoinColumn({ name: "track_id" })
  track?: LearningTrack;

  @Column({ type: "uuid", nullable: true })
  collaborationRequestId: string | null;

  @ManyToOne(() => CollaborationRequest, { onDelete: "CASCADE" })
  @JoinColumn({ name: "collaboration_request_id" })
  collaborationRequest?: CollaborationRequest;

  /** The collaboration in which messages were written, or that members joined. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  collaborationId: string | null;

  @ManyToOne(() => Collaboration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "collaboration_id" })
  collaboration?: Collaboration;

  /** The message to the coordinators that was left, or that the recipient left. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  messageId: string | null;

  @ManyToOne(() => Message, { onDelete: "CASCADE" })
  @JoinColumn({ name: "message_id" })
  message?: Message;

  /** The suggested theme that the recipient is to decide about, or suggested. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  themeSuggestionId: string | null;

  @ManyToOne(() => ThemeSuggestion, { onDelete: "CASCADE" })
  @JoinColumn({ name: "theme_suggestion_id" })
  themeSuggestion?: ThemeSuggestion;

  @Column({ type: "uuid", nullable: true })
  moderationDecisionId: string | null;

  @ManyToOne(() => ModerationDecision, { onDelete: "CASCADE" })
  @JoinColumn({ name: "moderation_decision_id" })
  moderationDecision?: ModerationDecision;

  @Field(() => Date, { description: "When the notification was created, or its latest event was gathered." })
  @Index()
  @Column({ type: "timestamp with time zone", precision: 3 })
  notifiedAt: Date;

  @Field(() => Date, {
    nullable: true,
    description: "When the viewer marked the notification as read; null while it is unread.",
  })
  @Index()
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  readAt: Date | null;

  /** When it is to be mailed; null when it is not, or was. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  mailDueAt: Date | null;

  /** Whether it is mailed with the others of the daily digest. */
  @Column({ type: "boolean", default: false })
  mailInDigest: boolean;
}
