import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Role } from "../../core/access/role.js";
import { GrantRoleInput, RevokeRoleInput } from "./role.inputs.js";
import { grantRole, revokeRole } from "./role.service.js";

@ObjectType()
abstract class RolesPayload extends Payload {
  @Field(() => [Role], { nullable: true, description: "All roles of the member as they are now; null on an error." })
  roles?: Role[] | null;
}

@ObjectType({ description: "The answer of `grantRole`." })
export class GrantRolePayload extends RolesPayload {}

@ObjectType({ description: "The answer of `revokeRole`." })
export class RevokeRolePayload extends RolesPayload {}

@Resolver()
export class RoleMutations {
  @Mutation(() => GrantRolePayload, {
    description:
      "Gives a member a role, from their next request on; for administrators. INVALID_INPUT, NOT_FOUND, SUSPENDED.",
  })
  grantRole(
    @Ctx() ctx: Context,
    @Arg("input", () => GrantRoleInput, { description: "Whom, which, why." }) input: GrantRoleInput,
  ): Promise<GrantRolePayload> {
    return payload(async () => ({ roles: await grantRole(ctx, input) }));
  }

  @Mutation(() => RevokeRolePayload, {
    description:
      "Takes a role from a member, from their next request on; for administrators, who cannot take ADMIN from themselves. INVALID_INPUT, NOT_FOUND, NOT_YOURS_TO_DECIDE, SUSPENDED.",
  })
  revokeRole(
    @Ctx() ctx: Context,
    @Arg("input", () => RevokeRoleInput, { description: "Whom, which, why." }) input: RevokeRoleInput,
  ): Promise<RevokeRolePayload> {
    return payload(async () => ({ roles: await revokeRole(ctx, input) }));
  }
}
