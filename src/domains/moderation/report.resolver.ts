import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { caseById, subjectOfCase } from "./moderation.reads.js";
import { Report } from "./report.entity.js";

@Resolver(() => Report)
export class ReportResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description: "The reported object; null when it was deleted or the caller may not see it.",
  })
  async subject(@Ctx() ctx: Context, @Root() { caseId }: Report): Promise<Node | null> {
    const subject = await subjectOfCase(ctx, caseId);
    return subject && ctx.nodes.byId(ctx, subject.subjectId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "The member who reported it." })
  reporter(@Ctx() ctx: Context, @Root() { reporterId }: Report): Promise<Member | null> {
    return memberById(ctx, reporterId);
  }

  @FieldResolver(() => ModerationCase, {
    nullable: true,
    description:
      "The case that the report belongs to; null unless the caller is a moderator who is not affected by the case.",
  })
  case(@Ctx() ctx: Context, @Root() { caseId }: Report): Promise<ModerationCase | null> {
    return caseById(ctx, caseId);
  }
}
