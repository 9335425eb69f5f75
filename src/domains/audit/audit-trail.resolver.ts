import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Node } from "../../core/graphql/node.js";
import { nodeById } from "../../app/node.resolver.js";
import { ForwardArgs } from "../../core/graphql/pagination.js";
import { Role } from "../identity/account.entity.js";
import { requireRight } from "../../core/access/actor.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { DecisionKind } from "../moderation/moderation.enums.js";
import { decisionById } from "../moderation/moderation.reads.js";
import { AuditEntry } from "./audit-entry.entity.js";
import { AuditFilter } from "./audit.inputs.js";
import { AuditEntryConnection, auditTrail } from "./audit.reads.js";

@Resolver(() => AuditEntry)
export class AuditTrailResolver {
  @Query(() => AuditEntryConnection, {
    description:
      "What was done by those with a right to it: who, what, when, why; the newest first. For administrators.",
  })
  async auditTrail(
    @Ctx() ctx: Context,
    @Arg("filter", () => AuditFilter, { nullable: true, description: "Which entries; all when absent." })
    filter: AuditFilter | null,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Page<AuditEntry>> {
    await requireRight(ctx, "network.administer");
    return pageOf(ctx, AuditEntryConnection, auditTrail(filter), args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who did it; null for the operator, who did it at the command line.",
  })
  actor(@Ctx() ctx: Context, @Root() { actorId }: AuditEntry): Promise<Member | null> {
    return actorId === null ? Promise.resolve(null) : memberById(ctx, actorId);
  }

  @FieldResolver(() => Node, { nullable: true, description: "What it was done to; null when it is gone." })
  subject(@Ctx() ctx: Context, @Root() { subjectId }: AuditEntry): Promise<Node | null> {
    return nodeById(ctx, subjectId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Whom it concerns: the member, the author, a host; null when it concerns nobody with an account.",
  })
  affected(@Ctx() ctx: Context, @Root() { affectedId }: AuditEntry): Promise<Member | null> {
    return affectedId === null ? Promise.resolve(null) : memberById(ctx, affectedId);
  }

  @FieldResolver(() => Role, { nullable: true, description: "The role that was granted or revoked; null otherwise." })
  role(@Root() { detail }: AuditEntry): Role | null {
    return detail.role ?? null;
  }

  @FieldResolver(() => DecisionKind, {
    nullable: true,
    description: "What was decided, or taken back; null when it was no such thing.",
  })
  decisionKind(@Root() { detail }: AuditEntry): DecisionKind | null {
    return detail.decisionKind ?? null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "Until when the decision suspended; null when it did not.",
  })
  suspendedUntil(@Root() { detail }: AuditEntry): Date | null {
    return detail.suspendedUntil === undefined ? null : new Date(detail.suspendedUntil);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description: "The decision that was made, taken back or appealed against; null when there was none.",
  })
  decision(@Ctx() ctx: Context, @Root() { detail }: AuditEntry): Promise<ModerationDecision | null> {
    return detail.decisionId === undefined ? Promise.resolve(null) : decisionById(ctx, detail.decisionId);
  }
}
