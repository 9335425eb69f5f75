import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** The purpose of a mailed link. */
export enum EmailTokenPurpose {
  RESET_PASSWORD = "RESET_PASSWORD",
  CHANGE_EMAIL = "CHANGE_EMAIL",
  ERASE_ACCOUNT = "ERASE_ACCOUNT",
}

/** A link that was mailed to a member; deleted when it is used. */
@Entity()
@Index(["memberId"])
@Index(["expiresAt"])
@Check("email_token_new_email_check", `(purpose = 'CHANGE_EMAIL') = (new_email IS NOT NULL)`)
@Check("email_token_keep_posts_check", `(purpose = 'ERASE_ACCOUNT') = (keep_posts IS NOT NULL)`)
export class EmailToken {
  /** SHA-256 of the token; the token itself is not stored. */
  @PrimaryColumn({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Column({ type: "enum", enum: EmailTokenPurpose, enumName: "email_token_purpose" })
  purpose: EmailTokenPurpose;

  /** The new address of the account. */
  @Column({ type: "text", nullable: true })
  newEmail: string | null;

  /** Whether the posts of the erased account remain. */
  @Column({ type: "boolean", nullable: true })
  keepPosts: boolean | null;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
