import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { Guest } from "../guests/guest.entity.js";

@ObjectType({
  implements: Node,
  description:
    "The registration of a member or a guest for a gathering (inschrijving). Visible to the member and, unless it was " +
    "cancelled, to the hosts, organisers and administrators; one with a place also, if the member shares attendance, to " +
    "all who may see the profile and the gathering.",
})
@Entity()
@Unique(["gatheringId", "memberId"])
@Check("registration_person_check", `num_nonnulls(member_id, guest_id) = 1`)
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

  /** Null for a guest. */
  @Column({ type: "uuid", nullable: true })
  memberId: string | null;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** Null for a member. */
  @Column({ type: "uuid", nullable: true, unique: true })
  guestId: string | null;

  @OneToOne(() => Guest, { onDelete: "CASCADE" })
  @JoinColumn({ name: "guest_id" })
  guest?: Guest;

  @Field(() => RegistrationStatus, { description: "The status of the registration." })
  @Column({ type: "enum", enum: RegistrationStatus, enumName: "registration_status" })
  status: RegistrationStatus;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the member or the guest last registered, requested a place, was invited, or was accepted by a host; null for " +
      "one that an import brought without a date.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  registeredAt: Date | null;

  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  checkedInAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "Why a host declined it; plain text of at most 2,000 characters. Null when no reason was given.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  /** The order of registration, assigned under the row lock of the gathering; the waiting list follows it. */
  @Column({ type: "bigint", default: () => "nextval('registration_queue')" })
  queueNumber: string;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
