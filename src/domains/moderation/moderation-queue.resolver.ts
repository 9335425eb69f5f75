import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Node } from "../../core/graphql/node.js";
import { ForwardArgs } from "../../core/graphql/pagination.js";
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
    description:
      "What members reported, one case a thing, the oldest first; for organisers and administrators. What is about themselves is left out.",
  })
  async moderationQueue(
    @Ctx() ctx: Context,
    @Arg("status", () => CaseStatus, { defaultValue: CaseStatus.OPEN, description: "Which cases." }) status: CaseStatus,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Page<ModerationCase>> {
    await requireRight(ctx, networkPolicy.moderate);
    return pageOf(ctx, ModerationCaseConnection, casesOf(ctx, status), args);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "What was reported, also when it is hidden; null when it is gone or was taken back by its author.",
  })
  subject(@Ctx() ctx: Context, @Root() { subjectId }: ModerationCase): Promise<Node | null> {
    return ctx.nodes.byId(ctx, subjectId);
  }

  @FieldResolver(() => [Member], {
    description: "Whom it is about, by name: the member, the author, or the hosts of a gathering.",
  })
  affected(@Ctx() ctx: Context, @Root() { id }: ModerationCase): Promise<Member[]> {
    return membersOfCase(ctx, id);
  }

  @FieldResolver(() => Int, { description: "How many members reported it." })
  reportCount(@Ctx() ctx: Context, @Root() { id }: ModerationCase): Promise<number> {
    return reportCount(ctx, id);
  }

  @FieldResolver(() => ReportConnection, { description: "What they said, the first one first." })
  reports(
    @Ctx() ctx: Context,
    @Root() { id }: ModerationCase,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Page<Report>> {
    return pageUnder(ctx, ReportConnection, reportsOfCase, sql`e.case_id`, id, args);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description: "What was decided; null while the case is open.",
  })
  decision(@Ctx() ctx: Context, @Root() { id }: ModerationCase): Promise<ModerationDecision | null> {
    return decisionOfCase(ctx, id);
  }
}
