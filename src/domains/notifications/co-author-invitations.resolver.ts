import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import type { CoAuthorInvitation } from "../ideas/authors/co-author-invitation.entity.js";
import { CoAuthorInvitationConnection, invitationsOfMember } from "../ideas/authors/co-author.reads.js";
import { Viewer } from "../identity/viewer.js";

@Resolver(() => Viewer)
export class CoAuthorInvitationsResolver {
  @FieldResolver(() => CoAuthorInvitationConnection, {
    description:
      "The invitations to be a co-author that the viewer has not answered yet, newest first, without those to ideas that " +
      "the viewer may not see.",
  })
  coAuthorInvitations(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<CoAuthorInvitation>> {
    return pageUnder(ctx, CoAuthorInvitationConnection, invitationsOfMember(ctx), sql`e.member_id`, memberId, args);
  }
}
