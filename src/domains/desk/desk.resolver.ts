import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { requireRight } from "../../core/access/actor.js";
import { networkPolicy } from "../../core/access/policy.js";
import type { Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import type { DeskItem } from "./desk-item.types.js";
import { DeskItemKind } from "./desk.enums.js";
import { DeskItemConnection, deskOf } from "./desk.reads.js";

@Resolver()
export class OrganiserDeskResolver {
  @Query(() => DeskItemConnection, {
    nullable: true,
    description:
      "All that waits for the viewer as an organiser, oldest first: messages to the coordinators, proposed gatherings, open " +
      "moderation cases, practices in review, requests for a place, and suggested themes. What the viewer may not decide about is omitted: their " +
      "own messages, appeals and cases that involve them, and cases that they reported. Only organisers and administrators may " +
      "query it. Errors: BAD_USER_INPUT, INVALID_CURSOR, FORBIDDEN.",
  })
  async organiserDesk(
    @Ctx() ctx: Context,
    @Arg("kinds", () => [DeskItemKind], {
      nullable: true,
      description: "Lists these kinds only; absent, null or empty for all.",
    })
    kinds: DeskItemKind[] | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<DeskItem>> {
    await requireRight(ctx, networkPolicy.moderate);
    return deskOf(ctx, kinds, args);
  }
}
