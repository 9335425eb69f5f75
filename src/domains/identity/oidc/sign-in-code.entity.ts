import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

/** What the page that began a sign-in exchanges for a session; a minute, once. */
@Entity()
@Index(["expiresAt"])
export class SignInCode {
  /** SHA-256 of the code. */
  @PrimaryColumn({ type: "bytea" })
  codeHash: Buffer;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** S256 of what the page that began keeps to itself. */
  @Column({ type: "text" })
  challenge: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
