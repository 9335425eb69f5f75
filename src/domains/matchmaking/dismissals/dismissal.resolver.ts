import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Viewer } from "../../identity/viewer.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { SuggestionDismissal } from "./dismissal.entity.js";
import { dismissalsBy, DismissedSuggestionConnection } from "./dismissal.reads.js";

@Resolver(() => Viewer)
export class ViewerDismissalsResolver {
  @FieldResolver(() => DismissedSuggestionConnection, {
    description:
      "The members whom the viewer has dismissed as suggestions, most recent dismissal first; never those " +
      "who dismissed the viewer.",
  })
  dismissedSuggestions(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<SuggestionDismissal>> {
    return pageUnder(ctx, DismissedSuggestionConnection, dismissalsBy, sql`e.member_id`, memberId, args);
  }
}

@Resolver(() => SuggestionDismissal)
export class DismissedSuggestionResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "The dismissed member; null if the viewer may not see the profile.",
  })
  member(@Ctx() ctx: Context, @Root() { dismissedId }: SuggestionDismissal): Promise<Member | null> {
    return memberById(ctx, dismissedId);
  }
}
