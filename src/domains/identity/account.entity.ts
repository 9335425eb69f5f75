import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Role } from "../../core/access/role.js";
import { Language } from "../../core/texts/language.js";
import { Member } from "../members/member.entity.js";

/**
 * The credentials and roles of a member. Separate from `member`, so that no query on members reads an address by
 * accident.
 */
@Entity()
@Unique(["email"])
@Check("account_email_check", `email = lower(email)`)
@Check("account_digest_hour_check", `digest_hour BETWEEN 0 AND 23`)
@Check("account_reminder_hours_check", `reminder_hours BETWEEN 1 AND 336`)
@Check("account_help_requests_check", `help_requests_per_month BETWEEN 0 AND 20`)
export class Account {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** Lower case; unique across all sources. */
  @Column({ type: "text" })
  email: string;

  /**
   * argon2id hash in PHC format; null for members without a password: imported, or signed in through an external
   * issuer.
   */
  @Column({ type: "text", nullable: true })
  passwordHash: string | null;

  @Column({ type: "enum", enum: Role, enumName: "role", array: true, default: [Role.MEMBER] })
  roles: Role[];

  /** The language of mails. */
  @Column({ type: "enum", enum: Language, enumName: "language", default: Language.NL })
  language: Language;

  /** Whether the member receives mails about notifications at all. */
  @Column({ type: "boolean", default: true })
  emailNotifications: boolean;

  /** The hour of the day in Belgium, 0 to 23, at which the member gets the digest of notifications. */
  @Column({ type: "smallint", default: 8 })
  digestHour: number;

  /** How many hours before a gathering the member is reminded of it; null for no reminder. */
  @Column({ type: "smallint", nullable: true, default: 24 })
  reminderHours: number | null;

  /** How many requests for help the member takes in a calendar month, 0 to 20. */
  @Column({ type: "smallint", default: 5 })
  helpRequestsPerMonth: number;

  /** What links that end mails are signed with. */
  @Column({ type: "text", default: () => "(gen_random_uuid())" })
  mailKey: string;

  /** When the member proved ownership of the address; null when they have not. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  emailConfirmedAt: Date | null;

  /** When the member signed in for the first time; null for who was imported and has not yet. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  firstSignedInAt: Date | null;

  /**
   * When the member last signed in or refreshed a session, give or take an hour; at first when the account was created.
   * Null for accounts from before this was recorded.
   */
  @Index()
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true, default: () => "now()" })
  lastActiveAt: Date | null;

  /** When the account will be erased unless its member signs in, as a mail has announced; null while none has. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  erasureDueAt: Date | null;
}
