import { Field, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Language } from "../../core/texts/language.js";
import { TrackEnrolment } from "../tracks/enrolments/track-enrolment.entity.js";

@ObjectType({
  implements: Node,
  description:
    "The certificate of a member who completed a learning track (certificaat). Visible here to the member, and to " +
    "those coordinators of the track, organisers and administrators who may see the member's profile; at its address, to " +
    "whoever has that.",
})
@Entity()
@Unique(["enrolmentId"])
export class Certificate extends Node {
  /** Part of the address: 74 bits of it are random. */
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  enrolmentId: string;

  @OneToOne(() => TrackEnrolment, { onDelete: "CASCADE" })
  @JoinColumn({ name: "enrolment_id" })
  enrolment?: TrackEnrolment;

  /** The track as it was when it was completed: edits that come later change no certificate. */
  @Column({ type: "integer" })
  trackVersion: number;

  @Field(() => String, { description: "The title of the track when the member completed it." })
  @Column({ type: "text" })
  title: string;

  @Column({ type: "text", nullable: true })
  description: string | null;

  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  /** The number of steps that completed the track; null for all that counted. */
  @Column({ type: "smallint", nullable: true })
  requiredSteps: number | null;

  /** The titles of the steps that the member had done then, in order, also of what is hidden. */
  @Column({ type: "text", array: true })
  steps: string[];

  /** For each of the steps, the gathering or series that it is called by; null for one with a title of its own. */
  @Column({ type: "uuid", array: true, default: [] })
  stepMeetings: (string | null)[];

  @Field(() => Date, { description: "When the certificate was issued: when the member completed the track." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  issuedAt: Date;
}
