import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Practice } from "../practice.entity.js";
import { practiceById } from "../practice.reads.js";
import { PracticeEdit } from "./practice-edit.entity.js";
import { editsOfPractice, PracticeEditConnection } from "./practice-edit.reads.js";

@Resolver(() => Practice)
export class PracticeHistoryResolver {
  @FieldResolver(() => PracticeEditConnection, {
    description: "The edits of the practice, the latest first; an import that corrects it is no edit.",
  })
  history(
    @Ctx() ctx: Context,
    @Root() { id }: Practice,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<PracticeEdit>> {
    return pageUnder(ctx, PracticeEditConnection, editsOfPractice, sql`e.practice_id`, id, args);
  }
}

@Resolver(() => PracticeEdit)
export class PracticeEditResolver {
  @FieldResolver(() => Practice, { nullable: true, description: "The practice; null if the caller may not see it." })
  practice(@Ctx() ctx: Context, @Root() { practiceId }: PracticeEdit): Promise<Practice | null> {
    return practiceById(ctx, practiceId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The member who made the edit: the sharer, or a contact who declined to be it. Null if the caller may not see the " +
      "member's profile.",
  })
  editedBy(@Ctx() ctx: Context, @Root() { editedById }: PracticeEdit): Promise<Member | null> {
    return memberById(ctx, editedById);
  }
}
