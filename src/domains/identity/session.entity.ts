import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** Somebody signed in somewhere; it lives until it is signed out, revoked, or not used for 30 days. */
@Entity()
@Index(["memberId"])
export class Session {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Column({ type: "timestamp with time zone", precision: 3 })
  signedInAt: Date;

  @Column({ type: "timestamp with time zone", precision: 3 })
  lastUsedAt: Date;

  /** What the client called itself, so that the member knows which of their sessions it is. */
  @Column({ type: "text", nullable: true })
  userAgent: string | null;
}
