import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { idOf } from "../../core/graphql/ids.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Role } from "../../core/access/role.js";
import { GrantRoleInput, RevokeRoleInput } from "./role.inputs.js";
import { grantRole, revokeRole } from "./role.service.js";

@ObjectType()
abstract class RolesPayload extends Payload {
  @Field(() => Member, { nullable: true, description: "The member; null when `userErrors` is not empty." })
  member?: Member | null;

  @Field(() => [Role], {
    nullable: true,
    description: "All roles of the member after the change; null when `userErrors` is not empty.",
  })
  roles?: Role[] | null;
}

@ObjectType({ description: "The result of `grantRole`." })
export class GrantRolePayload extends RolesPayload {}

@ObjectType({ description: "The result of `revokeRole`." })
export class RevokeRolePayload extends RolesPayload {}

@Resolver()
export class RoleMutations {
  @Mutation(() => GrantRolePayload, {
    nullable: true,
    description:
      "Grants a member a role, effective from their next request. Granting a role that the member has changes " +
      "nothing. Only administrators may do this. Errors: INVALID_INPUT, NOT_FOUND, SUSPENDED. Faults: FORBIDDEN.",
  })
  grantRole(
    @Ctx() ctx: Context,
    @Arg("input", () => GrantRoleInput, { description: "The member, the role and the reason." }) input: GrantRoleInput,
  ): Promise<GrantRolePayload> {
    return payload(async () => ({
      roles: await grantRole(ctx, input),
      member: await memberById(ctx, idOf(input.memberId)),
    }));
  }

  @Mutation(() => RevokeRolePayload, {
    nullable: true,
    description:
      "Revokes a role of a member, effective from their next request. Revoking a role that the member does not have " +
      "changes nothing. Only administrators may do this, and they cannot revoke their own ADMIN role. Errors: " +
      "INVALID_INPUT, NOT_FOUND, SUSPENDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  revokeRole(
    @Ctx() ctx: Context,
    @Arg("input", () => RevokeRoleInput, { description: "The member, the role and the reason." })
    input: RevokeRoleInput,
  ): Promise<RevokeRolePayload> {
    return payload(async () => ({
      roles: await revokeRole(ctx, input),
      member: await memberById(ctx, idOf(input.memberId)),
    }));
  }
}
