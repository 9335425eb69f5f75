import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Gathering } from "../gatherings/gathering.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { ThemeFollower } from "./theme-follower.entity.js";

/** An idea or a gathering that a follower was mailed, so that it is not mailed again. */
@Entity("theme_digest_item")
@Unique(["followerId", "ideaId"])
@Unique(["followerId", "gatheringId"])
@Check("theme_digest_item_subject_check", `num_nonnulls(idea_id, gathering_id) = 1`)
export class DigestItem {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "uuid" })
  followerId: string;

  @ManyToOne(() => ThemeFollower, { onDelete: "CASCADE" })
  @JoinColumn({ name: "follower_id" })
  follower?: ThemeFollower;

  @Index()
  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Index()
  @Column({ type: "uuid", nullable: true })
  gatheringId: string | null;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Index()
  @Column({ type: "timestamp with time zone", precision: 3 })
  mailedAt: Date;
}
