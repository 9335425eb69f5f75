import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/texts/language.js";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { SpamSign } from "./spam/spam.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A message to the network's coordinators, with or without an account (berichtje). Only moderators and the member " +
    "who left it see it.",
})
@Entity()
@Unique(["decisionId", "memberId"])
@Check("message_sender_check", `member_id IS NULL OR (name IS NULL AND email IS NULL)`)
@Check("message_discarded_check", `discarded_at IS NULL OR handled_at IS NOT NULL`)
@Index(["leftAt", "id"])
@Index("message_text_idx", { synchronize: false })
@Index("message_email_idx", { synchronize: false })
@Index("message_discarded_at_idx", ["discardedAt"], { where: `discarded_at IS NOT NULL` })
@Index("message_unhandled_idx", ["leftAt", "id"], { where: `handled_at IS NULL` })
export class Message extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, { description: "The text of the message, plain text, 1 to 5,000 characters." })
  @Column({ type: "text" })
  body: string;

  /** The sender; null when the sender was not signed in. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  memberId: string | null;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Field(() => String, {
    nullable: true,
    description:
      "The name given by a sender without an account, one line of 1 to 120 characters; null when none was given, and " +
      "for members.",
  })
  @Column({ type: "text", nullable: true })
  name: string | null;

  @Field(() => String, {
    name: "replyTo",
    nullable: true,
    description:
      "The e-mail address for replies, given by a sender without an account; null when none was given, and for " +
      "members.",
  })
  @Column({ type: "text", nullable: true })
  email: string | null;

  /** The language in which it was left, for answers; null for older ones. */
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  /** When the mail server refused the address for good. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  addressRefusedAt: Date | null;

  /** Why it looks like spam. */
  @Column({ type: "enum", enum: SpamSign, enumName: "spam_sign", array: true, default: [] })
  spamSigns: SpamSign[];

  /** When a moderator let it through, though it looked like spam. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  releasedAt: Date | null;

  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  discardedAt: Date | null;

  /** The decision that the message appeals against. */
  @Column({ type: "uuid", nullable: true })
  decisionId: string | null;

  @ManyToOne(() => ModerationDecision, { onDelete: "SET NULL" })
  @JoinColumn({ name: "decision_id" })
  decision?: ModerationDecision;

  @Field(() => Date, { description: "When the message was left." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  leftAt: Date;

  /** The moderator who is to handle it. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  assigneeId: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "assignee_id" })
  assignee?: Member;

  @Field(() => Date, {
    nullable: true,
    description: "When the coordinators last answered the message; null when they did not.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  answeredAt: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When a moderator handled the message; null while it is unhandled.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  handledAt: Date | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  handledById: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "handled_by_id" })
  handledBy?: Member;

  /** The note of the moderator who handled it, for other moderators. */
  @Column({ type: "text", nullable: true })
  note: string | null;
}
