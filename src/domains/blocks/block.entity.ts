import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** A block of one member by another: neither sees the other while it lasts. */
@ObjectType("BlockedMember", {
  description: "A member whom the viewer has blocked (geblokkeerd lid). Only the viewer sees it.",
})
@Entity()
@Index(["blockedId", "blockerId"])
@Check("block_self_check", `blocker_id <> blocked_id`)
export class Block {
  @PrimaryColumn({ type: "uuid" })
  blockerId: string;

  @Field(() => ID, { name: "memberId", description: "The id of the member, for `unblockMember`." })
  @PrimaryColumn({ type: "uuid" })
  blockedId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "blocker_id" })
  blocker?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "blocked_id" })
  blocked?: Member;

  @Field(() => Date, { description: "When the viewer blocked the member." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  blockedAt: Date;

  /** The id of the row in a list of the blocks of one member. */
  get id(): string {
    return this.blockedId;
  }
}
