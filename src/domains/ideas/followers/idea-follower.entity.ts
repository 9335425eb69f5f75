import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";
import { Idea } from "../idea.entity.js";

/** A member who hears what becomes of an idea (volger), or did until they left it. */
@Entity()
@Index(["memberId", "followedAt", "ideaId"], { where: "left_at IS NULL" })
export class IdeaFollower {
  @PrimaryColumn({ type: "uuid" })
  ideaId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  followedAt: Date;

  /** When they left it: a comment of theirs does not make them a follower again. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  leftAt: Date | null;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
