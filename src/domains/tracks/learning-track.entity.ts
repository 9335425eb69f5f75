import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Language } from "../../core/texts/language.js";
import { TrackStatus } from "./track.enums.js";

@ObjectType({
  implements: Node,
  description:
    "An ordered list of steps around themes, in which members enrol (leertraject): gatherings, readings and assignments. " +
    "Everybody may see a published one, except that one hidden by a moderator is visible only to its coordinators, " +
    "organisers and administrators. A draft is visible only to them; a withdrawn one also to those enrolled or on its " +
    "waiting list.",
})
@Entity()
@Check("learning_track_capacity_check", `capacity > 0`)
@Check("learning_track_required_steps_check", `required_steps > 0`)
@Check("learning_track_version_check", `version > 0`)
@Check("learning_track_published_check", `status <> 'PUBLISHED' OR published_at IS NOT NULL`)
@Index(["createdAt", "id"])
export class LearningTrack extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => TrackStatus, { description: "The status of the track." })
  @Column({ type: "enum", enum: TrackStatus, enumName: "track_status", default: TrackStatus.DRAFT })
  status: TrackStatus;

  @Field(() => String, { description: "The title of the track, one line of 1 to 300 characters." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: "What one learns and for whom it is; plain text of at most 20,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  description: string | null;

  @Field(() => Language, { nullable: true, description: "The language of the track; null when it is open." })
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  /** Number of places; null means unlimited. */
  @Column({ name: "capacity", type: "integer", nullable: true })
  limit: number | null;

  @Field(() => Date, {
    nullable: true,
    description: "Until when members can enrol; null if they can for as long as the track is published.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  enrolmentClosesAt: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The number of steps that completes the track, 1 or more, whichever they are; null for all that count. Of a track " +
      "with fewer steps that count, all of these complete it.",
  })
  @Column({ type: "smallint", nullable: true })
  requiredSteps: number | null;

  @Field(() => Date, { description: "When the track was created." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: "When the track was published; null if it never was." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  publishedAt: Date | null;

  @Field(() => Date, { nullable: true, description: "When the track was last edited; null if never." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, {
    description: "The version number: 1 at first, incremented by every edit, by publication and by withdrawal.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;
}
