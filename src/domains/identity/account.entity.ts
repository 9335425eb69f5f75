import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Role } from "../../core/access/role.js";
import { Language } from "../../core/graphql/language.js";
import { Member } from "../members/member.entity.js";

/** What a member signs in with. Apart from `member`, so that an address is never read by accident. */
@Entity()
@Unique(["email"])
@Check("account_email_check", `email = lower(email)`)
export class Account {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** Lower case; unique over all sources. */
  @Column({ type: "text" })
  email: string;

  /** argon2id in PHC form; null for an imported member, who cannot sign in yet. */
  @Column({ type: "text", nullable: true })
  passwordHash: string | null;

  @Column({ type: "enum", enum: Role, enumName: "role", array: true, default: [Role.MEMBER] })
  roles: Role[];

  /** The language of mails. */
  @Column({ type: "enum", enum: Language, enumName: "language", default: Language.NL })
  language: Language;

  /** Whether mails may be sent that the member can do without. */
  @Column({ type: "boolean", default: true })
  emailNotifications: boolean;

  /** When it was shown that the address is the member's; null when never. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  emailConfirmedAt: Date | null;
}
