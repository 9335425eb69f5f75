import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A mail of a host to those registered for a gathering (mail van een gastheer of gastvrouw). Visible to the hosts of the " +
    "gathering, organisers and administrators, and to registered members with one of the statuses that it went to, unless a " +
    "moderator has hidden it or a block separates them from its author.",
})
@Entity()
@Check("host_mail_recipients_check", `cardinality(recipients) > 0`)
@Index(["gatheringId", "sentAt", "id"])
export class HostMail extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  gatheringId: string;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Index()
  @Column({ type: "uuid" })
  authorId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "author_id" })
  author?: Member;

  @Field(() => String, { description: "The subject of the mail, one line of 1 to 150 characters." })
  @Column({ type: "text" })
  subject: string;

  @Field(() => String, { description: "The text of the mail, plain text of 1 to 5,000 characters." })
  @Column({ type: "text" })
  body: string;

  @Field(() => [RegistrationStatus], {
    description: "The statuses of the registrations that it went to: GOING, WAITLISTED or both.",
  })
  @Column({ type: "enum", enum: RegistrationStatus, enumName: "registration_status", array: true })
  recipients: RegistrationStatus[];

  @Field(() => Int, { description: "The number of members it went to when it was sent; guests do not get it." })
  @Column({ type: "integer" })
  sentTo: number;

  @Field(() => Date, { description: "When the host sent it." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  sentAt: Date;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;
}
