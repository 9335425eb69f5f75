import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Comment } from "../ideas/comment.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { Member } from "../members/member.entity.js";
import { HelpRequestStatus } from "./help-request.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A request to one member for help with a question (hulpvraag), which they answer by a comment on it. Only the two " +
    "members see it, and neither does while there is a block between them; so do moderators once it was reported.",
})
@Entity()
@Index(["fromId", "askedAt", "id"])
@Index(["toId", "askedAt", "id"])
@Index(["ideaId", "fromId", "toId"], { unique: true, where: `status = 'PENDING'` })
@Index(["expiresAt"], { where: `status = 'PENDING'` })
@Check("help_request_self_check", `from_id <> to_id`)
@Check("help_request_answered_check", `(status IN ('PENDING', 'EXPIRED')) = (answered_at IS NULL)`)
export class HelpRequest extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  ideaId: string;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Column({ type: "uuid" })
  fromId: string;

  @Column({ type: "uuid" })
  toId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "from_id" })
  from?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "to_id" })
  to?: Member;

  /** Visible only to those who may see the sender, and to some while it is hidden: see `messageOf`. */
  @Column({ type: "text", nullable: true })
  message: string | null;

  /** When a moderator hid the message; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** The stored status. A PENDING request past `expiresAt` is expired: see `statusAt`. */
  @Column({
    type: "enum",
    enum: HelpRequestStatus,
    enumName: "help_request_status",
    default: HelpRequestStatus.PENDING,
  })
  status: HelpRequestStatus;

  @Field(() => Date, { description: "When the member was asked." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  askedAt: Date;

  @Field(() => Date, { description: "When the request expires, 30 days after the member was asked." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the request was answered, declined or withdrawn; null while it is pending, and when it has expired.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  answeredAt: Date | null;

  /** The first comment on the question by who was asked; null unless the request is ANSWERED. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  commentId: string | null;

  @ManyToOne(() => Comment, { onDelete: "SET NULL" })
  @JoinColumn({ name: "comment_id" })
  comment?: Comment;
}
