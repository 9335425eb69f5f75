import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** A link for downloading the data of a member; deleted when it is used. */
@Entity()
@Index(["memberId"])
@Index(["expiresAt"])
export class ExportLink {
  /** SHA-256 of the token in the URL; the token itself is not stored. */
  @PrimaryColumn({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Column({ type: "timestamp with time zone", precision: 3 })
  createdAt: Date;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
