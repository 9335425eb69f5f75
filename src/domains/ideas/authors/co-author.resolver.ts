import sql from "sql-template-tag";
import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import { viewerId, type Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { IdeaConnection } from "../idea.connection.js";
import { Idea } from "../idea.entity.js";
import { ideaById } from "../idea.reads.js";
import { CoAuthorInvitation } from "./co-author-invitation.entity.js";
import { coAuthoredIdeas, coAuthorsOf, pendingInvitationsOf } from "./co-author.reads.js";
import { maxCoAuthors } from "./co-author.validation.js";

@Resolver(() => Idea)
export class IdeaCoAuthorsResolver {
  @FieldResolver(() => [Member], {
    description:
      "The co-authors of the idea (medeauteurs), who accepted the author's invitation, in the order in which they joined; " +
      "at most 10, without members whose profile the caller may not see.",
  })
  @Extensions({ listSize: maxCoAuthors })
  coAuthors(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Member[]> {
    return coAuthorsOf(ctx, idea.id);
  }

  @FieldResolver(() => [CoAuthorInvitation], {
    description:
      "The pending invitations to be a co-author of the idea, the earliest first, at most 10: for its author and " +
      "co-authors; empty for everybody else.",
  })
  @Extensions({ listSize: maxCoAuthors })
  async coAuthorInvitations(@Ctx() ctx: Context, @Root() idea: Idea): Promise<CoAuthorInvitation[]> {
    return viewerId(ctx) === null ? [] : pendingInvitationsOf(ctx, idea.id);
  }
}

@Resolver(() => Member)
export class CoAuthoredIdeasResolver {
  @FieldResolver(() => IdeaConnection, {
    description:
      "The ideas of others of which the member is a co-author, what they joined last first; withdrawn and hidden ones are " +
      "excluded, as are those of members separated from the caller by a block.",
  })
  coAuthoredIdeas(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Idea>> {
    return pageUnder(ctx, IdeaConnection, coAuthoredIdeas(ctx), sql`co.member_id`, member.id, args);
  }
}

@Resolver(() => CoAuthorInvitation)
export class CoAuthorInvitationResolver {
  @FieldResolver(() => Idea, { nullable: true, description: "The idea that the invitation is about." })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: CoAuthorInvitation): Promise<Idea | null> {
    return ideaById(ctx, ideaId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The invited member; null if the caller may not see the member's profile.",
  })
  member(@Ctx() ctx: Context, @Root() { memberId }: CoAuthorInvitation): Promise<Member | null> {
    return memberById(ctx, memberId);
  }
}
