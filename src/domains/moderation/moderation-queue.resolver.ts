import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Node } from "../../core/graphql/node.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { requireRight } from "../../core/access/actor.js";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { ModerationCaseConnection, ReportConnection } from "./moderation.connection.js";
import { CaseStatus } from "./moderation.enums.js";
import { casesOf, decisionOfCase, membersOfCase, reportCount, reportsOfCase } from "./moderation.reads.js";
import type { Report } from "./report.entity.js";
import { networkPolicy } from "../../core/access/policy.js";

@Resolver(() => ModerationCase)
export class ModerationQueueResolver {
  @Query(() => ModerationCaseConnection, {
    nullable: true,
    description:
      "The moderation cases of a status, oldest first. Only organisers and administrators may query it, and cases " +
      "about the caller are omitted. Errors: BAD_USER_INPUT, INVALID_CURSOR, FORBIDDEN.",
  })
  async moderationQueue(
    @Ctx() ctx: Context,
    @Arg("status", () => CaseStatus, { defaultValue: CaseStatus.OPEN, description: "The status of the cases to list." })
    status: CaseStatus,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<ModerationCase>> {
    await requireRight(ctx, networkPolicy.moderate);
    return pageOf(ctx, ModerationCaseConnection, casesOf(ctx, status), args);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The reported object, also when it is hidden; null when it was deleted or withdrawn by its author.",
  })
  subject(@Ctx() ctx: Context, @Root() { subjectId }: ModerationCase): Promise<Node | null> {
    return ctx.nodes.byId(ctx, subjectId);
  }

  @FieldResolver(() => [Member], {
    description:
      "The members that the case is about, ordered by name: the member, the author, the hosts of a gathering, the " +
      "author of an outcome, or the sender of a request; empty for an organisation.",
  })
  affected(@Ctx() ctx: Context, @Root() { id }: ModerationCase): Promise<Member[]> {
    return membersOfCase(ctx, id);
  }

  @FieldResolver(() => Int, { description: "The number of members who reported it." })
  reportCount(@Ctx() ctx: Context, @Root() { id }: ModerationCase): Promise<number> {
    return reportCount(ctx, id);
  }

  @FieldResolver(() => ReportConnection, { description: "The reports in the case, oldest first." })
  reports(
    @Ctx() ctx: Context,
    @Root() { id }: ModerationCase,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Report>> {
    return pageUnder(ctx, ReportConnection, reportsOfCase, sql`e.case_id`, id, args);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description: "The decision about the case; null while the case is open.",
  })
  decision(@Ctx() ctx: Context, @Root() { id }: ModerationCase): Promise<ModerationDecision | null> {
    return decisionOfCase(ctx, id);
  }
}
