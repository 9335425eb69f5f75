import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

/** A version of the privacy statement that a member accepted; the row is never changed. */
@Entity()
export class AcceptedStatement {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @PrimaryColumn({ type: "text" })
  version: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  acceptedAt: Date;
}
