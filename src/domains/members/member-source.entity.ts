import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "./member.entity.js";

/**
 * What an import source calls a member who was in the network already, by the address of their account. Members whom
 * the source brought in have its id in their own row.
 */
@Entity()
export class MemberSource {
  @PrimaryColumn({ type: "text" })
  source: string;

  /** After the erasure of the account, what stands in its place. */
  @PrimaryColumn({ type: "text" })
  sourceId: string;

  @Index()
  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
