import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/**
 * The position in the event log up to which tracks were completed: a single row. The process that locks it completes
 * tracks, and updates it in the same transaction.
 */
@Entity()
@Check("track_position_single_check", `single`)
export class TrackPosition {
  @PrimaryColumn({ type: "boolean" })
  single: true;

  @Column({ type: "bigint" })
  position: string;
}
