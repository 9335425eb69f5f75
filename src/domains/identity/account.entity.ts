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

  /** Whether the member receives mails about collaboration requests. */
  @Column({ type: "boolean", default: true })
  emailNotifications: boolean;

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
