import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Idea } from "../ideas/idea.entity.js";
import { Member } from "../members/member.entity.js";
import { Collaboration } from "./collaboration.entity.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import { CollaborationStart } from "./starts/collaboration-start.entity.js";

@ObjectType({
  implements: Node,
  description:
    "A request to collaborate (samenwerkingsvraag), from one member to another, or to the members of a collaboration. " +
    "Only they see it, without those whom a block separates from its sender. While it is pending, who answers a request " +
    "about an existing collaboration sees it only if no block separates the one who would join from any of its members. " +
    "Moderators see it once it was reported.",
})
@Entity()
@Index(["fromId", "askedAt", "id"])
@Index(["toId", "askedAt", "id"])
@Index(["joinsId", "askedAt", "id"])
@Index(["fromId", "toId"], { unique: true, where: `status = 'PENDING'` })
@Index(["fromId", "joinsId"], { unique: true, where: `status = 'PENDING' AND to_id IS NULL` })
@Index(["expiresAt"], { where: `status = 'PENDING'` })
@Check("collaboration_request_self_check", `from_id <> to_id`)
@Check("collaboration_request_to_check", `to_id IS NOT NULL OR joins_id IS NOT NULL`)
@Check("collaboration_request_answered_check", `(status IN ('PENDING', 'EXPIRED')) = (answered_at IS NULL)`)
export class CollaborationRequest extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  fromId: string;

  /** Null when it is to the members of the collaboration that the sender would join. */
  @Column({ type: "uuid", nullable: true })
  toId: string | null;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "from_id" })
  from?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "to_id" })
  to?: Member;

  @Index()
  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "SET NULL" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  /** Visible only to those who may see the sender, and to some while it is hidden: see `messageOf`. */
  @Column({ type: "text", nullable: true })
  message: string | null;

  /** When a moderator hid the message; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** The stored status. A PENDING request past `expiresAt` is expired: see `statusAt`. */
  @Column({
    type: "enum",
    enum: CollaborationRequestStatus,
    enumName: "collaboration_request_status",
    default: CollaborationRequestStatus.PENDING,
  })
  status: CollaborationRequestStatus;

  @Field(() => Date, { description: "When the request was sent." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  askedAt: Date;

  @Field(() => Date, { description: "When the request expires, 30 days after it was sent." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the request was accepted, declined or withdrawn; null while it is pending, and when it has expired.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  answeredAt: Date | null;

  /** Which of the members answered, when it is to several. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  answeredById: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "answered_by_id" })
  answeredBy?: Member;

  /** Visible to who declined only. */
  @Column({ type: "text", nullable: true })
  declineReason: string | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  collaborationId: string | null;

  @ManyToOne(() => Collaboration, { onDelete: "SET NULL" })
  @JoinColumn({ name: "collaboration_id" })
  collaboration?: Collaboration;

  /** The collaboration that the recipient is invited to, or else that the sender would join. */
  @Column({ type: "uuid", nullable: true })
  joinsId: string | null;

  @ManyToOne(() => Collaboration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "joins_id" })
  joins?: Collaboration;

  /** What begins at a gathering with this request and others. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  startId: string | null;

  @ManyToOne(() => CollaborationStart, { onDelete: "SET NULL" })
  @JoinColumn({ name: "start_id" })
  start?: CollaborationStart;

  /** Whether the sender had been shown the recipient as a suggestion; null where that was not recorded. */
  @Column({ type: "boolean", nullable: true })
  suggested: boolean | null;
}
