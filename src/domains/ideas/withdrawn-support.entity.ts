import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { Idea } from "./idea.entity.js";

/** A member took back their support of an imported idea, so that no later import brings it again. */
@Entity()
export class WithdrawnSupport {
  @PrimaryColumn({ type: "uuid" })
  ideaId: string;

  @Index()
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
