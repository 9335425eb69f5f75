import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import type { Role } from "../../core/access/role.js";
import { Member } from "../members/member.entity.js";
import { subjectKinds, type SubjectKind } from "../../core/access/subject-kind.js";
import { auditActions, type AuditAction } from "../../core/access/audit-action.js";

/** What is to be known of each action: ids and enum values alone. */
export interface AuditDetail {
  role?: Role;
  decisionId?: string;
  decisionKind?: string;
  /** ISO 8601. */
  suspendedUntil?: string;
}

@ObjectType({
  implements: Node,
  description:
    "One use of a right, towards one member (auditregel): never changed afterwards. Only administrators see it.",
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

  // No action on deletion: whom the trail names may be made anonymous, never deleted.
  @ManyToOne(() => Member)
  @JoinColumn({ name: "actor_id" })
  actor?: Member;

  @Field(() => auditActions.names, { description: "What was done." })
  @Column({ type: "enum", enum: auditActions.names, enumName: "audit_action" })
  action: AuditAction;

  @Field(() => subjectKinds.names, { description: "What sort of thing it was done to." })
  @Column({ type: "enum", enum: subjectKinds.names, enumName: "subject_kind" })
  subjectKind: SubjectKind;

  @Field(() => ID, { description: "The id of what it was done to; it stays when the thing itself is gone." })
  @Index()
  @Column({ type: "uuid" })
  subjectId: string;

  /** Whom it concerns: the member, the author, a host; null when it concerns nobody with an account. */
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
      "Why, in the words of who did it; null without, and once it went with the account of whom it was about.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  @Field(() => Date, { description: "When it was done." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  occurredAt: Date;
}
