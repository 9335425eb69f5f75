import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Viewer } from "../identity/viewer.js";
import type { ModerationDecision } from "./moderation-decision.entity.js";
import { ModerationDecisionConnection } from "./moderation.connection.js";
import { decisionsAbout } from "./moderation.reads.js";

@Resolver(() => Viewer)
export class ViewerDecisionsResolver {
  @FieldResolver(() => ModerationDecisionConnection, {
    description:
      "Decisions by moderators that affect the viewer, newest first, without dismissals. `leaveMessage` appeals " +
      "against one.",
  })
  moderationDecisions(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<ModerationDecision>> {
    return pageUnder(ctx, ModerationDecisionConnection, decisionsAbout, sql`affected.member_id`, memberId, args);
  }
}
