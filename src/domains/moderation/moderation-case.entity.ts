import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { CaseStatus } from "./moderation.enums.js";
import { subjectKinds, type SubjectKind } from "../../core/access/subject-kind.js";

@ObjectType({
  implements: Node,
  description:
    "A moderation case (dossier): a reported object with all reports about it until the decision. Only moderators " +
    "who are not affected by it see it.",
})
@Entity()
@Index(["subjectId"], { unique: true, where: `status = 'OPEN'` })
@Index(["status", "openedAt", "id"])
export class ModerationCase extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => subjectKinds.names, { description: "The kind of the reported object." })
  @Column({ type: "enum", enum: subjectKinds.names, enumName: "subject_kind" })
  subjectKind: SubjectKind;

  @Column({ type: "uuid" })
  subjectId: string;

  @Field(() => CaseStatus, { description: "The status of the case." })
  @Column({ type: "enum", enum: CaseStatus, enumName: "case_status" })
  status: CaseStatus;

  @Field(() => Date, { description: "When the first report was made." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  openedAt: Date;
}
