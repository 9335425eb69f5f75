import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { Idea } from "./idea.entity.js";

/** A member's support for an idea (steun). */
@Entity()
@Index(["memberId", "ideaId"])
export class Support {
  @PrimaryColumn({ type: "uuid" })
  ideaId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  supportedAt: Date;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
