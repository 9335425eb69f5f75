import { Field, ID, InputType } from "type-graphql";
import { auditActions, type AuditAction } from "../../core/access/audit-action.js";

@InputType({
  description:
    "Conditions on entries of the audit trail, combined with AND. An absent, null or empty condition is ignored.",
})
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: "The id of the member who took the action." })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: "The id of the object of the action." })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: "The id of the member affected by the action." })
  affectedId?: string | null;

  @Field(() => [auditActions.names], { nullable: true, description: "The kinds of action to include." })
  actions?: AuditAction[] | null;

  @Field(() => Date, { nullable: true, description: "The earliest time of the action, inclusive." })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: "The latest time of the action, exclusive." })
  until?: Date | null;
}
