import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import type { AuditDetail } from "../../core/access/audit.js";
import { Member } from "../members/member.entity.js";
import { subjectKinds, type SubjectKind } from "../../core/access/subject-kind.js";
import { auditActions, type AuditAction } from "../../core/access/audit-action.js";

@ObjectType({
  implements: Node,
  description:
    "An entry of the audit trail (auditregel): one action, for one affected member. Immutable, except that `reason` " +
    "is removed when the affected member's account is erased. Only administrators see it.",
})
@Entity()
@Index(["occurredAt", "id"])
export class AuditEntry extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  /** Null for the operator at the command line. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  actorId: string | null;

  // No action on deletion: members in the trail are anonymised, never deleted.
  @ManyToOne(() => Member)
  @JoinColumn({ name: "actor_id" })
  actor?: Member;

  @Field(() => auditActions.names, { description: "The kind of action." })
  @Column({ type: "enum", enum: auditActions.names, enumName: "audit_action" })
  action: AuditAction;

  @Field(() => subjectKinds.names, { description: "The kind of object that the action was taken on." })
  @Column({ type: "enum", enum: subjectKinds.names, enumName: "subject_kind" })
  subjectKind: SubjectKind;

  @Field(() => ID, { description: "The id of the object of the action, also after the object was deleted." })
  @Index()
  @Column({ type: "uuid" })
  subjectId: string;

  /** The affected member: the member, the author, or a host; null when no account is affected. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  affectedId: string | null;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "affected_id" })
  affected?: Member;

  @Column({ type: "jsonb" })
  detail: AuditDetail;

  @Field(() => String, {
    nullable: true,
    description:
      "The reason given by the actor, plain text, 1 to 2,000 characters; null when none was given, and after the " +
      "account of the affected member was erased.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  @Field(() => Date, { description: "When the action was taken." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  occurredAt: Date;
}
