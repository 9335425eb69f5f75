import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { Language } from "../../core/graphql/language.js";

/** Somebody who asked to join, and has not shown yet that the address is theirs. No account, so that nobody can take an address. */
@Entity()
@Index(["email"])
@Index(["expiresAt"])
export class PendingSignUp {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  /** SHA-256 of the token that was mailed; null until the mail is written. */
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

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
