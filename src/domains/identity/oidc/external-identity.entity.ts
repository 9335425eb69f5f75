import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

/** The member identified by a subject of an external issuer. */
@Entity()
@Index(["memberId"])
export class ExternalIdentity {
  @PrimaryColumn({ type: "text" })
  issuer: string;

  @PrimaryColumn({ type: "text" })
  subject: string;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Column({ type: "timestamp with time zone", precision: 3 })
  linkedAt: Date;
}
