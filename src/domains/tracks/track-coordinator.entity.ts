import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { LearningTrack } from "./learning-track.entity.js";

/** A member who coordinates a learning track. */
@Entity()
@Index(["memberId", "trackId"])
export class TrackCoordinator {
  @PrimaryColumn({ type: "uuid" })
  trackId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => LearningTrack, { onDelete: "CASCADE" })
  @JoinColumn({ name: "track_id" })
  track?: LearningTrack;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
