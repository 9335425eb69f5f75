import { Field, ID, InputType } from "type-graphql";
import { auditActions, type AuditAction } from "../../core/access/audit-action.js";

@InputType({ description: "Which entries; all conditions hold together, an absent or empty one does not count." })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: "Done by this member." })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: "Done to the thing with this id." })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: "Concerning this member." })
  affectedId?: string | null;

  @Field(() => [auditActions.names], { nullable: true, description: "Of one of these sorts." })
  actions?: AuditAction[] | null;

  @Field(() => Date, { nullable: true, description: "Done at this moment or later." })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: "Done before this moment." })
  until?: Date | null;
}
