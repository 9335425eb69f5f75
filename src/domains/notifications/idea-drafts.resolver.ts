import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import type { IdeaDraft } from "../ideas/drafts/idea-draft.entity.js";
import { draftsOfMember, IdeaDraftConnection } from "../ideas/drafts/idea-draft.reads.js";
import { Viewer } from "../identity/viewer.js";

@Resolver(() => Viewer)
export class IdeaDraftsResolver {
  @FieldResolver(() => IdeaDraftConnection, {
    description: "The viewer's drafts of ideas, what was saved last first; at most 50.",
  })
  ideaDrafts(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<IdeaDraft>> {
    return pageUnder(ctx, IdeaDraftConnection, draftsOfMember, sql`e.author_id`, memberId, args);
  }
}
