import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { DecisionKind } from "./moderation.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A moderator's decision about a case (beslissing). Moderators see it, and so do the members it affects unless it " +
    "is a dismissal.",
})
@Entity()
@Unique(["caseId"])
@Check(
  "moderation_decision_suspended_until_check",
  `(suspended_until IS NOT NULL) = (kind IN ('SUSPEND', 'HIDE_AND_SUSPEND'))`,
)
export class ModerationDecision extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  caseId: string;

  @ManyToOne(() => ModerationCase, { onDelete: "CASCADE" })
  @JoinColumn({ name: "case_id" })
  case?: ModerationCase;

  @Field(() => DecisionKind, { description: "The kind of decision." })
  @Column({ type: "enum", enum: DecisionKind, enumName: "decision_kind" })
  kind: DecisionKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The moderator's reason, plain text, 1 to 2,000 characters; null after the accounts of all affected members " +
      "were erased.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "When the suspension ends; null when the decision does not suspend.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  suspendedUntil: Date | null;

  @Field(() => Date, { description: "When the decision was made." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  decidedAt: Date;

  @Index()
  @Column({ type: "uuid", nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "decided_by_id" })
  decidedBy?: Member;

  @Field(() => Date, { nullable: true, description: "When the decision was reversed; null while it is in force." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  reversedAt: Date | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  reversedById: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "reversed_by_id" })
  reversedBy?: Member;

  @Field(() => String, {
    nullable: true,
    description:
      "The reason for the reversal, plain text, 1 to 2,000 characters; null while the decision is in force, and " +
      "after the accounts of all affected members were erased.",
  })
  @Column({ type: "text", nullable: true })
  reversalReason: string | null;
}
