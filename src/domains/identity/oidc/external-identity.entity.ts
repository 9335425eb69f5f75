import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Role } from "../../../core/access/role.js";
import { Member } from "../../members/member.entity.js";

/** The member identified by a subject of an external issuer. */
@Entity()
@Index(["memberId"])
export class ExternalIdentity {
  @PrimaryColumn({ type: "text" })
  issuer: string;

  @PrimaryColumn({ type: "text" })
  subject: string;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Column({ type: "timestamp with time zone", precision: 3 })
  linkedAt: Date;

  /** The roles that the issuer granted by a claim; not those that the account had already. */
  @Column({ type: "enum", enum: Role, enumName: "role", array: true, default: [] })
  roles: Role[];

  /** When the issuer said last which they are; null before it did. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  rolesAsOf: Date | null;
}
