import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { Collaboration } from "./collaboration.entity.js";

/** A member's participation in a collaboration. */
@Entity()
@Index(["memberId", "collaborationId"])
export class CollaborationMember {
  @PrimaryColumn({ type: "uuid" })
  collaborationId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  /** The number of the last message before the member joined: what was written until then was not for them. */
  @Column({ type: "integer", default: 0 })
  joinedAfter: number;

  /** The number of the last message that the member has marked as read. */
  @Column({ type: "integer", default: 0 })
  readUpTo: number;

  @ManyToOne(() => Collaboration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "collaboration_id" })
  collaboration?: Collaboration;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
