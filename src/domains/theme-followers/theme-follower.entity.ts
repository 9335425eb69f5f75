import { Check, Column, Entity, Index, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/texts/language.js";

/** An e-mail address that follows themes, whether or not there is an account with it. */
@Entity()
@Unique(["email"])
@Index(["digestDueAt"])
@Check("theme_follower_digest_check", `(confirmed_at IS NULL) = (digest_due_at IS NULL)`)
export class ThemeFollower {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "text" })
  email: string;

  @Column({ type: "enum", enum: Language, enumName: "language" })
  language: Language;

  /** Signs the links in mails, so that they work whatever secrets of the service are replaced. */
  @Column({ type: "text" })
  mailKey: string;

  /** When a theme was last asked for. */
  @Column({ type: "timestamp with time zone", precision: 3 })
  requestedAt: Date;

  /** When the address was first confirmed; null until then. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  confirmedAt: Date | null;

  /** When the next digest is due; null until the address is confirmed. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  digestDueAt: Date | null;
}
