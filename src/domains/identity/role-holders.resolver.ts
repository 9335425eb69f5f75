import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { connectionType, pageOf, type List, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { byName } from "../members/member.reads.js";
import { Role } from "../../core/access/role.js";
import { requireRight } from "../../core/access/actor.js";
import { networkPolicy } from "../../core/access/policy.js";

@ObjectType()
class Held {
  @Field(() => [Role], { description: "All roles of the member (rollen)." })
  roles: Role[];
}

const RoleHolderConnection = connectionType("RoleHolder", () => Member, Held);

const holdersOf = (role: Role): List<Member> => ({
  name: "roleHolders",
  node: Member,
  from: sql`account JOIN member e ON e.id = account.member_id`,
  where: [sql`${role}::role = ANY(account.roles)`, sql`e.erased_at IS NULL`],
  edge: sql`account.roles::text[] AS roles`,
  order: byName,
});

@Resolver()
export class RoleHoldersResolver {
  @Query(() => RoleHolderConnection, {
    nullable: true,
    description:
      "The members who have a role, ordered by name. Only administrators may query it. Errors: BAD_USER_INPUT, INVALID_CURSOR, FORBIDDEN.",
  })
  async roleHolders(
    @Ctx() ctx: Context,
    @Arg("role", () => Role, { description: "The role to list the holders of." }) role: Role,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Member>> {
    await requireRight(ctx, networkPolicy.administer);
    return pageOf(ctx, RoleHolderConnection, holdersOf(role), args);
  }
}
