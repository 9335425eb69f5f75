import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Member } from "../members/member.entity.js";

/** One refresh token: used once, then replaced by the next of its family. */
@Entity()
@Unique(["tokenHash"])
@Index(["familyId"])
@Index(["memberId"])
export class Session {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** All tokens that come from one sign-in. */
  @Column({ type: "uuid" })
  familyId: string;

  /** SHA-256 of the token, which itself is kept nowhere. */
  @Column({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;

  /** When it was exchanged for the next one; a second exchange means that it was stolen. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  usedAt: Date | null;
}
