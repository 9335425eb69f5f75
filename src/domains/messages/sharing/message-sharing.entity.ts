import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Language } from "../../../core/texts/language.js";
import { GatheringFormat } from "../../gatherings/gathering.enums.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { Idea } from "../../ideas/idea.entity.js";
import { Member } from "../../members/member.entity.js";
import { Message } from "../message.entity.js";
import { SharedAs, SharingStatus } from "./sharing.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A moderator's proposal to make a question or a gathering of a message (voorstel om te delen). Nothing is shared without the " +
    "consent of who left it. Only moderators and the member who left the message see it.",
})
@Entity()
@Check("message_sharing_made_check", `num_nonnulls(idea_id, gathering_id) = 0 OR status = 'CONSENTED'`)
@Index(["messageId", "proposedAt", "id"])
@Index("message_sharing_open_idx", ["messageId"], { unique: true, where: `status = 'PROPOSED'` })
export class MessageSharing extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  messageId: string;

  @ManyToOne(() => Message, { onDelete: "CASCADE" })
  @JoinColumn({ name: "message_id" })
  message?: Message;

  @Field(() => SharedAs, { name: "as", description: "What is to be made of the message." })
  @Column({ type: "enum", enum: SharedAs, enumName: "shared_as" })
  sharedAs: SharedAs;

  @Field(() => SharingStatus, { description: "What became of the proposal." })
  @Column({ type: "enum", enum: SharingStatus, enumName: "sharing_status", default: SharingStatus.PROPOSED })
  status: SharingStatus;

  @Field(() => String, { description: "The title that everybody would read, one line of 1 to 300 characters." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, { description: "The text that everybody would read, plain text of 1 to 20,000 characters." })
  @Column({ type: "text" })
  body: string;

  /** Slugs, in order. */
  @Column({ type: "text", array: true, default: [] })
  themes: string[];

  @Column({ type: "enum", enum: Language, enumName: "language" })
  language: Language;

  /** As given, of a gathering. */
  @Field(() => String, {
    nullable: true,
    description: "When the gathering would begin, as it was given; null for a question.",
  })
  @Column({ type: "text", nullable: true })
  startsAt: string | null;

  @Column({ type: "enum", enum: GatheringFormat, enumName: "gathering_format", nullable: true })
  format: GatheringFormat | null;

  @Index()
  @Column({ type: "uuid" })
  proposedById: string;

  // No action on deletion: members are anonymised, never deleted.
  @ManyToOne(() => Member)
  @JoinColumn({ name: "proposed_by_id" })
  proposedBy?: Member;

  @Field(() => Date, { description: "When it was proposed to who left the message." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  proposedAt: Date;

  @Field(() => Date, { description: "Until when who left the message can consent." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;

  @Field(() => Date, { nullable: true, description: "When they consented or declined; null while they did not." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  answeredAt: Date | null;

  /** Whether who left it without an account wants their name with it. */
  @Column({ type: "boolean", default: false })
  isNamed: boolean;

  /** SHA-256 of the secret in the link that was mailed. */
  @Column({ type: "bytea", nullable: true, unique: true, select: false })
  tokenHash: Buffer | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "SET NULL" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Index()
  @Column({ type: "uuid", nullable: true })
  gatheringId: string | null;

  @ManyToOne(() => Gathering, { onDelete: "SET NULL" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;
}
