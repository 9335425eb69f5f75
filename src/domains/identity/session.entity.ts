import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** A session of a member; it ends at sign-out, at revocation, or after 30 days without a refresh. */
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

  /** The `User-Agent` header, by which members recognise their sessions. */
  @Column({ type: "text", nullable: true })
  userAgent: string | null;
}
