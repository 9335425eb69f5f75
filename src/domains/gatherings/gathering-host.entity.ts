import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { Gathering } from "./gathering.entity.js";

/** A member who hosts a gathering. */
@Entity()
@Index(["memberId", "gatheringId"])
export class GatheringHost {
  @PrimaryColumn({ type: "uuid" })
  gatheringId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
