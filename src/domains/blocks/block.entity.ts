import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** One member wants to have nothing to do with another: from then on neither sees the other. */
@ObjectType("BlockedMember", { description: "A member whom the viewer blocked; only the viewer sees it." })
@Entity()
@Index(["blockedId", "blockerId"])
@Check("block_self_check", `blocker_id <> blocked_id`)
export class Block {
  @PrimaryColumn({ type: "uuid" })
  blockerId: string;

  @Field(() => ID, { name: "memberId", description: "The member's id, for `unblockMember`." })
  @PrimaryColumn({ type: "uuid" })
  blockedId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "blocker_id" })
  blocker?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "blocked_id" })
  blocked?: Member;

  @Field(() => Date, { description: "Since when." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  blockedAt: Date;

  /** Its place in a list of one member's blocks. */
  get id(): string {
    return this.blockedId;
  }
}
