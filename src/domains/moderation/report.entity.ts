import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ReportReason } from "./moderation.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A member's report about an object (melding). Only its author and moderators who are not affected by the case " +
    "see it.",
})
@Entity()
@Unique(["caseId", "reporterId"])
@Index(["caseId", "reportedAt", "id"])
export class Report extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  caseId: string;

  @ManyToOne(() => ModerationCase, { onDelete: "CASCADE" })
  @JoinColumn({ name: "case_id" })
  case?: ModerationCase;

  @Index()
  @Column({ type: "uuid" })
  reporterId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "reporter_id" })
  reporter?: Member;

  @Field(() => ReportReason, { description: "The reason for the report." })
  @Column({ type: "enum", enum: ReportReason, enumName: "report_reason" })
  reason: ReportReason;

  @Field(() => String, {
    nullable: true,
    description:
      "The reporter's explanation, plain text, 1 to 2,000 characters; null when none was given, and after the " +
      "account of the reporter or of a reported member was erased.",
  })
  @Column({ type: "text", nullable: true })
  note: string | null;

  @Field(() => Date, { description: "When the reporter first reported it in this case." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  reportedAt: Date;
}
