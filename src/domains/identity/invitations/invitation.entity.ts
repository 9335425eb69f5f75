import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

/** That an imported member was invited to sign in. Deleted when they have; until then, they are not invited again. */
@Entity()
export class Invitation {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** The address that the invitation is mailed to: the link is void once the account has another one. */
  @Column({ type: "text" })
  address: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  invitedAt: Date;

  /** SHA-256 of the mailed token; null until the mail is written, and when the link was made void. */
  @Column({ type: "bytea", nullable: true, unique: true })
  tokenHash: Buffer | null;

  /** The version of the privacy statement that the mail names; null when it names none. */
  @Column({ type: "text", nullable: true })
  statementVersion: string | null;

  /** When the link expires; null until the mail is written. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  expiresAt: Date | null;
}
