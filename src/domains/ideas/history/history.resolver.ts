import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Idea } from "../idea.entity.js";
import { ideaById } from "../idea.reads.js";
import { historyOfIdea, IdeaChangeConnection } from "./history.reads.js";
import { IdeaChange } from "./idea-change.entity.js";

@Resolver(() => Idea)
export class IdeaHistoryResolver {
  @FieldResolver(() => IdeaChangeConnection, {
    description: "What changed of the idea since it was posted, newest first, without what an import corrected.",
  })
  history(
    @Ctx() ctx: Context,
    @Root() idea: Idea,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<IdeaChange>> {
    return pageUnder(ctx, IdeaChangeConnection, historyOfIdea, sql`e.idea_id`, idea.id, args);
  }
}

@Resolver(() => IdeaChange)
export class IdeaChangeResolver {
  @FieldResolver(() => Idea, { nullable: true, description: "The idea that was changed." })
  idea(@Ctx() ctx: Context, @Root() change: IdeaChange): Promise<Idea | null> {
    return ideaById(ctx, change.ideaId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who made the change; null if the caller may not see the member's profile.",
  })
  changedBy(@Ctx() ctx: Context, @Root() { changedById }: IdeaChange): Promise<Member | null> {
    return memberById(ctx, changedById);
  }
}
