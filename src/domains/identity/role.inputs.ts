import { Field, ID, InputType } from "type-graphql";
import { Role } from "../../core/access/role.js";

@InputType({ description: "A role to give." })
export class GrantRoleInput {
  @Field(() => ID, { description: "The member." })
  memberId: string;

  @Field(() => Role, { description: "The role." })
  role: Role;

  @Field(() => String, { description: "Why, 1 to 2,000 characters; for the audit trail." })
  reason: string;
}

@InputType({ description: "A role to take away." })
export class RevokeRoleInput {
  @Field(() => ID, { description: "The member." })
  memberId: string;

  @Field(() => Role, { description: "The role; MEMBER cannot be taken away." })
  role: Role;

  @Field(() => String, { description: "Why, 1 to 2,000 characters; for the audit trail." })
  reason: string;
}
