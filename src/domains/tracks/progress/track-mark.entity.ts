import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { TrackEnrolment } from "../enrolments/track-enrolment.entity.js";
import { TrackStep } from "../steps/track-step.entity.js";

/** A learner's mark that a reading or an assignment is done. */
@Entity()
export class TrackMark {
  @PrimaryColumn({ type: "uuid" })
  enrolmentId: string;

  @Index()
  @PrimaryColumn({ type: "uuid" })
  stepId: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  markedAt: Date;

  @ManyToOne(() => TrackEnrolment, { onDelete: "CASCADE" })
  @JoinColumn({ name: "enrolment_id" })
  enrolment?: TrackEnrolment;

  @ManyToOne(() => TrackStep, { onDelete: "CASCADE" })
  @JoinColumn({ name: "step_id" })
  step?: TrackStep;
}
