import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { LearningTrack } from "../learning-track.entity.js";
import { EnrolmentStatus } from "../track.enums.js";

@ObjectType({
  implements: Node,
  description:
    "The enrolment of a member in a learning track (deelname). Visible to the member and, unless the member left, to the " +
    "coordinators of the track, organisers and administrators.",
})
@Entity()
@Unique(["trackId", "memberId"])
@Check("track_enrolment_completed_check", `completed_at IS NULL OR status = 'ENROLLED'`)
@Index(["trackId", "status", "queueNumber"])
@Index(["memberId", "enrolledAt", "id"])
export class TrackEnrolment extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  trackId: string;

  @ManyToOne(() => LearningTrack, { onDelete: "CASCADE" })
  @JoinColumn({ name: "track_id" })
  track?: LearningTrack;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Field(() => EnrolmentStatus, { description: "The status of the enrolment." })
  @Column({ type: "enum", enum: EnrolmentStatus, enumName: "enrolment_status" })
  status: EnrolmentStatus;

  @Field(() => Date, { description: "When the member last enrolled, or got on the waiting list." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  enrolledAt: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the member completed the track; null until then. It stays, whatever becomes of the track and its steps.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  completedAt: Date | null;

  /** The order of enrolment, assigned under the row lock of the track; the waiting list follows it. */
  @Column({ type: "bigint", default: () => "nextval('enrolment_queue')" })
  queueNumber: string;
}
