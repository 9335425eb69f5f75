import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Node } from "../../core/graphql/node.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Role } from "../../core/access/role.js";
import { requireRight } from "../../core/access/actor.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { AuditEntry } from "./audit-entry.entity.js";
import { AuditFilter } from "./audit.inputs.js";
import { AuditEntryConnection, auditTrail } from "./audit.reads.js";
import { networkPolicy } from "../../core/access/policy.js";

@Resolver(() => AuditEntry)
export class AuditTrailResolver {
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description:
      "The audit trail: actions taken with a special role, newest first. Only administrators may query it. Errors: " +
      "BAD_USER_INPUT, INVALID_CURSOR, FORBIDDEN.",
  })
  async auditTrail(
    @Ctx() ctx: Context,
    @Arg("filter", () => AuditFilter, { nullable: true, description: "Restricts the entries; absent means all." })
    filter: AuditFilter | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<AuditEntry>> {
    await requireRight(ctx, networkPolicy.administer);
    return pageOf(ctx, AuditEntryConnection, auditTrail(filter), args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who took the action; null for the operator at the command line.",
  })
  actor(@Ctx() ctx: Context, @Root() { actorId }: AuditEntry): Promise<Member | null> {
    return actorId === null ? Promise.resolve(null) : memberById(ctx, actorId);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The object of the action; null when it was deleted or the caller may not see it.",
  })
  subject(@Ctx() ctx: Context, @Root() { subjectId }: AuditEntry): Promise<Node | null> {
    return ctx.nodes.byId(ctx, subjectId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The member affected by the action: the member, the author, or a host; null when no account is affected.",
  })
  affected(@Ctx() ctx: Context, @Root() { affectedId }: AuditEntry): Promise<Member | null> {
    return affectedId === null ? Promise.resolve(null) : memberById(ctx, affectedId);
  }

  @FieldResolver(() => Role, {
    nullable: true,
    description: "The role that was granted or revoked; null for other actions.",
  })
  role(@Root() { detail }: AuditEntry): Role | null {
    return detail.role ?? null;
  }
}
