import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { GatheringSeries } from "../../gatherings/series/gathering-series.entity.js";
import { LearningTrack } from "../learning-track.entity.js";
import { TrackStepKind } from "../track.enums.js";

@ObjectType({
  implements: Node,
  description: "A step of a learning track (stap). Visible to those who may see the track.",
})
@Entity()
@Check("track_step_gathering_check", `gathering_id IS NULL OR kind = 'GATHERING'`)
@Check("track_step_series_check", `series_id IS NULL OR kind = 'SERIES'`)
@Check("track_step_min_attended_check", `min_attended > 0`)
@Index(["trackId", "position", "id"])
export class TrackStep extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  trackId: string;

  @ManyToOne(() => LearningTrack, { onDelete: "CASCADE" })
  @JoinColumn({ name: "track_id" })
  track?: LearningTrack;

  /** The order in the track, from 0. */
  @Column({ type: "smallint" })
  position: number;

  @Field(() => TrackStepKind, { description: "The kind of the step." })
  @Column({ type: "enum", enum: TrackStepKind, enumName: "track_step_kind" })
  kind: TrackStepKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The title of the step, one line of at most 300 characters; null for a gathering or a series that is called by its own title.",
  })
  @Column({ type: "text", nullable: true })
  title: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What to do or to look for; plain text of at most 5,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  description: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where to find it, an address that begins with `https://`; null for a gathering or a series without one.",
  })
  @Column({ type: "text", nullable: true })
  link: string | null;

  /** Null for other kinds, while it is still to be chosen, and when the gathering was deleted. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  gatheringId: string | null;

  @ManyToOne(() => Gathering, { onDelete: "SET NULL" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  /** Null for other kinds, while it is still to be chosen, and when the series was deleted. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  seriesId: string | null;

  @ManyToOne(() => GatheringSeries, { onDelete: "SET NULL" })
  @JoinColumn({ name: "series_id" })
  series?: GatheringSeries;

  @Field(() => Int, {
    description:
      "Of a series, the number of its gatherings at which the learner has to check in, 1 to 100, or all that are left if " +
      "fewer take place; 1 for other kinds.",
  })
  @Column({ type: "smallint", default: 1 })
  minAttended: number;

  /** When it was announced that nothing of its gatherings takes place; null while something does. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  droppedAt: Date | null;
}
