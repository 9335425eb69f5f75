import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { Language } from "../../../core/texts/language.js";

/**
 * A person who has signed in at the issuer and whose address is not shown to be theirs yet. Valid for an hour until an
 * address is given, then for a day.
 */
@Entity()
@Index(["email"])
@Index(["expiresAt"])
@Check("unconfirmed_identity_accepted_check", `(accepted_version IS NULL) = (accepted_at IS NULL)`)
export class UnconfirmedIdentity {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  /** SHA-256 of the secret of the page that asks for the address. */
  @Column({ type: "bytea", unique: true })
  ticketHash: Buffer;

  @Column({ type: "text" })
  issuer: string;

  @Column({ type: "text" })
  subject: string;

  /** The address that the person gave, or that the issuer suggests; null when there is none. */
  @Column({ type: "text", nullable: true })
  email: string | null;

  /** SHA-256 of the mailed token; null until the mail is written. */
  @Column({ type: "bytea", nullable: true, unique: true })
  tokenHash: Buffer | null;

  /** The language of the mail. */
  @Column({ type: "enum", enum: Language, enumName: "language" })
  language: Language;

  /** The page that the sign-in began at. */
  @Column({ type: "text", nullable: true })
  returnTo: string | null;

  /** The version of the privacy statement that was accepted with the address, and when; both null without one. */
  @Column({ type: "text", nullable: true })
  acceptedVersion: string | null;

  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  acceptedAt: Date | null;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
