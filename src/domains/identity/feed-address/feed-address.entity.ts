import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../../core/texts/language.js";
import { Member } from "../../members/member.entity.js";

/** The secret address at which programs read feeds of a member without signing in; each member has one at most. */
@Entity()
@Unique(["tokenHash"])
export class FeedAddress {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @OneToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** What the token in the address is derived from, with the secret of the service. */
  @Column({ type: "bytea" })
  nonce: Buffer;

  /** SHA-256 of the token; the token itself is not stored. */
  @Column({ type: "bytea" })
  tokenHash: Buffer;

  /** Of what the service itself writes into the feeds; null for the one that a program asks for. */
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  @Column({ type: "timestamp with time zone", precision: 3 })
  createdAt: Date;
}
