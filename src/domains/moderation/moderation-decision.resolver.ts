import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { caseById, membersOfCase, subjectOfCase } from "./moderation.reads.js";

@Resolver(() => ModerationDecision)
export class ModerationDecisionResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description: "What it is about; null when it is gone, or not for the caller to see any more.",
  })
  async subject(@Ctx() ctx: Context, @Root() { caseId }: ModerationDecision): Promise<Node | null> {
    const subject = await subjectOfCase(ctx, caseId);
    return subject && ctx.nodes.byId(ctx, subject.subjectId);
  }

  @FieldResolver(() => [Member], {
    description: "Whom it affects, by name: the member, the author, or the hosts of a gathering.",
  })
  affected(@Ctx() ctx: Context, @Root() { caseId }: ModerationDecision): Promise<Member[]> {
    return membersOfCase(ctx, caseId);
  }

  @FieldResolver(() => ModerationCase, {
    nullable: true,
    description: "The case with its reports, for moderators; null for everybody else.",
  })
  case(@Ctx() ctx: Context, @Root() { caseId }: ModerationDecision): Promise<ModerationCase | null> {
    return caseById(ctx, caseId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who decided, for moderators; null for everybody else." })
  decidedBy(@Ctx() ctx: Context, @Root() { caseId, decidedById }: ModerationDecision): Promise<Member | null> {
    return forModerators(ctx, caseId, decidedById);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who took it back, for moderators; null for everybody else, and while it stands.",
  })
  reversedBy(@Ctx() ctx: Context, @Root() { caseId, reversedById }: ModerationDecision): Promise<Member | null> {
    return forModerators(ctx, caseId, reversedById);
  }
}

/** The member, when the caller may see the case: a moderator who is affected reads a decision as everybody does. */
async function forModerators(ctx: Context, caseId: string, memberId: string | null): Promise<Member | null> {
  return memberId !== null && (await caseById(ctx, caseId)) ? memberById(ctx, memberId) : null;
}
