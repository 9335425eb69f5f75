import { Field, ID, InputType } from "type-graphql";
import { Role } from "../../core/access/role.js";

@InputType({ description: "The role to grant." })
export class GrantRoleInput {
  @Field(() => ID, { description: "The id of a member who has an account." })
  memberId: string;

  @Field(() => Role, { description: "The role to grant." })
  role: Role;

  @Field(() => String, { description: "The reason, 1 to 2,000 characters, recorded in the audit trail." })
  reason: string;
}

@InputType({ description: "The role to revoke." })
export class RevokeRoleInput {
  @Field(() => ID, { description: "The id of a member who has an account." })
  memberId: string;

  @Field(() => Role, { description: "The role to revoke. MEMBER cannot be revoked." })
  role: Role;

  @Field(() => String, { description: "The reason, 1 to 2,000 characters, recorded in the audit trail." })
  reason: string;
}
