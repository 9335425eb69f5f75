import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Viewer } from "../identity/viewer.js";
import { Block } from "./block.entity.js";
import { BlockedMemberConnection, blocksBy, nameOfBlocked } from "./block.reads.js";

@Resolver(() => Viewer)
export class ViewerBlocksResolver {
  @FieldResolver(() => BlockedMemberConnection, {
    description: "The members whom the viewer has blocked, newest block first; never those who blocked the viewer.",
  })
  blockedMembers(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Block>> {
    return pageUnder(ctx, BlockedMemberConnection, blocksBy, sql`e.blocker_id`, memberId, args);
  }
}

@Resolver(() => Block)
export class BlockedMemberResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of the member; null if they have left the network.",
  })
  name(@Ctx() ctx: Context, @Root() { blockedId }: Block): Promise<string | null> {
    return nameOfBlocked(ctx, blockedId);
  }
}
