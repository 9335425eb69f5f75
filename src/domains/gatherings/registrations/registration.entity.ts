import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A member's registration for a gathering (inschrijving). One on the waiting list or cancelled is " +
    "visible to the member alone; one with a place also to the hosts, organisers and administrators, " +
    "and, if the member shares attendance, to all who may see the profile and the gathering.",
})
@Entity()
@Unique(["gatheringId", "memberId"])
@Check("registration_checked_in_check", `checked_in_at IS NULL OR status = 'GOING'`)
@Index(["gatheringId", "status", "queueNumber"])
@Index(["memberId", "status", "registeredAt", "id"])
export class Registration extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  gatheringId: string;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Field(() => RegistrationStatus, { description: "The status of the registration." })
  @Column({ type: "enum", enum: RegistrationStatus, enumName: "registration_status" })
  status: RegistrationStatus;

  @Field(() => Date, { description: "When the member last registered for the gathering." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  registeredAt: Date;

  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  checkedInAt: Date | null;

  /** The order of registration, assigned under the row lock of the gathering; the waiting list follows it. */
  @Column({ type: "bigint", default: () => "nextval('registration_queue')" })
  queueNumber: string;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
