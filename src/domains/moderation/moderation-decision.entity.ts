import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { DecisionKind } from "./moderation.enums.js";

@ObjectType({
  implements: Node,
  description:
    "What a moderator decided about a case (beslissing). Moderators see it, and whom it affects unless it is a dismissal.",
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

  @Field(() => DecisionKind, { description: "What was decided." })
  @Column({ type: "enum", enum: DecisionKind, enumName: "decision_kind" })
  kind: DecisionKind;

  @Field(() => String, {
    nullable: true,
    description: "Why, in the moderator's words; null once it went with the account of whom it was about.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  @Field(() => Date, { nullable: true, description: "Until when it suspends; null when it does not." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  suspendedUntil: Date | null;

  @Field(() => Date, { description: "When it was decided." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  decidedAt: Date;

  @Index()
  @Column({ type: "uuid", nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "decided_by_id" })
  decidedBy?: Member;

  @Field(() => Date, { nullable: true, description: "When it was taken back; null while it stands." })
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
    description: "Why it was taken back; null while it stands, and once it went with the account of whom it was about.",
  })
  @Column({ type: "text", nullable: true })
  reversalReason: string | null;
}
