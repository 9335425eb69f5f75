import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

/** The code that the page exchanges for a session after a sign-in. Valid once, for one minute. */
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

  /** The S256 challenge of the page that started the sign-in. */
  @Column({ type: "text" })
  challenge: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
