import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

/** A device that a member signed in from with their password. */
@Entity()
@Index(["memberId"])
@Index(["lastUsedAt"])
export class SignInDevice {
  /** SHA-256 of the device token; the token itself is not stored. */
  @PrimaryColumn({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** When the member first signed in from there. */
  @Column({ type: "timestamp with time zone", precision: 3 })
  knownSince: Date;

  @Column({ type: "timestamp with time zone", precision: 3 })
  lastUsedAt: Date;
}
