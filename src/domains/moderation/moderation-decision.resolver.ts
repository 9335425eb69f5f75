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
    description: "The object of the decision; null when it was deleted or the caller may not see it.",
  })
  async subject(@Ctx() ctx: Context, @Root() { caseId }: ModerationDecision): Promise<Node | null> {
    const subject = await subjectOfCase(ctx, caseId);
    return subject && ctx.nodes.byId(ctx, subject.subjectId);
  }

  @FieldResolver(() => [Member], {
    description:
      "The affected members that the caller may see, ordered by name: the member, the author, or the hosts of a " +
      "gathering.",
  })
  affected(@Ctx() ctx: Context, @Root() { caseId }: ModerationDecision): Promise<Member[]> {
    return membersOfCase(ctx, caseId);
  }

  @FieldResolver(() => ModerationCase, {
    nullable: true,
    description: "The case with its reports; null unless the caller is a moderator who is not affected by the case.",
  })
  case(@Ctx() ctx: Context, @Root() { caseId }: ModerationDecision): Promise<ModerationCase | null> {
    return caseById(ctx, caseId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The moderator who decided; null unless the caller is a moderator who is not affected by the case.",
  })
  decidedBy(@Ctx() ctx: Context, @Root() { caseId, decidedById }: ModerationDecision): Promise<Member | null> {
    return forModerators(ctx, caseId, decidedById);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The moderator who reversed the decision; null while it is in force, and unless the caller is a moderator who " +
      "is not affected by the case.",
  })
  reversedBy(@Ctx() ctx: Context, @Root() { caseId, reversedById }: ModerationDecision): Promise<Member | null> {
    return forModerators(ctx, caseId, reversedById);
  }
}

/** The member, if the caller may see the case. An affected moderator sees a decision as other affected members do. */
async function forModerators(ctx: Context, caseId: string, memberId: string | null): Promise<Member | null> {
  return memberId !== null && (await caseById(ctx, caseId)) ? memberById(ctx, memberId) : null;
}
