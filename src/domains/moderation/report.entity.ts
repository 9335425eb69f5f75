import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ReportReason } from "./moderation.enums.js";

@ObjectType({
  implements: Node,
  description: "A member's word that something is wrong (melding); only moderators and who wrote it see it.",
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

  @Field(() => ReportReason, { description: "What is wrong with it." })
  @Column({ type: "enum", enum: ReportReason, enumName: "report_reason" })
  reason: ReportReason;

  @Field(() => String, { nullable: true, description: "What the reporter adds, 1 to 2,000 characters; plain text." })
  @Column({ type: "text", nullable: true })
  note: string | null;

  @Field(() => Date, { description: "When it was first reported." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  reportedAt: Date;
}
