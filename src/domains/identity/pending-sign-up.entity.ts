import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { Language } from "../../core/texts/language.js";

/** A sign-up whose address is not confirmed yet. Not an account, so that nobody can claim another person's address. */
@Entity()
@Index(["email"])
@Index(["expiresAt"])
@Check("pending_sign_up_accepted_check", `(accepted_version IS NULL) = (accepted_at IS NULL)`)
export class PendingSignUp {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  /** SHA-256 of the mailed token; null until the mail is written. */
  @Column({ type: "bytea", nullable: true, unique: true })
  tokenHash: Buffer | null;

  @Column({ type: "text" })
  name: string;

  @Column({ type: "text" })
  email: string;

  @Column({ type: "text" })
  passwordHash: string;

  @Column({ type: "enum", enum: Language, enumName: "language" })
  language: Language;

  /** The version of the privacy statement that was accepted with the sign-up, and when; both null without one. */
  @Column({ type: "text", nullable: true })
  acceptedVersion: string | null;

  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  acceptedAt: Date | null;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
