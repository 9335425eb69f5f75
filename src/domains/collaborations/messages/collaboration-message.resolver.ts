import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import { viewerId, type Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Collaboration } from "../collaboration.entity.js";
import { collaborationById, takesPart } from "../collaboration.reads.js";
import { readableBody } from "./collaboration-message.body.js";
import { CollaborationMessage } from "./collaboration-message.entity.js";
import {
  CollaborationMessageConnection,
  messagesOfCollaboration,
  unreadMessageCount,
} from "./collaboration-message.reads.js";

@Resolver(() => Collaboration)
export class CollaborationMessagesResolver {
  @FieldResolver(() => CollaborationMessageConnection, {
    nullable: true,
    description:
      "The messages of the members to each other, oldest first: those since the viewer joined, without those of members " +
      "separated from the viewer by a block. Null for everybody who does not take part.",
  })
  async messages(
    @Ctx() ctx: Context,
    @Root() { id }: Collaboration,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<CollaborationMessage> | null> {
    if (!(await viewerTakesPart(ctx, id))) return null;
    return pageUnder(
      ctx,
      CollaborationMessageConnection,
      messagesOfCollaboration(ctx),
      sql`e.collaboration_id`,
      id,
      args,
    );
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Number of readable messages of others after the last one that the viewer has marked as read by `markMessagesRead`, 0 " +
      "or more. Null for everybody who does not take part.",
  })
  async unreadMessageCount(@Ctx() ctx: Context, @Root() { id }: Collaboration): Promise<number | null> {
    return (await viewerTakesPart(ctx, id)) ? unreadMessageCount(ctx, id) : null;
  }
}

const viewerTakesPart = async (ctx: Context, collaborationId: string): Promise<boolean> =>
  viewerId(ctx) !== null && takesPart(ctx, collaborationId);

@Resolver(() => CollaborationMessage)
export class CollaborationMessageResolver {
  @FieldResolver(() => Collaboration, { description: "The collaboration whose members the message is for." })
  collaboration(@Ctx() ctx: Context, @Root() message: CollaborationMessage): Promise<Collaboration | null> {
    return collaborationById(ctx, message.collaborationId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who wrote the message; null if the caller may not see the member's profile.",
  })
  author(@Ctx() ctx: Context, @Root() message: CollaborationMessage): Promise<Member | null> {
    return memberById(ctx, message.authorId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The text of the message; plain text of 1 to 5,000 characters. Null if it was removed with its author's account, or " +
      "if a moderator has hidden it and the caller is neither its author nor an organiser or administrator.",
  })
  body(@Ctx() ctx: Context, @Root() message: CollaborationMessage): Promise<string | null> {
    return readableBody(ctx, message);
  }
}
